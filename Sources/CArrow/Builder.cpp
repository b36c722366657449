#include <arrow/builder.h>
#include <arrow/c/bridge.h>

#include <memory>
#include <vector>

#include "DecimalText.hpp"
#include "Status.hpp"

struct carrow_builder {
  std::shared_ptr<arrow::DataType> type;
  std::unique_ptr<arrow::ArrayBuilder> owned;
  arrow::ArrayBuilder* builder = nullptr;
  std::vector<std::unique_ptr<carrow_builder>> children;
};

namespace {

// The builders below a nested builder, in the order of the type's children.
std::vector<arrow::ArrayBuilder*> nested_builders(arrow::ArrayBuilder* builder, const arrow::DataType& type) {
  switch (type.id()) {
    case arrow::Type::LIST:
      return {static_cast<arrow::ListBuilder*>(builder)->value_builder()};
    case arrow::Type::LARGE_LIST:
      return {static_cast<arrow::LargeListBuilder*>(builder)->value_builder()};
    case arrow::Type::MAP:
      return {static_cast<arrow::MapBuilder*>(builder)->value_builder()};
    case arrow::Type::FIXED_SIZE_LIST:
      return {static_cast<arrow::FixedSizeListBuilder*>(builder)->value_builder()};
    case arrow::Type::STRUCT: {
      std::vector<arrow::ArrayBuilder*> builders;
      for (int index = 0; index < builder->num_children(); ++index) builders.push_back(builder->child(index));
      return builders;
    }
    default:
      return {};
  }
}

std::unique_ptr<carrow_builder> wrap(std::shared_ptr<arrow::DataType> type, arrow::ArrayBuilder* builder) {
  auto wrapped = std::make_unique<carrow_builder>();
  wrapped->type = std::move(type);
  wrapped->builder = builder;
  auto nested = nested_builders(builder, *wrapped->type);
  for (size_t index = 0; index < nested.size(); ++index) {
    wrapped->children.push_back(wrap(wrapped->type->field(static_cast<int>(index))->type(), nested[index]));
  }
  return wrapped;
}

template <typename Builder, typename Value>
arrow::Status append(carrow_builder* builder, Value value) {
  return static_cast<Builder*>(builder->builder)->Append(value);
}

template <typename Builder, typename Native>
arrow::Status append_checked(carrow_builder* builder, int64_t value) {
  if (value < static_cast<int64_t>(std::numeric_limits<Native>::min()) ||
      value > static_cast<int64_t>(std::numeric_limits<Native>::max())) {
    return arrow::Status::Invalid(value, " does not fit ", builder->type->ToString());
  }
  return static_cast<Builder*>(builder->builder)->Append(static_cast<Native>(value));
}

arrow::Status mismatch(const carrow_builder* builder, const char* what) {
  return arrow::Status::TypeError("cannot put ", what, " into a column of type ", builder->type->ToString());
}

arrow::Status append_int(carrow_builder* builder, int64_t value) {
  switch (builder->type->id()) {
    case arrow::Type::INT8:
      return append_checked<arrow::Int8Builder, int8_t>(builder, value);
    case arrow::Type::INT16:
      return append_checked<arrow::Int16Builder, int16_t>(builder, value);
    case arrow::Type::INT32:
      return append_checked<arrow::Int32Builder, int32_t>(builder, value);
    case arrow::Type::INT64:
      return append<arrow::Int64Builder>(builder, value);
    case arrow::Type::DATE32:
      return append_checked<arrow::Date32Builder, int32_t>(builder, value);
    case arrow::Type::TIMESTAMP:
      return append<arrow::TimestampBuilder>(builder, value);
    case arrow::Type::FLOAT:
      return append<arrow::FloatBuilder>(builder, static_cast<float>(value));
    case arrow::Type::DOUBLE:
      return append<arrow::DoubleBuilder>(builder, static_cast<double>(value));
    default:
      return mismatch(builder, "an integer");
  }
}

arrow::Status append_double(carrow_builder* builder, double value) {
  switch (builder->type->id()) {
    case arrow::Type::FLOAT:
      return append<arrow::FloatBuilder>(builder, static_cast<float>(value));
    case arrow::Type::DOUBLE:
      return append<arrow::DoubleBuilder>(builder, value);
    default:
      return mismatch(builder, "a number");
  }
}

arrow::Status append_bytes(carrow_builder* builder, const uint8_t* bytes, int64_t count) {
  std::string_view view(reinterpret_cast<const char*>(bytes), static_cast<size_t>(count));
  switch (builder->type->id()) {
    case arrow::Type::STRING:
      return append<arrow::StringBuilder>(builder, view);
    case arrow::Type::BINARY:
      return append<arrow::BinaryBuilder>(builder, view);
    default:
      return mismatch(builder, "text or bytes");
  }
}

arrow::Status append_nested(carrow_builder* builder) {
  switch (builder->type->id()) {
    case arrow::Type::LIST:
      return static_cast<arrow::ListBuilder*>(builder->builder)->Append();
    case arrow::Type::LARGE_LIST:
      return static_cast<arrow::LargeListBuilder*>(builder->builder)->Append();
    case arrow::Type::MAP:
      return static_cast<arrow::MapBuilder*>(builder->builder)->Append();
    case arrow::Type::FIXED_SIZE_LIST:
      return static_cast<arrow::FixedSizeListBuilder*>(builder->builder)->Append();
    case arrow::Type::STRUCT:
      return static_cast<arrow::StructBuilder*>(builder->builder)->Append();
    default:
      return mismatch(builder, "a nested value");
  }
}

}  // namespace

