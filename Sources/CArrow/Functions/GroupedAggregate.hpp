#pragma once

#include <arrow/array.h>
#include <arrow/result.h>
#include <arrow/type.h>

#include <memory>
#include <string>

namespace carrow {

// One aggregate over the rows of each group.
class GroupedAggregate {
 public:
  virtual ~GroupedAggregate() = default;
  // Takes the values of some rows, the number of each row's group, and how many groups there are so far.
  virtual arrow::Status add(const std::shared_ptr<arrow::Array>& values, const std::shared_ptr<arrow::ArrayData>& groups,
                            int64_t rows, int64_t count) = 0;
  // Takes what another one of the same kind has, which is used up: `groups` has the number that each of its groups has
  // here, and `count` is how many there are here so far. Its rows come behind those taken before.
  virtual arrow::Status merge(GroupedAggregate& other, const std::shared_ptr<arrow::ArrayData>& groups, int64_t count) = 0;
  // A value for each group; to be called once, at the end.
  virtual arrow::Result<std::shared_ptr<arrow::Array>> finish() = 0;
};

// Arrow's own aggregate of a name without `hash_`; `type` is null for one that takes no values.
arrow::Result<std::unique_ptr<GroupedAggregate>> kernel_aggregate(const std::string& function, const arrow::DataType* type);

// Whether there is a faster way to compute one of Arrow's own aggregates where all rows are one group.
bool is_whole_aggregate(const std::string& function, const arrow::DataType& type);

// The same over all rows.
arrow::Result<std::unique_ptr<GroupedAggregate>> whole_aggregate(const std::string& function, const arrow::DataType& type);

// The sum of integers or decimals, as decimals of as many digits as there can be; null without values. A sum that has more
// digits than that is the greatest number of 128 bits.
arrow::Result<std::unique_ptr<GroupedAggregate>> exact_sum_aggregate(const arrow::DataType& type);

// The values that are not null, as lists, in the order of the rows; all are in memory.
std::unique_ptr<GroupedAggregate> list_aggregate(std::shared_ptr<arrow::DataType> type);

// The first or last value that is not null; null without values.
std::unique_ptr<GroupedAggregate> pick_aggregate(std::shared_ptr<arrow::DataType> type, bool is_last);

// The value below which a part of the numbers lies, interpolated between two of them, NaN being the greatest; null
// without values. All values are in memory.
arrow::Result<std::unique_ptr<GroupedAggregate>> quantile_aggregate(const arrow::DataType& type, double fraction);

// The least or greatest of floating-point numbers, NaN being the greatest.
std::unique_ptr<GroupedAggregate> extreme_aggregate(bool is_greatest);

}  // namespace carrow
