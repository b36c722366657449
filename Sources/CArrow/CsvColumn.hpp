#pragma once

#include <arrow/array.h>
#include <arrow/csv/converter.h>
#include <arrow/csv/parser.h>

#include <memory>
#include <string_view>
#include <vector>

#include "CsvOptions.hpp"

namespace carrow {

// How the text of one column becomes an Arrow array.
class CsvColumn {
 public:
  CsvColumn(const CsvOptions& options, carrow_csv_kind kind, bool is_lenient, int32_t precision, int32_t scale);

  arrow::Status initialize();
  const std::shared_ptr<arrow::DataType>& type() const { return type_; }
  carrow_csv_kind kind() const { return kind_; }

  // Fails with Invalid when a value does not fit.
  arrow::Result<std::shared_ptr<arrow::Array>> convert(const arrow::csv::BlockParser& parser, int32_t column);
  // Whether a column of kind NULL met what a text column takes for text: a null word or a quoted empty field.
  bool has_null_words() const { return has_null_words_; }

 private:
  arrow::Result<std::shared_ptr<arrow::Array>> convert_nulls(const arrow::csv::BlockParser& parser, int32_t column);
  arrow::Result<std::shared_ptr<arrow::Array>> convert_grouped(const arrow::csv::BlockParser& parser, int32_t column);
  arrow::Result<std::shared_ptr<arrow::Array>> convert_dates(const arrow::csv::BlockParser& parser, int32_t column);
  arrow::Status check_spelling(const arrow::csv::BlockParser& parser, int32_t column) const;
  arrow::Status check_spelling(std::string_view text) const;
  arrow::Status check_range(const arrow::Array& numbers, const arrow::csv::BlockParser& parser, int32_t column) const;
  bool is_null_word(std::string_view text) const;

  carrow_csv_kind kind_;
  bool is_lenient_;
  char thousands_;
  char decimal_point_;
  std::shared_ptr<arrow::DataType> type_;
  arrow::csv::ConvertOptions convert_options_;
  std::shared_ptr<arrow::csv::Converter> converter_;
  std::vector<std::shared_ptr<arrow::TimestampParser>> date_parsers_;
  bool has_null_words_ = false;
};

}  // namespace carrow
