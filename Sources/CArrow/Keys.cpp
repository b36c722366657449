#include "Keys.hpp"

#include <arrow/buffer.h>
#include <arrow/type_traits.h>
#include <arrow/util/bitmap_ops.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace carrow {

namespace {

// The number of a group without rows.
constexpr auto kNone = std::numeric_limits<uint32_t>::max();

template <typename Type>
arrow::Result<std::shared_ptr<arrow::Array>> numbers(const arrow::Array& column) {
  using Number = typename Type::c_type;
  const auto* values = static_cast<const arrow::NumericArray<Type>&>(column).raw_values();
  ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateBuffer(column.length() * static_cast<int64_t>(sizeof(Number))));
  auto* out = reinterpret_cast<Number*>(buffer->mutable_data());
  for (int64_t row = 0; row < column.length(); ++row) {
    const auto value = values[row];
    out[row] = std::isnan(value) ? std::numeric_limits<Number>::quiet_NaN() : value == 0 ? Number{0} : value;
  }
  std::shared_ptr<arrow::Buffer> valid;
  if (column.null_count() > 0) {
    ARROW_ASSIGN_OR_RAISE(valid, arrow::internal::CopyBitmap(arrow::default_memory_pool(), column.null_bitmap_data(),
                                                             column.offset(), column.length()));
  }
  return arrow::MakeArray(
      arrow::ArrayData::Make(column.type(), column.length(), {std::move(valid), std::move(buffer)}, column.null_count()));
}

}  // namespace

arrow::Result<std::shared_ptr<arrow::Array>> with_one_spelling(const std::shared_ptr<arrow::Array>& column) {
  if (column->type_id() == arrow::Type::DOUBLE) return numbers<arrow::DoubleType>(*column);
  if (column->type_id() == arrow::Type::FLOAT) return numbers<arrow::FloatType>(*column);
  return column;
}

arrow::Result<arrow::compute::ExecBatch> grouping_keys(const arrow::RecordBatch& rows,
                                                       const std::vector<int32_t>& columns) {
  std::vector<arrow::Datum> keys;
  for (const auto index : columns) {
    ARROW_ASSIGN_OR_RAISE(auto key, with_one_spelling(rows.column(index)));
    keys.emplace_back(std::move(key));
  }
  return arrow::compute::ExecBatch(std::move(keys), rows.num_rows());
}

arrow::Result<arrow::compute::ExecBatch> grouping_keys(const arrow::RecordBatch& rows) {
  std::vector<int32_t> columns(static_cast<size_t>(rows.num_columns()));
  std::iota(columns.begin(), columns.end(), 0);
  return grouping_keys(rows, columns);
}

void GroupOrder::renumber(uint32_t* groups, int64_t rows, uint32_t count) {
  numbers_.resize(count, kNone);
  for (int64_t row = 0; row < rows; ++row) {
    auto& number = numbers_[groups[row]];
    if (number == kNone) number = next_++;
    groups[row] = number;
  }
}

std::vector<int64_t> GroupOrder::grouper_numbers() const {
  std::vector<int64_t> result(next_);
  for (size_t number = 0; number < numbers_.size(); ++number) {
    if (numbers_[number] != kNone) result[numbers_[number]] = static_cast<int64_t>(number);
  }
  return result;
}

}  // namespace carrow
