#include <arrow/extension/fixed_shape_tensor.h>
#include <arrow/extension_type.h>

#include <algorithm>

#include "Plain.hpp"

namespace carrow {

namespace {

using Type = std::shared_ptr<arrow::DataType>;

PlainForm of(Type type, carrow_meaning meaning = CARROW_PLAIN) { return {std::move(type), meaning, {}}; }

PlainForm json() { return of(arrow::utf8(), CARROW_JSON); }

// Decimals of more digits than 38 keep as many of them behind the point as fit.
PlainForm decimal(const arrow::DecimalType& type) {
  const int32_t scale = std::clamp(type.scale(), 0, 38);
  const int32_t precision = std::clamp(type.precision() + std::max(0, -type.scale()), std::max(scale, 1), 38);
  return of(arrow::decimal128(precision, scale));
}

bool is_element(const PlainForm& form) {
  if (form.meaning != CARROW_PLAIN) return false;
  const auto id = form.type->id();
  return id == arrow::Type::BOOL || id == arrow::Type::STRING || arrow::is_signed_integer(id) ||
         id == arrow::Type::FLOAT || id == arrow::Type::DOUBLE || id == arrow::Type::LIST;
}

// Whether values are files: their bytes, or the path at which they lie.
bool is_file(const arrow::DataType& type) {
  if (type.id() != arrow::Type::STRUCT || type.num_fields() != 2) return false;
  const auto& fields = static_cast<const arrow::StructType&>(type);
  const auto bytes = fields.GetFieldByName("bytes"), path = fields.GetFieldByName("path");
  return bytes && path && plain_form(bytes->type()).type->id() == arrow::Type::BINARY &&
         plain_form(path->type()).type->id() == arrow::Type::STRING;
}

PlainForm file(const arrow::DataType& type) {
  arrow::FieldVector fields;
  for (const auto& field : type.fields()) {
    fields.push_back(arrow::field(field->name(), field->name() == "path" ? arrow::utf8() : arrow::binary()));
  }
  return of(arrow::struct_(std::move(fields)));
}

PlainForm list(const arrow::DataType& type, int64_t length) {
  auto item = plain_form(type.field(0)->type());
  if (item.type->id() == arrow::Type::STRUCT) return of(arrow::list(arrow::field("element", std::move(item.type))));
  if (!is_element(item)) return json();
  item.type = arrow::list(arrow::field("element", std::move(item.type)));
  item.lengths.insert(item.lengths.begin(), length);
  return item;
}

PlainForm tensor(const arrow::extension::FixedShapeTensorType& type) {
  auto form = plain_form(type.value_type());
  if (!is_element(form) || !form.lengths.empty() || type.shape().empty()) return plain_form(type.storage_type());
  for (size_t dimension = 0; dimension < type.shape().size(); ++dimension) {
    form.type = arrow::list(arrow::field("element", std::move(form.type)));
  }
  form.lengths = type.shape();
  return form;
}

PlainForm extension(const arrow::ExtensionType& type) {
  const auto name = type.extension_name();
  if (name == "arrow.uuid") return of(arrow::utf8(), CARROW_UUID);
  if (name == "arrow.json") return of(arrow::utf8(), CARROW_JSON_TEXT);
  if (name == "arrow.bool8") return of(arrow::boolean());
  if (name == "arrow.fixed_shape_tensor") {
    return tensor(static_cast<const arrow::extension::FixedShapeTensorType&>(type));
  }
  return plain_form(type.storage_type());
}

PlainForm timestamp(const arrow::TimestampType& type) {
  return of(arrow::timestamp(arrow::TimeUnit::MICRO, type.timezone().empty() ? "" : "UTC"));
}

}  // namespace

PlainForm plain_form(const Type& type) {
  switch (type->id()) {
    case arrow::Type::NA:
      return of(arrow::utf8(), CARROW_NOTHING);
    case arrow::Type::BOOL:
    case arrow::Type::INT8:
    case arrow::Type::INT16:
    case arrow::Type::INT32:
    case arrow::Type::INT64:
    case arrow::Type::FLOAT:
    case arrow::Type::DOUBLE:
    case arrow::Type::DATE32:
      return of(type);
    case arrow::Type::UINT8:
      return of(arrow::int16());
    case arrow::Type::UINT16:
    case arrow::Type::INTERVAL_MONTHS:
      return of(arrow::int32());
    case arrow::Type::UINT32:
    case arrow::Type::UINT64:
      return of(arrow::int64());
    case arrow::Type::HALF_FLOAT:
      return of(arrow::float32());
    case arrow::Type::DECIMAL32:
    case arrow::Type::DECIMAL64:
    case arrow::Type::DECIMAL128:
    case arrow::Type::DECIMAL256:
      return decimal(static_cast<const arrow::DecimalType&>(*type));
    case arrow::Type::STRING:
    case arrow::Type::LARGE_STRING:
    case arrow::Type::STRING_VIEW:
      return of(arrow::utf8());
    case arrow::Type::BINARY:
    case arrow::Type::LARGE_BINARY:
    case arrow::Type::BINARY_VIEW:
    case arrow::Type::FIXED_SIZE_BINARY:
      return of(arrow::binary());
    case arrow::Type::DATE64:
      return of(arrow::date32());
    case arrow::Type::TIMESTAMP:
      return timestamp(static_cast<const arrow::TimestampType&>(*type));
    case arrow::Type::TIME32:
    case arrow::Type::TIME64:
      return of(arrow::time64(arrow::TimeUnit::MICRO));
    case arrow::Type::DURATION:
      return of(arrow::duration(arrow::TimeUnit::MICRO));
    case arrow::Type::DICTIONARY:
      return plain_form(static_cast<const arrow::DictionaryType&>(*type).value_type());
    case arrow::Type::RUN_END_ENCODED:
      return plain_form(static_cast<const arrow::RunEndEncodedType&>(*type).value_type());
    case arrow::Type::LIST:
    case arrow::Type::LARGE_LIST:
    case arrow::Type::LIST_VIEW:
    case arrow::Type::LARGE_LIST_VIEW:
      return list(*type, -1);
    case arrow::Type::FIXED_SIZE_LIST:
      return list(*type, static_cast<const arrow::FixedSizeListType&>(*type).list_size());
    case arrow::Type::STRUCT:
      return is_file(*type) ? file(*type) : json();
    case arrow::Type::EXTENSION:
      return extension(static_cast<const arrow::ExtensionType&>(*type));
    default:
      return json();
  }
}

}  // namespace carrow
