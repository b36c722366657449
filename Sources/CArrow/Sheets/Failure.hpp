#pragma once

#include <arrow/status.h>

#include <exception>
#include <string>
#include <utility>

#include "../Status.hpp"

namespace carrow::sheets {

// What is wrong with a workbook; handlers of the XML parser cannot return a Status.
class Failure : public std::exception {
 public:
  explicit Failure(const std::string& message, carrow_code code = CARROW_INVALID, int64_t row = 0)
      : status_(failure(code, message, row)), message_(message) {}

  const char* what() const noexcept override { return message_.c_str(); }
  const arrow::Status& status() const { return status_; }

 private:
  arrow::Status status_;
  std::string message_;
};

// Runs a body that throws a Failure; nothing leaves the C surface.
template <typename Body>
bool attempt(carrow_error* error, Body&& body) {
  return guarded(error, [&]() -> arrow::Status {
    try {
      std::forward<Body>(body)();
      return arrow::Status::OK();
    } catch (const Failure& thrown) {
      return thrown.status();
    }
  });
}

}  // namespace carrow::sheets
