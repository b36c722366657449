#pragma once

#include <arrow/result.h>

#include <memory>
#include <string>
#include <vector>

#include "JsonColumns.hpp"
#include "JsonOptions.hpp"
#include "JsonPath.hpp"
#include "JsonRows.hpp"
#include "TextInput.hpp"

namespace carrow {

// Reads a JSON file in blocks of whole rows, of which it finds the cells.
class JsonBlocks {
 public:
  static arrow::Result<std::unique_ptr<JsonBlocks>> open(const std::string& path, const JsonOptions& options);

  // Moves to the next block with rows and gives their cells to the columns; false at the end of the file.
  arrow::Result<bool> advance(JsonColumns* columns);

  // The rows of the block, to be converted.
  JsonBlock block() const { return {tokens_, block_rows(), first_row_, line_, ahead_, options_.is_typed}; }
  int64_t block_rows() const { return static_cast<int64_t>(rows_.starts().size()); }
  int64_t first_row() const { return first_row_; }
  // The line on which a row of the block begins.
  int64_t row_line(int64_t row) const;
  // Lines of the block that are no rows and were left out, and why.
  const std::vector<std::pair<JsonFound, std::string>>& skipped() const { return skipped_; }
  bool is_list() const { return rows_.shape() == JsonShape::kList; }
  // The lists of objects in a file's first object, which may be the only one.
  const std::vector<std::string>& lists() const { return lists_; }
  // Whether a file's first object looks as if it held columns.
  bool holds_columns() const { return holds_columns_; }
  const TextInput& input() const { return *input_; }

 private:
  JsonBlocks(const JsonOptions& options, std::unique_ptr<TextInput> input)
      : options_(options), input_(std::move(input)), path_(options.path) {}

  arrow::Status begin();
  arrow::Status begin_at_path();
  arrow::Result<JsonShape> object_shape();
  arrow::Status read(size_t wanted);
  void drop(size_t count);
  void forget(size_t count);
  void note_first();
  arrow::Status find_rows(size_t size, JsonColumns* columns);
  arrow::Status check_lines(size_t size);
  arrow::Status finish();
  arrow::Status truncated() const;

  JsonOptions options_;
  std::unique_ptr<TextInput> input_;
  JsonPath path_;
  JsonTokens tokens_;
  JsonTokens line_tokens_;
  JsonRows rows_{JsonShape::kLines};
  std::string text_;
  bool is_at_end_ = false;
  int64_t line_ = 1;   // on which the text begins
  int64_t ahead_ = 0;  // characters of that line before it
  int64_t first_row_ = 0;
  std::vector<std::pair<JsonFound, std::string>> skipped_;
  std::vector<std::string> lists_;
  bool holds_columns_ = false;
};

}  // namespace carrow
