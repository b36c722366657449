#pragma once

#include <arrow/csv/parser.h>

#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "CsvOptions.hpp"

namespace carrow {

// What the parser says of a row that has the wrong number of fields; `text` lies in what was parsed.
struct RaggedRow {
  int32_t expected = 0;
  int32_t actual = 0;
  std::string_view text;
};

// A parser of at most `rows` rows, which fails at a row that does not fit and puts it into `ragged`; a parser that
// leaves such rows out puts all of them there.
std::unique_ptr<arrow::csv::BlockParser> make_parser(const CsvOptions& options, int32_t columns, int32_t rows,
                                                     std::vector<RaggedRow>* ragged = nullptr,
                                                     bool skips_ragged_rows = false);

arrow::Status parse_rows(arrow::csv::BlockParser& parser, std::string_view text, bool is_final, uint32_t* size);

// Parses the first row of a text; `size` is 0 when there is no whole row.
arrow::Status parse_row(const CsvOptions& options, std::string_view text, bool is_final, int32_t columns,
                        std::unique_ptr<arrow::csv::BlockParser>* parser, uint32_t* size);

int64_t count_lines(std::string_view text);

// The empty lines that the parser skips before a row.
size_t blank_prefix(std::string_view text);

// Goes through text row by row until `stop` is true; it is given a one-row parser, the row's number and the text from
// the row on. Rows that are to be left out are passed by and not counted. Returns where it stopped.
template <typename Stop>
std::optional<std::pair<size_t, int64_t>> visit_rows(const CsvOptions& options, std::string_view text, bool is_final,
                                                     int32_t columns, Stop&& stop) {
  size_t position = 0;
  for (int64_t row = 0;; ++row) {
    position += blank_prefix(text.substr(position));
    if (position >= text.size()) return std::nullopt;
    std::unique_ptr<arrow::csv::BlockParser> parser;
    uint32_t size = 0;
    auto status = parse_row(options, text.substr(position), is_final, columns, &parser, &size);
    if (!status.ok() && options.skip_ragged_rows) {
      status = parse_row(options, text.substr(position), is_final, -1, &parser, &size);
      if (!status.ok() || size == 0) return std::nullopt;
      --row;
    } else {
      if (stop(status, *parser, row, text.substr(position))) return std::pair(position, row);
      if (!status.ok() || size == 0) return std::nullopt;
    }
    position += size;
  }
}

// As `visit_rows`, for what does not look at the text; returns the line on which it stopped, and the row.
template <typename Stop>
std::optional<std::pair<int64_t, int64_t>> find_row(const CsvOptions& options, std::string_view text, bool is_final,
                                                    int32_t columns, Stop&& stop) {
  auto found = visit_rows(
      options, text, is_final, columns,
      [&](const arrow::Status& status, const arrow::csv::BlockParser& parser, int64_t row, std::string_view) {
        return stop(status, parser, row);
      });
  if (!found) return std::nullopt;
  return std::pair(count_lines(text.substr(0, found->first)), found->second);
}

}  // namespace carrow
