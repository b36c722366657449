#pragma once

#include <arrow/array.h>
#include <arrow/compute/exec.h>
#include <arrow/record_batch.h>
#include <arrow/result.h>

#include <memory>
#include <vector>

namespace carrow {

// The values with one spelling for each number: 0 for -0, and one NaN. Others share the data.
arrow::Result<std::shared_ptr<arrow::Array>> with_one_spelling(const std::shared_ptr<arrow::Array>& column);

// Columns of a batch, or all of them, in such spelling, for a grouper.
arrow::Result<arrow::compute::ExecBatch> grouping_keys(const arrow::RecordBatch& rows, const std::vector<int32_t>& columns);
arrow::Result<arrow::compute::ExecBatch> grouping_keys(const arrow::RecordBatch& rows);

// Numbers groups in the order of their first rows, as Arrow's groupers do not.
class GroupOrder {
 public:
  // Replaces the grouper's numbers by ours; `count` is how many groups the grouper has so far.
  void renumber(uint32_t* groups, int64_t rows, uint32_t count);

  // How many groups had rows so far.
  uint32_t count() const { return next_; }

  // The grouper's number of each of our groups.
  std::vector<int64_t> grouper_numbers() const;

 private:
  std::vector<uint32_t> numbers_;
  uint32_t next_ = 0;
};

}  // namespace carrow
