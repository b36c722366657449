#pragma once

#include <arrow/io/interfaces.h>
#include <arrow/result.h>

#include <string>

namespace carrow {

// Writes to a file descriptor that somebody else opened and closes, also to a pipe, and counts the bytes.
class DescriptorStream : public arrow::io::OutputStream {
 public:
  explicit DescriptorStream(int descriptor) : descriptor_(descriptor) { set_mode(arrow::io::FileMode::WRITE); }

  arrow::Status Write(const void* data, int64_t count) override;
  arrow::Result<int64_t> Tell() const override { return count_; }
  arrow::Status Close() override;
  bool closed() const override { return is_closed_; }

 private:
  const int descriptor_;
  int64_t count_ = 0;
  bool is_closed_ = false;
};

}  // namespace carrow
