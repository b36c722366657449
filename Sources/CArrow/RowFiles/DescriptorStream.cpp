#include "DescriptorStream.hpp"

#include <arrow/util/io_util.h>
#include <unistd.h>

#include <cerrno>

namespace carrow {

arrow::Status DescriptorStream::Write(const void* data, int64_t count) {
  // A compressor that is given up has bytes left, which nobody wants.
  if (is_closed_) return arrow::Status::OK();
  const auto* bytes = static_cast<const char*>(data);
  while (count > 0) {
    const auto written = ::write(descriptor_, bytes, static_cast<size_t>(count));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return arrow::internal::IOErrorFromErrno(errno, "cannot write");
    bytes += written;
    count -= written;
    count_ += written;
  }
  return arrow::Status::OK();
}

arrow::Status DescriptorStream::Close() {
  is_closed_ = true;
  return arrow::Status::OK();
}

}  // namespace carrow
