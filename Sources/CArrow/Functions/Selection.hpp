#pragma once

#include <arrow/array.h>
#include <arrow/record_batch.h>
#include <arrow/result.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace carrow {

// The rows of a batch for which a condition is true. Takes them without a branch for each row, as Arrow's own kernels
// have one, and without looking for nulls where the condition leaves none.
class Selection {
 public:
  static arrow::Result<Selection> of(const arrow::BooleanArray& mask);

  arrow::Result<std::shared_ptr<arrow::RecordBatch>> taken(const std::shared_ptr<arrow::RecordBatch>& rows) const;

 private:
  arrow::Result<std::shared_ptr<arrow::Array>> taken(const std::shared_ptr<arrow::Array>& column) const;
  template <typename Value>
  arrow::Result<std::shared_ptr<arrow::Array>> gathered(const arrow::Array& column) const;
  arrow::Result<std::shared_ptr<arrow::Buffer>> validity(const arrow::Array& column) const;
  bool has_nulls(const arrow::Array& column) const;
  int64_t count() const { return positions_->length(); }

  // A bit for each row of the batch.
  std::vector<uint64_t> words_;
  std::shared_ptr<arrow::UInt32Array> positions_;
};

}  // namespace carrow
