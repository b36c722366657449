#include <arrow/array/concatenate.h>
#include <arrow/array/util.h>
#include <arrow/builder.h>
#include <arrow/c/bridge.h>
#include <arrow/compute/api.h>
#include <arrow/compute/initialize.h>

#include "CellText.hpp"
#include "DecimalText.hpp"
#include "JsonCells.hpp"
#include "Status.hpp"

namespace {

namespace compute = arrow::compute;

using Values = std::shared_ptr<arrow::Array>;
using Type = std::shared_ptr<arrow::DataType>;

arrow::Result<Values> cast(const Values& values, const Type& type) {
  return compute::Cast(*values, type, compute::CastOptions::Safe(type));
}

template <typename Array>
arrow::Result<Values> real_texts(const Values& values) {
  const auto& numbers = static_cast<const Array&>(*values);
  arrow::StringBuilder builder;
  std::string text;
  for (int64_t row = 0; row < numbers.length(); ++row) {
    text.clear();
    if (numbers.IsValid(row)) carrow::append_number(text, numbers.Value(row));
    ARROW_RETURN_NOT_OK(numbers.IsValid(row) ? builder.Append(text) : builder.AppendNull());
  }
  return builder.Finish();
}

arrow::Result<Values> texts(const Values& values) {
  switch (values->type_id()) {
    case arrow::Type::STRING:
    case arrow::Type::BINARY:
      return cast(values, arrow::utf8());
    case arrow::Type::FLOAT:
      return real_texts<arrow::FloatArray>(values);
    case arrow::Type::DOUBLE:
      return real_texts<arrow::DoubleArray>(values);
    default:
      return carrow::plain_texts(values);
  }
}

// Only days at midnight are days.
arrow::Result<Values> days(const Values& values, const Type& type) {
  ARROW_ASSIGN_OR_RAISE(auto instants, compute::Cast(*values, arrow::timestamp(arrow::TimeUnit::MICRO),
                                                     compute::CastOptions::Unsafe()));
  ARROW_ASSIGN_OR_RAISE(auto result, cast(instants, type));
  ARROW_ASSIGN_OR_RAISE(auto back, cast(result, instants->type()));
  if (!back->Equals(*instants)) return arrow::Status::Invalid("not at midnight");
  return result;
}

// Only 0 and 1 are truth values.
arrow::Result<Values> truths(const Values& values, const Type& type) {
  ARROW_ASSIGN_OR_RAISE(auto result, cast(values, type));
  ARROW_ASSIGN_OR_RAISE(auto back, cast(result, values->type()));
  if (!back->Equals(*values)) return arrow::Status::Invalid("neither 0 nor 1");
  return result;
}

// Of text with more digits than 38, Arrow's cast would keep some bits.
arrow::Result<Values> parsed_decimals(const arrow::StringArray& texts, const Type& type) {
  const auto& target = static_cast<const arrow::Decimal128Type&>(*type);
  arrow::Decimal128Builder builder(type);
  ARROW_RETURN_NOT_OK(builder.Reserve(texts.length()));
  for (int64_t row = 0; row < texts.length(); ++row) {
    if (texts.IsNull(row)) {
      builder.UnsafeAppendNull();
      continue;
    }
    ARROW_ASSIGN_OR_RAISE(auto value, carrow::parse_decimal(texts.GetView(row), target));
    builder.UnsafeAppend(value);
  }
  return builder.Finish();
}

// By the digits with which numbers are spelled, so that none is rounded.
arrow::Result<Values> decimals(const Values& values, const Type& type) {
  if (arrow::is_decimal(values->type_id())) return cast(values, type);
  ARROW_ASSIGN_OR_RAISE(auto spelled, texts(values));
  return parsed_decimals(static_cast<const arrow::StringArray&>(*spelled), type);
}

arrow::Result<Values> timestamps(const Values& values, const arrow::TimestampType& type) {
  const Type local = arrow::timestamp(type.unit());
  Values result;
  if (values->type_id() == arrow::Type::STRING) {
    // With offsets or without; a text without one is taken for UTC.
    auto without = cast(values, local);
    if (!without.ok()) without = cast(values, arrow::timestamp(type.unit(), "UTC"));
    ARROW_ASSIGN_OR_RAISE(result, std::move(without));
  } else {
    ARROW_ASSIGN_OR_RAISE(result, cast(values, values->type_id() == arrow::Type::TIMESTAMP
                                                   ? arrow::timestamp(type.unit(), type.timezone())
                                                   : local));
  }
  auto data = result->data()->Copy();
  data->type = type.GetSharedPtr();
  return arrow::MakeArray(std::move(data));
}

bool is_count(arrow::Type::type type) {
  return type == arrow::Type::TIME64 || type == arrow::Type::DURATION || type == arrow::Type::TIMESTAMP ||
         type == arrow::Type::DATE32;
}

// Whether values of one type mean anything as the other.
bool makes_sense(const arrow::DataType& from, const arrow::DataType& to) {
  if (from.id() == to.id() || from.id() == arrow::Type::STRING || to.id() == arrow::Type::STRING) return true;
  const auto is_number = [](arrow::Type::type type) {
    return arrow::is_integer(type) || arrow::is_floating(type) || arrow::is_decimal(type);
  };
  if (is_number(from.id())) return is_number(to.id()) || (arrow::is_integer(from.id()) && to.id() == arrow::Type::BOOL);
  if (from.id() == arrow::Type::BOOL) return arrow::is_integer(to.id()) || arrow::is_floating(to.id());
  if (is_count(from.id())) {
    return (from.id() == arrow::Type::DATE32 && to.id() == arrow::Type::TIMESTAMP) ||
           (from.id() == arrow::Type::TIMESTAMP && to.id() == arrow::Type::DATE32);
  }
  return false;
}

arrow::Result<Values> converted(const Values& values, const Type& type, bool as_json) {
  carrow::Losses losses;
  if (as_json) return carrow::json_texts(values, losses);
  if (values->type()->Equals(*type)) return values;
  if (!makes_sense(*values->type(), *type)) return arrow::Status::Invalid("no such conversion");
  switch (type->id()) {
    case arrow::Type::STRING:
      return texts(values);
    case arrow::Type::DATE32:
      if (values->type_id() == arrow::Type::TIMESTAMP) return days(values, type);
      return cast(values, type);
    case arrow::Type::BOOL:
      if (arrow::is_integer(values->type_id())) return truths(values, type);
      return cast(values, type);
    case arrow::Type::DECIMAL128:
      return decimals(values, type);
    case arrow::Type::TIMESTAMP:
      return timestamps(values, static_cast<const arrow::TimestampType&>(*type));
    default:
      return cast(values, type);
  }
}

// Converts all at once, or else halves, until the values that do not fit stand alone.
arrow::Status convert(const Values& values, const Type& type, bool as_json, int64_t first, uint8_t* failed,
                      arrow::ArrayVector& parts) {
  auto whole = converted(values, type, as_json);
  if (whole.ok()) {
    parts.push_back(std::move(*whole));
    return arrow::Status::OK();
  }
  if (whole.status().IsOutOfMemory()) return whole.status();
  if (values->length() == 1) {
    failed[first] = 1;
    ARROW_ASSIGN_OR_RAISE(auto null, arrow::MakeArrayOfNull(type, 1));
    parts.push_back(std::move(null));
    return arrow::Status::OK();
  }
  const int64_t half = values->length() / 2;
  ARROW_RETURN_NOT_OK(convert(values->Slice(0, half), type, as_json, first, failed, parts));
  return convert(values->Slice(half), type, as_json, first + half, failed, parts);
}

}  // namespace

bool carrow_convert(struct ArrowArray* column, struct ArrowSchema* field, struct ArrowSchema* target, bool as_json,
                    struct ArrowArray* out, uint8_t* failed, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(compute::Initialize());
    ARROW_ASSIGN_OR_RAISE(auto from, arrow::ImportField(field));
    ARROW_ASSIGN_OR_RAISE(auto to, arrow::ImportField(target));
    ARROW_ASSIGN_OR_RAISE(auto values, arrow::ImportArray(column, from->type()));
    arrow::ArrayVector parts;
    ARROW_RETURN_NOT_OK(convert(values, to->type(), as_json, 0, failed, parts));
    if (parts.size() == 1) return arrow::ExportArray(*parts[0], out);
    ARROW_ASSIGN_OR_RAISE(auto whole, arrow::Concatenate(parts));
    return arrow::ExportArray(*whole, out);
  });
}
