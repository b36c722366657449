#include <arrow/array.h>
#include <arrow/c/bridge.h>
#include <arrow/compute/api.h>
#include <arrow/compute/initialize.h>
#include <arrow/compute/row/grouper.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <vector>

#include "../Keys.hpp"
#include "../Status.hpp"

namespace compute = arrow::compute;

namespace {

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

template <typename Array>
void drop_nan(const arrow::Array& column, uint32_t* groups) {
  const auto* values = static_cast<const Array&>(column).raw_values();
  for (int64_t row = 0; row < column.length(); ++row) {
    if (std::isnan(values[row])) groups[row] = kNone;
  }
}

// What equals nothing, not even itself.
void drop_unequal(const arrow::Array& column, uint32_t* groups) {
  if (column.null_count() > 0) {
    for (int64_t row = 0; row < column.length(); ++row) {
      if (column.IsNull(row)) groups[row] = kNone;
    }
  }
  if (column.type_id() == arrow::Type::DOUBLE) drop_nan<arrow::DoubleArray>(column, groups);
  if (column.type_id() == arrow::Type::FLOAT) drop_nan<arrow::FloatArray>(column, groups);
}

}  // namespace

struct carrow_join {
  std::unique_ptr<compute::Grouper> grouper;
  // Where each group's rows begin among `rows`, and where the last ends.
  std::vector<int64_t> starts;
  std::vector<int64_t> rows;

  arrow::Status build(const arrow::RecordBatch& keys) {
    std::vector<arrow::TypeHolder> types;
    for (const auto& column : keys.columns()) types.emplace_back(column->type());
    ARROW_ASSIGN_OR_RAISE(grouper, compute::Grouper::Make(types));
    ARROW_ASSIGN_OR_RAISE(const auto batch, carrow::grouping_keys(keys));
    ARROW_ASSIGN_OR_RAISE(const auto ids, grouper->Consume(compute::ExecSpan(batch)));
    const auto* groups = ids.array()->GetValues<uint32_t>(1);
    starts.assign(static_cast<size_t>(grouper->num_groups()) + 1, 0);
    for (int64_t row = 0; row < keys.num_rows(); ++row) ++starts[groups[row] + 1];
    for (size_t group = 1; group < starts.size(); ++group) starts[group] += starts[group - 1];
    auto next = starts;
    rows.resize(static_cast<size_t>(keys.num_rows()));
    for (int64_t row = 0; row < keys.num_rows(); ++row) rows[static_cast<size_t>(next[groups[row]]++)] = row;
    return arrow::Status::OK();
  }
};

carrow_join* carrow_join_new(struct ArrowArray* keys, struct ArrowSchema* schema, carrow_error* error) {
  auto join = std::make_unique<carrow_join>();
  const bool is_good = carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(compute::Initialize());
    ARROW_ASSIGN_OR_RAISE(const auto rows, arrow::ImportRecordBatch(keys, schema));
    return join->build(*rows);
  });
  return is_good ? join.release() : nullptr;
}

void carrow_join_free(carrow_join* join) { delete join; }

bool carrow_join_find(carrow_join* join, struct ArrowArray* keys, struct ArrowSchema* schema, uint32_t* groups,
                      carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(const auto rows, arrow::ImportRecordBatch(keys, schema));
    ARROW_ASSIGN_OR_RAISE(const auto batch, carrow::grouping_keys(*rows));
    ARROW_ASSIGN_OR_RAISE(const auto found, join->grouper->Lookup(compute::ExecSpan(batch)));
    const arrow::UInt32Array ids(found.array());
    for (int64_t row = 0; row < ids.length(); ++row) groups[row] = ids.IsNull(row) ? kNone : ids.Value(row);
    for (const auto& column : rows->columns()) drop_unequal(*column, groups);
    return arrow::Status::OK();
  });
}

int64_t carrow_join_pairs(const carrow_join* join, const uint32_t* groups, int64_t count, bool keeps_unmatched,
                          carrow_join_place* place, int64_t most, int64_t* left, int64_t* right) {
  int64_t written = 0;
  for (; place->row < count; ++place->row, place->match = 0) {
    if (groups[place->row] == kNone) {
      if (!keeps_unmatched) continue;
      if (written == most) return written;
      left[written] = place->row;
      right[written++] = -1;
      continue;
    }
    const auto first = join->starts[groups[place->row]];
    const auto matches = join->starts[groups[place->row] + 1] - first;
    for (; place->match < matches; ++place->match) {
      if (written == most) return written;
      left[written] = place->row;
      right[written++] = join->rows[static_cast<size_t>(first + place->match)];
    }
  }
  return written;
}
