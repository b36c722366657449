#pragma once

#include <arrow/result.h>
#include <arrow/type_fwd.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "Cells.hpp"
#include "SharedTexts.hpp"

namespace carrow::sheets {

// Some rows of a sheet, column by column.
class CellBlock {
 public:
  CellBlock(const SharedTexts* shared, int64_t most_cells) : shared_(shared), most_cells_(most_cells) {}

  void clear();
  int64_t rows() const { return rows_; }
  bool is_full() const;
  // Adds empty rows, at most `count` and as many as there is room for; returns how many.
  int64_t add_empty_rows(int64_t count);
  // Begins a row; cells are set in it.
  void begin_row() { ++rows_; }
  // Sets a cell of the last row; the text of those that are not shared is passed along.
  void set(int32_t column, Cell cell, std::string_view text);

  Cell cell(int32_t column, int64_t row) const;
  std::string text(Cell cell) const;
  // The tags of a column's cells.
  uint32_t tags(int32_t column) const;
  // The column as an array of the kind's type; cells that have no such form are null.
  arrow::Result<std::shared_ptr<arrow::Array>> build(int32_t column, Kind kind) const;

 private:
  struct Column {
    std::vector<Tag> tags;
    std::vector<int64_t> payloads;
    uint32_t seen = 0;
  };

  void grow(Column* column) const;
  std::string_view view(Cell cell) const { return cell.payload < 0 ? pool_[cell.payload] : (*shared_)[cell.payload]; }
  template <typename Builder, typename Append>
  arrow::Result<std::shared_ptr<arrow::Array>> built(Builder builder, int32_t column, Append&& append) const;
  arrow::Result<std::shared_ptr<arrow::Array>> build_text(int32_t column, bool keeps_null_words) const;

  const SharedTexts* shared_;
  const int64_t most_cells_;
  std::vector<Column> columns_;
  TextPool pool_;
  int64_t rows_ = 0;
  int64_t text_bytes_ = 0;
};

std::shared_ptr<arrow::DataType> type_of(Kind kind);

}  // namespace carrow::sheets
