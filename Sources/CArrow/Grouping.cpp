#include <arrow/array.h>
#include <arrow/c/bridge.h>
#include <arrow/compute/api.h>
#include <arrow/compute/exec.h>
#include <arrow/compute/initialize.h>
#include <arrow/compute/row/grouper.h>
#include <arrow/record_batch.h>

#include <algorithm>

#include "Keys.hpp"
#include "Status.hpp"

namespace compute = arrow::compute;

bool carrow_group(struct ArrowArray* batch, struct ArrowSchema* schema, uint32_t* groups, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(compute::Initialize());
    ARROW_ASSIGN_OR_RAISE(auto rows, arrow::ImportRecordBatch(batch, schema));
    std::vector<arrow::TypeHolder> types;
    for (const auto& column : rows->columns()) types.emplace_back(column->type());
    ARROW_ASSIGN_OR_RAISE(auto grouper, compute::Grouper::Make(types));
    ARROW_ASSIGN_OR_RAISE(const auto keys, carrow::grouping_keys(*rows));
    ARROW_ASSIGN_OR_RAISE(auto datum, grouper->Consume(compute::ExecSpan(keys)));
    const auto ids = datum.array()->GetValues<uint32_t>(1);
    std::copy(ids, ids + rows->num_rows(), groups);
    carrow::GroupOrder().renumber(groups, rows->num_rows(), grouper->num_groups());
    return arrow::Status::OK();
  });
}
