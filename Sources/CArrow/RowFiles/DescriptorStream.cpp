#include "DescriptorStream.hpp"

#include <arrow/util/io_util.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace carrow {

namespace {

#ifdef MSG_NOSIGNAL
constexpr int kNoSignal = MSG_NOSIGNAL;
#else
constexpr int kNoSignal = 0;
#endif

}  // namespace

DescriptorStream::DescriptorStream(int descriptor) : descriptor_(descriptor) {
  struct stat status;
  is_socket_ = fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
  set_mode(arrow::io::FileMode::WRITE);
}

arrow::Status DescriptorStream::Write(const void* data, int64_t count) {
  // A compressor that is given up has bytes left, which nobody wants.
  if (is_closed_) return arrow::Status::OK();
  const auto* bytes = static_cast<const char*>(data);
  while (count > 0) {
    // Who is gone at the other end of a socket is no reason for a signal, which would end this process.
    const auto written = is_socket_ ? ::send(descriptor_, bytes, static_cast<size_t>(count), kNoSignal)
                                    : ::write(descriptor_, bytes, static_cast<size_t>(count));
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

arrow::Result<int64_t> DescriptorInput::Read(int64_t count, void* out) {
  auto* bytes = static_cast<char*>(out);
  int64_t read = 0;
  while (read < count) {
    const auto got = ::read(descriptor_, bytes + read, static_cast<size_t>(count - read));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return arrow::internal::IOErrorFromErrno(errno, "cannot read");
    if (got == 0) break;
    read += got;
  }
  count_ += read;
  return read;
}

arrow::Result<std::shared_ptr<arrow::Buffer>> DescriptorInput::Read(int64_t count) {
  ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateResizableBuffer(count));
  ARROW_ASSIGN_OR_RAISE(const auto read, Read(count, buffer->mutable_data()));
  ARROW_RETURN_NOT_OK(buffer->Resize(read));
  return buffer;
}

arrow::Status DescriptorInput::Close() {
  is_closed_ = true;
  return arrow::Status::OK();
}

}  // namespace carrow
