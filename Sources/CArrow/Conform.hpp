#pragma once

#include <arrow/array.h>
#include <arrow/result.h>
#include <arrow/type.h>

#include <memory>

namespace carrow {

// The Parquet field id that a field carries, -1 for none.
int field_id(const arrow::Field& field);

// Which of some fields is the wanted one: by id where it carries one, else by name; -1 for none.
int matching_field(const arrow::FieldVector& fields, const arrow::Field& wanted);

// The same values as another type. Fields of structs are matched like columns, at any depth: whatever their order, and
// null where there is none.
arrow::Result<std::shared_ptr<arrow::Array>> conform(const std::shared_ptr<arrow::Array>& values,
                                                     const arrow::DataType& type);

}  // namespace carrow
