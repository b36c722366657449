#include "Status.hpp"

#include <arrow/config.h>
#include <arrow/memory_pool.h>
#include <arrow/util/io_util.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace carrow {

namespace {

constexpr const char* kFailureType = "carrow::FailureDetail";

// Carries our code through Arrow's Status.
class FailureDetail : public arrow::StatusDetail {
 public:
  FailureDetail(carrow_code code, int64_t line) : code(code), line(line) {}

  const char* type_id() const override { return kFailureType; }
  std::string ToString() const override { return "code " + std::to_string(code); }

  const carrow_code code;
  const int64_t line;
};

const FailureDetail* failure_detail(const arrow::Status& status) {
  const auto& detail = status.detail();
  if (!detail || std::strcmp(detail->type_id(), kFailureType) != 0) return nullptr;
  return static_cast<const FailureDetail*>(detail.get());
}

carrow_code code_of(const arrow::Status& status) {
  switch (arrow::internal::ErrnoFromStatus(status)) {
    case ENOENT:
    case ENOTDIR:
      return CARROW_NOT_FOUND;
    case EPIPE:
      return CARROW_CLOSED;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return CARROW_NO_SPACE;
    case EACCES:
    case EPERM:
    case EROFS:
      return CARROW_DENIED;
    default:
      break;
  }
  switch (status.code()) {
    case arrow::StatusCode::IOError:
      return CARROW_IO;
    case arrow::StatusCode::OutOfMemory:
      return CARROW_OUT_OF_MEMORY;
    case arrow::StatusCode::NotImplemented:
      return CARROW_NOT_SUPPORTED;
    default:
      return CARROW_INVALID;
  }
}

}  // namespace

void report(carrow_error* error, carrow_code code, const std::string& message, int64_t line) {
  if (error == nullptr) return;
  carrow_error_clear(error);
  error->code = code;
  error->message = strdup(message.c_str());
  error->line = line;
}

void report(carrow_error* error, const arrow::Status& status) {
  if (const auto* detail = failure_detail(status)) return report(error, detail->code, status.message(), detail->line);
  report(error, code_of(status), status.message());
}

arrow::Status failure(carrow_code code, const std::string& message, int64_t line) {
  return arrow::Status(arrow::StatusCode::Invalid, message, std::make_shared<FailureDetail>(code, line));
}

}  // namespace carrow

void carrow_error_clear(carrow_error* error) {
  free(error->message);
  *error = carrow_error{};
}

const char* carrow_version(void) { return arrow::GetBuildInfo().version_string.c_str(); }

int64_t carrow_bytes_allocated(void) { return arrow::default_memory_pool()->bytes_allocated(); }

int64_t carrow_peak_bytes_allocated(void) { return arrow::default_memory_pool()->max_memory(); }
