#include <arrow/array.h>
#include <arrow/c/bridge.h>
#include <arrow/compute/initialize.h>
#include <arrow/record_batch.h>

#include <algorithm>

#include "Functions/Groups.hpp"
#include "Keys.hpp"
#include "Status.hpp"

bool carrow_group(struct ArrowArray* batch, struct ArrowSchema* schema, uint32_t* groups, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(arrow::compute::Initialize());
    ARROW_ASSIGN_OR_RAISE(auto rows, arrow::ImportRecordBatch(batch, schema));
    std::vector<std::shared_ptr<arrow::DataType>> types;
    for (const auto& column : rows->columns()) types.push_back(column->type());
    ARROW_ASSIGN_OR_RAISE(auto numbering, carrow::Groups::make(types));
    ARROW_ASSIGN_OR_RAISE(const auto keys, carrow::grouping_keys(*rows));
    ARROW_ASSIGN_OR_RAISE(const auto numbers, numbering.number(keys));
    const auto* ids = numbers->GetValues<uint32_t>(1);
    std::copy(ids, ids + rows->num_rows(), groups);
    return arrow::Status::OK();
  });
}
