#pragma once

#include <arrow/array/data.h>
#include <arrow/buffer.h>
#include <arrow/result.h>

#include <memory>
#include <utility>

#include "FlatRun.hpp"
#include "FlatValidity.hpp"

namespace carrow {

// The memory of an array of values of one width, into which pages are decoded.
template <typename Value>
class FlatSlots {
 public:
  static arrow::Result<FlatSlots> make(int64_t rows) {
    ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateBuffer(rows * static_cast<int64_t>(sizeof(Value))));
    return FlatSlots(rows, std::move(buffer));
  }

  int64_t left() const { return rows_ - validity_.filled(); }

  // Where the next values belong, those that are there close together.
  Value* next() { return reinterpret_cast<Value*>(buffer_->mutable_data()) + validity_.filled(); }

  // Takes rows whose values were put there.
  arrow::Status add(const FlatRun& run) {
    if (!run.is_without_nulls()) spread(run);
    return validity_.add(run);
  }

  std::shared_ptr<arrow::ArrayData> finish(std::shared_ptr<arrow::DataType> type) {
    const auto [rows, nulls] = std::pair(validity_.filled(), validity_.nulls());
    return arrow::ArrayData::Make(std::move(type), rows, {validity_.finish(), std::move(buffer_)}, nulls);
  }

 private:
  FlatSlots(int64_t rows, std::shared_ptr<arrow::Buffer> buffer)
      : rows_(rows), validity_(rows), buffer_(std::move(buffer)) {}

  // Moves values to their rows. One that is null gets the value behind it, so that nothing has to be decided.
  void spread(const FlatRun& run) {
    auto* values = next();
    auto present = run.present;
    values[present] = Value{};
    for (int64_t row = run.rows; row != present;) {
      --row;
      present -= run.levels[row];
      values[row] = values[present];
    }
  }

  int64_t rows_;
  FlatValidity validity_;
  std::shared_ptr<arrow::Buffer> buffer_;
};

}  // namespace carrow
