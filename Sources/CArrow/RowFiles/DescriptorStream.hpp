#pragma once

#include <arrow/buffer.h>
#include <arrow/io/interfaces.h>
#include <arrow/result.h>

#include <memory>
#include <string>

namespace carrow {

// Writes to a file descriptor that somebody else opened and closes, also to a pipe or socket, and counts the bytes.
class DescriptorStream : public arrow::io::OutputStream {
 public:
  explicit DescriptorStream(int descriptor);

  arrow::Status Write(const void* data, int64_t count) override;
  arrow::Result<int64_t> Tell() const override { return count_; }
  arrow::Status Close() override;
  bool closed() const override { return is_closed_; }

 private:
  const int descriptor_;
  bool is_socket_ = false;
  int64_t count_ = 0;
  bool is_closed_ = false;
};

// Reads from a file descriptor that somebody else opened and closes, also from a pipe.
class DescriptorInput : public arrow::io::InputStream {
 public:
  explicit DescriptorInput(int descriptor) : descriptor_(descriptor) { set_mode(arrow::io::FileMode::READ); }

  arrow::Result<int64_t> Read(int64_t count, void* out) override;
  arrow::Result<std::shared_ptr<arrow::Buffer>> Read(int64_t count) override;
  arrow::Result<int64_t> Tell() const override { return count_; }
  arrow::Status Close() override;
  bool closed() const override { return is_closed_; }

 private:
  const int descriptor_;
  int64_t count_ = 0;
  bool is_closed_ = false;
};

}  // namespace carrow
