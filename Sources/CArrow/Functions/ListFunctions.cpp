#include <arrow/array.h>
#include <arrow/array/builder_primitive.h>
#include <arrow/compute/api.h>
#include <arrow/util/bitmap_ops.h>

#include <algorithm>

#include "Functions.hpp"

namespace carrow {

namespace compute = arrow::compute;

namespace {

arrow::Result<arrow::TypeHolder> element_type(compute::KernelContext*, const std::vector<arrow::TypeHolder>& types) {
  return static_cast<const arrow::BaseListType&>(*types[0].type).value_type();
}

arrow::Status list_get(compute::KernelContext* context, const compute::ExecSpan& batch, compute::ExecResult* out) {
  if (!batch[0].is_array() || !batch[1].is_scalar()) return arrow::Status::NotImplemented("an index for each row");
  const arrow::ListArray lists(batch[0].array.ToArrayData());
  const auto wanted = static_cast<const arrow::Int64Scalar&>(*batch[1].scalar).value;
  arrow::Int64Builder positions(context->memory_pool());
  ARROW_RETURN_NOT_OK(positions.Reserve(lists.length()));
  for (int64_t row = 0; row < lists.length(); ++row) {
    const int64_t length = lists.IsNull(row) ? 0 : lists.value_length(row);
    const int64_t index = wanted < 0 ? wanted + length : wanted;
    if (index < 0 || index >= length) {
      positions.UnsafeAppendNull();
    } else {
      positions.UnsafeAppend(lists.value_offset(row) + index);
    }
  }
  ARROW_ASSIGN_OR_RAISE(auto indices, positions.Finish());
  ARROW_ASSIGN_OR_RAISE(auto taken, compute::Take(*lists.values(), *indices));
  out->value = taken->data();
  return arrow::Status::OK();
}

arrow::Result<arrow::TypeHolder> same_type(compute::KernelContext*, const std::vector<arrow::TypeHolder>& types) {
  return types[0];
}

arrow::Status list_part(compute::KernelContext* context, const compute::ExecSpan& batch, compute::ExecResult* out) {
  if (!batch[0].is_array() || !batch[1].is_scalar() || !batch[2].is_scalar()) {
    return arrow::Status::NotImplemented("bounds for each row");
  }
  const arrow::ListArray lists(batch[0].array.ToArrayData());
  const auto start = static_cast<const arrow::Int64Scalar&>(*batch[1].scalar).value;
  const auto end = static_cast<const arrow::Int64Scalar&>(*batch[2].scalar).value;
  arrow::Int32Builder offsets(context->memory_pool());
  arrow::Int64Builder positions(context->memory_pool());
  ARROW_RETURN_NOT_OK(offsets.Reserve(lists.length() + 1));
  offsets.UnsafeAppend(0);
  for (int64_t row = 0; row < lists.length(); ++row) {
    const auto [first, last] = list_bounds(start, end, lists.IsNull(row) ? 0 : lists.value_length(row));
    for (auto index = first; index < last; ++index) {
      ARROW_RETURN_NOT_OK(positions.Append(lists.value_offset(row) + index));
    }
    offsets.UnsafeAppend(static_cast<int32_t>(positions.length()));
  }
  ARROW_ASSIGN_OR_RAISE(auto indices, positions.Finish());
  ARROW_ASSIGN_OR_RAISE(auto ends, offsets.Finish());
  ARROW_ASSIGN_OR_RAISE(auto items, compute::Take(*lists.values(), *indices));
  std::shared_ptr<arrow::Buffer> valid;
  if (lists.null_count() > 0) {
    ARROW_ASSIGN_OR_RAISE(valid, arrow::internal::CopyBitmap(context->memory_pool(), lists.null_bitmap_data(),
                                                             lists.offset(), lists.length()));
  }
  out->value = arrow::ArrayData::Make(lists.type(), lists.length(), {std::move(valid), ends->data()->buffers[1]},
                                      {items->data()}, lists.null_count());
  return arrow::Status::OK();
}

}  // namespace

std::pair<int64_t, int64_t> list_bounds(int64_t start, int64_t end, int64_t length) {
  const auto bound = [length](int64_t index) { return std::clamp<int64_t>(index < 0 ? index + length : index, 0, length); };
  return {bound(start), bound(end)};
}

arrow::Status add_list_functions(compute::FunctionRegistry& registry) {
  ARROW_RETURN_NOT_OK(add_function(registry, "list_part",
                                   {compute::InputType(arrow::Type::LIST), arrow::int64(), arrow::int64()},
                                   compute::OutputType(same_type), list_part));
  return add_function(registry, "list_get", {compute::InputType(arrow::Type::LIST), arrow::int64()}, compute::OutputType(element_type), list_get);
}

}  // namespace carrow
