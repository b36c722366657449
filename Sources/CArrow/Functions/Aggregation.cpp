#include <arrow/array.h>
#include <arrow/c/bridge.h>
#include <arrow/compute/api.h>
#include <arrow/compute/exec.h>
#include <arrow/record_batch.h>

#include <memory>
#include <string>
#include <vector>

#include "../Keys.hpp"
#include "../Status.hpp"
#include "Functions.hpp"
#include "GroupedAggregate.hpp"
#include "Groups.hpp"

namespace compute = arrow::compute;

namespace {

arrow::Result<std::unique_ptr<carrow::GroupedAggregate>> aggregate_of(const carrow_aggregate& wanted,
                                                                       const arrow::Schema& schema, bool is_whole) {
  const std::string function(wanted.function);
  if (wanted.column < 0) return carrow::kernel_aggregate(function, nullptr);
  const auto& type = schema.field(wanted.column)->type();
  if (function == "first" || function == "last") return carrow::pick_aggregate(type, function == "last");
  if (function == "exact_sum") return carrow::exact_sum_aggregate(*type);
  if (function == "list") return carrow::list_aggregate(type);
  if (function == "quantile") return carrow::quantile_aggregate(*type, wanted.fraction);
  const bool is_extreme = function == "min" || function == "max";
  if (is_extreme && type->id() == arrow::Type::DOUBLE) return carrow::extreme_aggregate(function == "max");
  if (is_whole && carrow::is_whole_aggregate(function, *type)) return carrow::whole_aggregate(function, *type);
  return carrow::kernel_aggregate(function, type.get());
}

}  // namespace

struct carrow_aggregation {
  std::vector<int32_t> keys;
  carrow::Groups groups;
  // The columns of the aggregates, below 0 for those without one.
  std::vector<int32_t> columns;
  std::vector<std::unique_ptr<carrow::GroupedAggregate>> aggregates;
  // Whether there were no rows yet.
  bool is_empty = true;
};

carrow_aggregation* carrow_aggregation_new(struct ArrowSchema* schema, const int32_t* keys, int32_t key_count,
                                           const carrow_aggregate* aggregates, int32_t count, carrow_error* error) {
  auto aggregation = std::make_unique<carrow_aggregation>();
  const bool is_good = carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(carrow::initialize_functions());
    ARROW_ASSIGN_OR_RAISE(const auto columns, arrow::ImportSchema(schema));
    aggregation->keys.assign(keys, keys + key_count);
    std::vector<std::shared_ptr<arrow::DataType>> types;
    for (const auto key : aggregation->keys) types.push_back(columns->field(key)->type());
    ARROW_ASSIGN_OR_RAISE(aggregation->groups, carrow::Groups::make(types));
    for (int32_t index = 0; index < count; ++index) {
      ARROW_ASSIGN_OR_RAISE(auto aggregate, aggregate_of(aggregates[index], *columns, key_count == 0));
      aggregation->columns.push_back(aggregates[index].column);
      aggregation->aggregates.push_back(std::move(aggregate));
    }
    return arrow::Status::OK();
  });
  return is_good ? aggregation.release() : nullptr;
}

void carrow_aggregation_free(carrow_aggregation* aggregation) { delete aggregation; }

bool carrow_aggregation_add(carrow_aggregation* aggregation, struct ArrowArray* batch, struct ArrowSchema* schema,
                            carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto rows, arrow::ImportRecordBatch(batch, schema));
    if (rows->num_rows() == 0) return arrow::Status::OK();
    ARROW_ASSIGN_OR_RAISE(const auto keys, carrow::grouping_keys(*rows, aggregation->keys));
    ARROW_ASSIGN_OR_RAISE(auto groups, aggregation->groups.number(keys));
    aggregation->is_empty = false;
    const auto count = aggregation->groups.count();
    for (size_t index = 0; index < aggregation->aggregates.size(); ++index) {
      const auto column = aggregation->columns[index];
      const auto values = column >= 0 ? rows->column(column) : nullptr;
      ARROW_RETURN_NOT_OK(aggregation->aggregates[index]->add(values, groups, rows->num_rows(), count));
    }
    return arrow::Status::OK();
  });
}

bool carrow_aggregation_merge(carrow_aggregation* aggregation, carrow_aggregation* other, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    if (other->is_empty) return arrow::Status::OK();
    ARROW_ASSIGN_OR_RAISE(auto keys, other->groups.keys());
    ARROW_ASSIGN_OR_RAISE(auto groups, aggregation->groups.number(compute::ExecBatch(std::move(keys), other->groups.count())));
    aggregation->is_empty = false;
    const auto count = aggregation->groups.count();
    for (size_t index = 0; index < aggregation->aggregates.size(); ++index) {
      ARROW_RETURN_NOT_OK(aggregation->aggregates[index]->merge(*other->aggregates[index], groups, count));
    }
    return arrow::Status::OK();
  });
}

bool carrow_aggregation_finish(carrow_aggregation* aggregation, struct ArrowArray* out, struct ArrowSchema* schema,
                               carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    std::vector<std::shared_ptr<arrow::Array>> columns;
    ARROW_ASSIGN_OR_RAISE(const auto keys, aggregation->groups.keys());
    for (const auto& key : keys) columns.push_back(key.make_array());
    for (auto& aggregate : aggregation->aggregates) {
      ARROW_ASSIGN_OR_RAISE(auto values, aggregate->finish());
      columns.push_back(std::move(values));
    }
    std::vector<std::shared_ptr<arrow::Field>> fields;
    for (const auto& column : columns) fields.push_back(arrow::field(std::to_string(fields.size()), column->type()));
    const int64_t rows = columns.empty() ? 0 : columns.front()->length();
    const auto result = arrow::RecordBatch::Make(arrow::schema(std::move(fields)), rows, std::move(columns));
    return arrow::ExportRecordBatch(*result, out, schema);
  });
}
