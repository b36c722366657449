#include "CsvRows.hpp"

#include <algorithm>

namespace carrow {

std::unique_ptr<arrow::csv::BlockParser> make_parser(const CsvOptions& options, int32_t columns, int32_t rows,
                                                     std::vector<RaggedRow>* ragged, bool skips_ragged_rows) {
  auto parse = options.parse;
  parse.invalid_row_handler = [ragged, skips_ragged_rows](const arrow::csv::InvalidRow& row) {
    if (ragged != nullptr) ragged->push_back({row.expected_columns, row.actual_columns, row.text});
    return skips_ragged_rows ? arrow::csv::InvalidRowResult::Skip : arrow::csv::InvalidRowResult::Error;
  };
  return std::make_unique<arrow::csv::BlockParser>(parse, columns, -1, rows);
}

arrow::Status parse_rows(arrow::csv::BlockParser& parser, std::string_view text, bool is_final, uint32_t* size) {
  return is_final ? parser.ParseFinal(text, size) : parser.Parse(text, size);
}

arrow::Status parse_row(const CsvOptions& options, std::string_view text, bool is_final, int32_t columns,
                        std::unique_ptr<arrow::csv::BlockParser>* parser, uint32_t* size) {
  // A parser allocates as much as it is given, so give it little more than a row.
  for (size_t window = 1024;; window *= 8) {
    const bool is_all = window >= text.size();
    *parser = make_parser(options, columns, 1);
    ARROW_RETURN_NOT_OK(parse_rows(**parser, text.substr(0, window), is_final && is_all, size));
    if (*size > 0 || is_all) return arrow::Status::OK();
  }
}

int64_t count_lines(std::string_view text) { return std::count(text.begin(), text.end(), '\n'); }

size_t blank_prefix(std::string_view text) {
  const auto first = text.find_first_not_of("\r\n");
  return first == std::string_view::npos ? text.size() : first;
}

}  // namespace carrow
