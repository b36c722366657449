#include <arrow/array.h>
#include <arrow/array/builder_primitive.h>
#include <arrow/compute/api.h>

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

}  // namespace

arrow::Status add_list_functions(compute::FunctionRegistry& registry) {
  return add_function(registry, "list_get", {compute::InputType(arrow::Type::LIST), arrow::int64()}, compute::OutputType(element_type), list_get);
}

}  // namespace carrow
