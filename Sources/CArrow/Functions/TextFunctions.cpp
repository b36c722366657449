#include <arrow/array.h>
#include <arrow/array/builder_primitive.h>
#include <arrow/compute/api.h>
#include <arrow/util/value_parsing.h>

#include "Functions.hpp"

namespace carrow {

namespace compute = arrow::compute;

namespace {

arrow::Status text_time(compute::KernelContext*, const compute::ExecSpan& batch, compute::ExecResult* out) {
  if (!batch[0].is_array()) return arrow::Status::NotImplemented("a time that is the same for all rows");
  const arrow::StringArray values(batch[0].array.ToArrayData());
  arrow::Int64Builder builder;
  ARROW_RETURN_NOT_OK(builder.Reserve(values.length()));
  for (int64_t row = 0; row < values.length(); ++row) {
    if (values.IsNull(row)) {
      builder.UnsafeAppendNull();
      continue;
    }
    const auto text = values.GetView(row);
    int64_t time = 0;
    bool has_zone = false;
    if (!arrow::internal::ParseTimestampISO8601(text.data(), text.size(), arrow::TimeUnit::MICRO, &time, &has_zone)) {
      return arrow::Status::Invalid("'", std::string(text), "' is no time such as 2026-01-31T12:00:00Z");
    }
    builder.UnsafeAppend(time);
  }
  std::shared_ptr<arrow::ArrayData> data;
  ARROW_RETURN_NOT_OK(builder.FinishInternal(&data));
  out->value = std::move(data);
  return arrow::Status::OK();
}

}  // namespace

arrow::Status add_text_functions(compute::FunctionRegistry& registry) {
  return add_function(registry, "text_time", {arrow::utf8()}, arrow::int64(), text_time);
}

}  // namespace carrow
