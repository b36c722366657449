#pragma once

#include <arrow/result.h>
#include <arrow/status.h>

#include <exception>
#include <string>
#include <utility>

#include "Presence.hpp"
#include "include/carrow.h"

namespace carrow {

// A failure with a code of our own and the line of a text file, 0 when unknown.
arrow::Status failure(carrow_code code, const std::string& message, int64_t line = 0);

// Puts a failure into the caller's error.
void report(carrow_error* error, const arrow::Status& status);
void report(carrow_error* error, carrow_code code, const std::string& message, int64_t line = 0);

// Runs a body that returns a Status; no exception leaves the C surface.
template <typename Body>
bool guarded(carrow_error* error, Body&& body) {
  const Presence presence;
  try {
    arrow::Status status = std::forward<Body>(body)();
    if (status.ok()) return true;
    report(error, status);
  } catch (const std::bad_alloc&) {
    report(error, CARROW_OUT_OF_MEMORY, "out of memory");
  } catch (const std::exception& thrown) {
    report(error, CARROW_INVALID, thrown.what());
  }
  return false;
}

}  // namespace carrow