carrow_builder* carrow_builder_new(struct ArrowSchema* field, carrow_error* error) {
  std::unique_ptr<carrow_builder> result;
  bool ok = carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto imported, arrow::ImportField(field));
    std::unique_ptr<arrow::ArrayBuilder> owned;
    ARROW_RETURN_NOT_OK(arrow::MakeBuilder(arrow::default_memory_pool(), imported->type(), &owned));
    result = wrap(imported->type(), owned.get());
    result->owned = std::move(owned);
    return arrow::Status::OK();
  });
  return ok ? result.release() : nullptr;
}

void carrow_builder_free(carrow_builder* builder) {
  const carrow::Presence presence;
  delete builder;
}

carrow_builder* carrow_builder_child(carrow_builder* builder, int32_t index) {
  return index < static_cast<int32_t>(builder->children.size()) ? builder->children[index].get() : nullptr;
}

bool carrow_builder_append_null(carrow_builder* builder, carrow_error* error) {
  return carrow::guarded(error, [&] { return builder->builder->AppendNull(); });
}

bool carrow_builder_append_bool(carrow_builder* builder, bool value, carrow_error* error) {
  return carrow::guarded(error, [&] {
    if (builder->type->id() != arrow::Type::BOOL) return mismatch(builder, "a boolean");
    return append<arrow::BooleanBuilder>(builder, value);
  });
}

bool carrow_builder_append_int(carrow_builder* builder, int64_t value, carrow_error* error) {
  return carrow::guarded(error, [&] { return append_int(builder, value); });
}

bool carrow_builder_append_ints(carrow_builder* builder, const int64_t* values, const uint8_t* valid, int64_t count,
                                carrow_error* error) {
  return carrow::guarded(error, [&] {
    if (builder->type->id() != arrow::Type::INT64) return mismatch(builder, "64-bit integers");
    return static_cast<arrow::Int64Builder*>(builder->builder)->AppendValues(values, count, valid);
  });
}

bool carrow_builder_append_doubles(carrow_builder* builder, const double* values, const uint8_t* valid, int64_t count,
                                   carrow_error* error) {
  return carrow::guarded(error, [&] {
    if (builder->type->id() != arrow::Type::DOUBLE) return mismatch(builder, "64-bit numbers");
    return static_cast<arrow::DoubleBuilder*>(builder->builder)->AppendValues(values, count, valid);
  });
}

bool carrow_builder_append_double(carrow_builder* builder, double value, carrow_error* error) {
  return carrow::guarded(error, [&] { return append_double(builder, value); });
}

bool carrow_builder_append_bytes(carrow_builder* builder, const uint8_t* bytes, int64_t count, carrow_error* error) {
  return carrow::guarded(error, [&] { return append_bytes(builder, bytes, count); });
}

bool carrow_builder_append_decimal(carrow_builder* builder, const char* text, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    if (builder->type->id() != arrow::Type::DECIMAL128) return mismatch(builder, "a decimal");
    const auto& type = static_cast<const arrow::Decimal128Type&>(*builder->type);
    ARROW_ASSIGN_OR_RAISE(auto value, carrow::parse_decimal(text, type));
    return append<arrow::Decimal128Builder>(builder, value);
  });
}

bool carrow_builder_append_nested(carrow_builder* builder, carrow_error* error) {
  return carrow::guarded(error, [&] { return append_nested(builder); });
}

bool carrow_builder_append_array(carrow_builder* builder, struct ArrowArray* array, int64_t offset, int64_t count,
                                 carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto imported, arrow::ImportArray(array, builder->type));
    return builder->builder->AppendArraySlice(arrow::ArraySpan(*imported->data()), offset, count);
  });
}

bool carrow_builder_finish(carrow_builder* builder, struct ArrowArray* out, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto array, builder->builder->Finish());
    return arrow::ExportArray(*array, out);
  });
}
