#include <arrow/array.h>
#include <arrow/array/util.h>
#include <arrow/c/bridge.h>
#include <arrow/compute/api.h>
#include <arrow/compute/exec.h>
#include <arrow/compute/function.h>
#include <arrow/compute/kernel.h>
#include <arrow/compute/row/grouper.h>
#include <arrow/record_batch.h>

#include <memory>
#include <string>
#include <vector>

#include "../Status.hpp"
#include "Functions.hpp"

namespace compute = arrow::compute;

namespace {

// One aggregate over the rows of each group, by Arrow's kernel for it.
class GroupedAggregate {
 public:
  arrow::Status begin(const std::string& function, int32_t column, const arrow::DataType* type) {
    column_ = column;
    auto options = options_of(function);
    ARROW_ASSIGN_OR_RAISE(auto found, compute::GetFunctionRegistry()->GetFunction("hash_" + function));
    std::vector<arrow::TypeHolder> types;
    if (type != nullptr) types.emplace_back(type);
    types.emplace_back(arrow::uint32());
    ARROW_ASSIGN_OR_RAISE(auto kernel, found->DispatchExact(types));
    kernel_ = static_cast<const compute::HashAggregateKernel*>(kernel);
    const auto* used = options != nullptr ? options.get() : found->default_options();
    context_ = std::make_unique<compute::KernelContext>(compute::default_exec_context());
    ARROW_ASSIGN_OR_RAISE(state_, kernel_->init(context_.get(), {kernel_, types, used}));
    context_->SetState(state_.get());
    return arrow::Status::OK();
  }

  arrow::Status add(const arrow::RecordBatch& rows, const std::shared_ptr<arrow::ArrayData>& groups, int64_t count) {
    ARROW_RETURN_NOT_OK(kernel_->resize(context_.get(), count));
    std::vector<arrow::Datum> arguments;
    if (column_ >= 0) arguments.emplace_back(rows.column(column_));
    arguments.emplace_back(groups);
    const compute::ExecBatch batch(std::move(arguments), rows.num_rows());
    return kernel_->consume(context_.get(), compute::ExecSpan(batch));
  }

  arrow::Result<std::shared_ptr<arrow::Array>> finish() {
    arrow::Datum result;
    ARROW_RETURN_NOT_OK(kernel_->finalize(context_.get(), &result));
    return result.make_array();
  }

 private:
  static std::unique_ptr<compute::FunctionOptions> options_of(const std::string& function) {
    if (function == "stddev") return std::make_unique<compute::VarianceOptions>(1, true, 2);
    if (function == "count" || function == "count_distinct") return std::make_unique<compute::CountOptions>();
    // Without values there is no sum.
    if (function != "count_all") return std::make_unique<compute::ScalarAggregateOptions>(true, 1);
    return nullptr;
  }

  int32_t column_ = -1;
  const compute::HashAggregateKernel* kernel_ = nullptr;
  std::unique_ptr<compute::KernelContext> context_;
  std::unique_ptr<compute::KernelState> state_;
};

}  // namespace

struct carrow_aggregation {
  std::vector<int32_t> keys;
  std::shared_ptr<arrow::Schema> schema;
  std::unique_ptr<compute::Grouper> grouper;
  std::vector<GroupedAggregate> aggregates;

  // The number of each row's group, and how many there are; all rows are one group without keys.
  arrow::Result<std::shared_ptr<arrow::ArrayData>> group(const arrow::RecordBatch& rows, int64_t* count) {
    if (grouper == nullptr) {
      *count = 1;
      ARROW_ASSIGN_OR_RAISE(auto zeros, arrow::MakeArrayFromScalar(arrow::UInt32Scalar(0), rows.num_rows()));
      return zeros->data();
    }
    std::vector<arrow::Datum> columns;
    for (const auto key : keys) columns.emplace_back(rows.column(key));
    const compute::ExecBatch batch(std::move(columns), rows.num_rows());
    ARROW_ASSIGN_OR_RAISE(auto groups, grouper->Consume(compute::ExecSpan(batch)));
    *count = grouper->num_groups();
    return groups.array();
  }
};

carrow_aggregation* carrow_aggregation_new(struct ArrowSchema* schema, const int32_t* keys, int32_t key_count,
                                           const carrow_aggregate* aggregates, int32_t count, carrow_error* error) {
  auto aggregation = std::make_unique<carrow_aggregation>();
  const bool is_good = carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(carrow::initialize_functions());
    ARROW_ASSIGN_OR_RAISE(aggregation->schema, arrow::ImportSchema(schema));
    aggregation->keys.assign(keys, keys + key_count);
    std::vector<arrow::TypeHolder> types;
    for (const auto key : aggregation->keys) types.emplace_back(aggregation->schema->field(key)->type());
    if (key_count > 0) {
      ARROW_ASSIGN_OR_RAISE(aggregation->grouper, compute::Grouper::Make(types));
    }
    aggregation->aggregates.resize(static_cast<size_t>(count));
    for (int32_t index = 0; index < count; ++index) {
      const auto column = aggregates[index].column;
      const auto* type = column >= 0 ? aggregation->schema->field(column)->type().get() : nullptr;
      auto& aggregate = aggregation->aggregates[static_cast<size_t>(index)];
      ARROW_RETURN_NOT_OK(aggregate.begin(aggregates[index].function, column, type));
    }
    return arrow::Status::OK();
  });
  return is_good ? aggregation.release() : nullptr;
}

void carrow_aggregation_free(carrow_aggregation* aggregation) { delete aggregation; }

bool carrow_aggregation_add(carrow_aggregation* aggregation, struct ArrowArray* batch, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto rows, arrow::ImportRecordBatch(batch, aggregation->schema));
    int64_t count = 0;
    ARROW_ASSIGN_OR_RAISE(auto groups, aggregation->group(*rows, &count));
    for (auto& aggregate : aggregation->aggregates) ARROW_RETURN_NOT_OK(aggregate.add(*rows, groups, count));
    return arrow::Status::OK();
  });
}

bool carrow_aggregation_finish(carrow_aggregation* aggregation, struct ArrowArray* out, struct ArrowSchema* schema,
                               carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    std::vector<std::shared_ptr<arrow::Array>> columns;
    if (aggregation->grouper != nullptr) {
      ARROW_ASSIGN_OR_RAISE(auto uniques, aggregation->grouper->GetUniques());
      for (const auto& value : uniques.values) columns.push_back(value.make_array());
    }
    for (auto& aggregate : aggregation->aggregates) {
      ARROW_ASSIGN_OR_RAISE(auto values, aggregate.finish());
      columns.push_back(std::move(values));
    }
    std::vector<std::shared_ptr<arrow::Field>> fields;
    for (const auto& column : columns) fields.push_back(arrow::field(std::to_string(fields.size()), column->type()));
    const int64_t rows = columns.empty() ? 0 : columns.front()->length();
    const auto result = arrow::RecordBatch::Make(arrow::schema(std::move(fields)), rows, std::move(columns));
    return arrow::ExportRecordBatch(*result, out, schema);
  });
}
