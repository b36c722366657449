#pragma once

#include <arrow/result.h>
#include <arrow/type.h>
#include <arrow/util/decimal.h>

#include <string_view>

namespace carrow {

// The number that a text spells, exactly, or an error when it has more digits than the type.
inline arrow::Result<arrow::Decimal128> parse_decimal(std::string_view text, const arrow::Decimal128Type& type) {
  arrow::Decimal128 value;
  int32_t precision = 0, scale = 0;
  ARROW_RETURN_NOT_OK(arrow::Decimal128::FromString(text, &value, &precision, &scale));
  // Arrow reads more digits than there is room for without a word.
  if (precision > arrow::Decimal128Type::kMaxPrecision) {
    return arrow::Status::Invalid(text, " does not fit ", type.ToString());
  }
  ARROW_ASSIGN_OR_RAISE(auto rescaled, value.Rescale(scale, type.scale()));
  if (!rescaled.FitsInPrecision(type.precision())) {
    return arrow::Status::Invalid(text, " does not fit ", type.ToString());
  }
  return rescaled;
}

}  // namespace carrow
