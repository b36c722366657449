#include <arrow/array.h>
#include <arrow/c/bridge.h>
#include <arrow/compare.h>

#include "Status.hpp"

namespace {

// Halves what differs until single rows are left, so that equal stretches are compared at once.
void mark(const arrow::Array& left, const arrow::Array& right, int64_t left_offset, int64_t right_offset,
          int64_t count, uint8_t* differs) {
  static const auto options = arrow::EqualOptions::Defaults().nans_equal(true);
  if (count == 0 || left.RangeEquals(right, left_offset, left_offset + count, right_offset, options)) return;
  if (count == 1) {
    *differs = 1;
    return;
  }
  const int64_t half = count / 2;
  mark(left, right, left_offset, right_offset, half, differs);
  mark(left, right, left_offset + half, right_offset + half, count - half, differs + half);
}

}  // namespace

bool carrow_differences(struct ArrowArray* left, struct ArrowArray* right, struct ArrowSchema* field,
                        int64_t left_offset, int64_t right_offset, int64_t count, uint8_t* differs,
                        carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto type, arrow::ImportType(field));
    ARROW_ASSIGN_OR_RAISE(auto first, arrow::ImportArray(left, type));
    ARROW_ASSIGN_OR_RAISE(auto second, arrow::ImportArray(right, type));
    if (left_offset < 0 || right_offset < 0 || count < 0 || left_offset + count > first->length() ||
        right_offset + count > second->length()) {
      return arrow::Status::Invalid("the rows to compare are not all there");
    }
    mark(*first, *second, left_offset, right_offset, count, differs);
    return arrow::Status::OK();
  });
}
