#pragma once

#include <arrow/buffer.h>
#include <arrow/csv/chunker.h>

#include <memory>
#include <string>
#include <string_view>

#include "CommentFilter.hpp"
#include "CsvOptions.hpp"
#include "TextInput.hpp"

namespace carrow {

// Cuts a CSV file into blocks of whole rows and knows the line each begins on.
class CsvBlocks {
 public:
  static arrow::Result<std::unique_ptr<CsvBlocks>> open(const std::string& path, const CsvOptions& options);

  // The rows not consumed yet; reads more when there are none. Empty at the end of the file.
  arrow::Result<std::string_view> rows();
  // Marks the first `count` bytes of rows() as done.
  void consume(size_t count);
  // Whether rows() is the file's last block, whose last row may lack a line end.
  bool is_final() const { return is_at_end_; }
  // The 1-based line on which rows() begins.
  int64_t line() const { return line_; }
  const TextInput& input() const { return *input_; }

 private:
  CsvBlocks(const CsvOptions& options, std::unique_ptr<TextInput> input);
  arrow::Status fill();
  // Appends about `count` bytes without comment lines; false at the end of the file.
  arrow::Result<bool> read(int64_t count);
  // Ends the last row.
  arrow::Status finish();
  arrow::Status skip_lines();
  arrow::Result<size_t> whole_rows() const;

  const CsvOptions& options_;
  std::unique_ptr<TextInput> input_;
  CommentFilter comments_;
  std::unique_ptr<arrow::Chunker> chunker_;
  std::unique_ptr<arrow::Chunker> quoted_chunker_;
  std::string text_;     // rows() followed by the beginning of the next block
  size_t start_ = 0;     // of rows() in text_
  size_t end_ = 0;       // of rows() in text_
  int64_t line_ = 1;
  bool is_at_end_ = false;
};

}  // namespace carrow
