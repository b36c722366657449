#include "Conform.hpp"

#include <arrow/array/util.h>
#include <arrow/compute/api.h>
#include <arrow/util/key_value_metadata.h>

#include <charconv>

namespace carrow {

namespace {

using Values = std::shared_ptr<arrow::Array>;

arrow::Result<Values> cast(const Values& values, const std::shared_ptr<arrow::DataType>& type) {
  auto options = arrow::compute::CastOptions::Safe(type);
  options.allow_time_truncate = true;
  return arrow::compute::Cast(*values, type, options);
}

// The same buffers with other children; offsets and nulls of the parent stay valid, as children keep their length.
Values with_children(const Values& values, const arrow::DataType& type, arrow::ArrayDataVector children) {
  auto data = values->data()->Copy();
  data->type = type.GetSharedPtr();
  data->child_data = std::move(children);
  return arrow::MakeArray(std::move(data));
}

arrow::Result<Values> conform_struct(const Values& values, const arrow::DataType& type) {
  const auto& source = values->data();
  arrow::ArrayDataVector children;
  for (const auto& field : type.fields()) {
    const int index = matching_field(values->type()->fields(), *field);
    if (index < 0) {
      ARROW_ASSIGN_OR_RAISE(auto nulls, arrow::MakeArrayOfNull(field->type(), source->offset + source->length));
      children.push_back(nulls->data());
    } else {
      ARROW_ASSIGN_OR_RAISE(auto child, conform(arrow::MakeArray(source->child_data[index]), *field->type()));
      children.push_back(child->data());
    }
  }
  return with_children(values, type, std::move(children));
}

// A map's only child is the struct of its keys and values, which Parquet files name as they like.
arrow::Result<Values> conform_map(const Values& values, const arrow::DataType& type) {
  const auto& target = static_cast<const arrow::MapType&>(type);
  const auto entries = arrow::MakeArray(values->data()->child_data[0]);
  arrow::ArrayDataVector children;
  for (int index = 0; index < 2; ++index) {
    ARROW_ASSIGN_OR_RAISE(auto child, conform(arrow::MakeArray(entries->data()->child_data[index]),
                                              *target.value_type()->field(index)->type()));
    children.push_back(child->data());
  }
  return with_children(values, type, {with_children(entries, *target.value_type(), std::move(children))->data()});
}

arrow::Result<Values> conform_list(const Values& values, const arrow::DataType& type) {
  Values list = values;
  if (list->type_id() != arrow::Type::LIST) {
    ARROW_ASSIGN_OR_RAISE(list, cast(list, arrow::list(list->type()->field(0))));
  }
  ARROW_ASSIGN_OR_RAISE(auto items, conform(arrow::MakeArray(list->data()->child_data[0]), *type.field(0)->type()));
  return with_children(list, type, {items->data()});
}

bool is_list(const arrow::DataType& type) {
  return type.id() == arrow::Type::LIST || type.id() == arrow::Type::LARGE_LIST ||
         type.id() == arrow::Type::FIXED_SIZE_LIST;
}

}  // namespace

int field_id(const arrow::Field& field) {
  if (!field.HasMetadata()) return -1;
  auto text = field.metadata()->Get("PARQUET:field_id");
  int id = -1;
  if (text.ok()) std::from_chars(text->data(), text->data() + text->size(), id);
  return id;
}

int matching_field(const arrow::FieldVector& fields, const arrow::Field& wanted) {
  const int id = field_id(wanted);
  for (size_t index = 0; index < fields.size(); ++index) {
    if (id >= 0 ? field_id(*fields[index]) == id : fields[index]->name() == wanted.name()) {
      return static_cast<int>(index);
    }
  }
  return -1;
}

arrow::Result<Values> conform(const Values& values, const arrow::DataType& type) {
  if (values->type()->num_fields() == 0 && values->type()->Equals(type)) return values;
  if (values->type_id() == arrow::Type::STRUCT && type.id() == arrow::Type::STRUCT) {
    return conform_struct(values, type);
  }
  if (values->type_id() == arrow::Type::MAP && type.id() == arrow::Type::MAP) return conform_map(values, type);
  if (is_list(*values->type()) && type.id() == arrow::Type::LIST) return conform_list(values, type);
  return cast(values, type.GetSharedPtr());
}

}  // namespace carrow
