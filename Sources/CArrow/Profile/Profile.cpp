#include <arrow/array/util.h>
#include <arrow/c/bridge.h>

#include <algorithm>

#include "../Functions/Functions.hpp"
#include "../Status.hpp"
#include "ColumnProfile.hpp"

struct carrow_profile {
  carrow::ColumnProfile column;
};

carrow_profile* carrow_profile_new(struct ArrowSchema* field, carrow_error* error) {
  carrow_profile* profile = nullptr;
  carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(carrow::initialize_functions());
    ARROW_ASSIGN_OR_RAISE(auto imported, arrow::ImportField(field));
    profile = new carrow_profile{carrow::ColumnProfile(imported->type())};
    return arrow::Status::OK();
  });
  return profile;
}

void carrow_profile_free(carrow_profile* profile) { delete profile; }

bool carrow_profile_add(carrow_profile* profile, struct ArrowArray* column, struct ArrowSchema* field, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto imported, arrow::ImportField(field));
    ARROW_ASSIGN_OR_RAISE(auto values, arrow::ImportArray(column, imported->type()));
    return profile->column.add(values);
  });
}

carrow_profile_counts carrow_profile_summary(carrow_profile* profile) {
  auto& column = profile->column;
  carrow_profile_counts counts{};
  counts.rows = column.rows();
  counts.nulls = column.nulls();
  counts.nans = column.nans();
  counts.distinct = column.distinct();
  counts.counts_all = column.counts_all();
  counts.has_numbers = column.has_numbers();
  if (!column.has_numbers()) return counts;
  counts.knows_all = column.knows_all();
  counts.mean = column.mean();
  counts.deviation = column.deviation();
  counts.least = column.least();
  counts.greatest = column.greatest();
  return counts;
}

double carrow_profile_quantile(carrow_profile* profile, double part) { return profile->column.quantile(part); }

int32_t carrow_profile_histogram(const carrow_profile* profile, int64_t* counts, int32_t intervals) {
  const auto found = profile->column.histogram(intervals);
  std::copy(found.begin(), found.end(), counts);
  return static_cast<int32_t>(found.size());
}

bool carrow_profile_bounds(const carrow_profile* profile, struct ArrowArray* out, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto bounds, profile->column.bounds());
    return arrow::ExportArray(*bounds, out);
  });
}

bool carrow_profile_top(carrow_profile* profile, int32_t most, struct ArrowArray* out, int64_t* counts, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto top, profile->column.top(most));
    std::copy(top.counts.begin(), top.counts.end(), counts);
    return arrow::ExportArray(*top.values, out);
  });
}
