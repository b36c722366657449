#pragma once

#include <arrow/io/interfaces.h>
#include <arrow/result.h>

#include <memory>
#include <string>

namespace carrow {

// A text file as a stream of UTF-8 bytes: decompressed by its first bytes, decoded from its encoding.
class TextInput {
 public:
  // `encoding` is a name that iconv knows; empty means UTF-8, or UTF-16 when a byte order mark says so.
  static arrow::Result<std::unique_ptr<TextInput>> open(const std::string& path, const std::string& encoding);
  ~TextInput();

  // Appends about `count` bytes; appends nothing at the end of the file.
  arrow::Status read(int64_t count, std::string* out);
  int64_t bytes_read() const;
  int64_t bytes_total() const { return total_; }

 private:
  TextInput() = default;
  arrow::Status choose_encoding(const std::string& encoding);
  arrow::Result<std::string> read_raw(int64_t count);
  arrow::Status transcode(const std::string& raw, bool is_final, std::string* out);

  std::shared_ptr<arrow::io::RandomAccessFile> file_;
  std::shared_ptr<arrow::io::InputStream> stream_;
  std::string pending_;  // bytes read ahead, not yet handed out
  std::string partial_;  // an incomplete multi-byte character
  std::string encoding_;
  void* converter_ = nullptr;
  int64_t total_ = -1;
  bool is_done_ = false;
  bool is_at_start_ = true;  // nothing decoded yet
};

}  // namespace carrow
