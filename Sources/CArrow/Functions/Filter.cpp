#include <arrow/array.h>
#include <arrow/array/util.h>
#include <arrow/c/bridge.h>
#include <arrow/compute/api.h>
#include <arrow/compute/expression.h>
#include <arrow/record_batch.h>

#include "../Status.hpp"
#include "Functions.hpp"
#include "Selection.hpp"

namespace {

namespace compute = arrow::compute;

arrow::Result<std::shared_ptr<arrow::DataType>> type_of_format(const char* format) {
  struct ArrowSchema schema{};
  schema.format = format;
  schema.name = "";
  schema.flags = ARROW_FLAG_NULLABLE;
  schema.release = [](struct ArrowSchema* self) { self->release = nullptr; };
  return arrow::ImportType(&schema);
}

arrow::Status push(const carrow_instruction& instruction, std::vector<compute::Expression>& stack) {
  switch (instruction.op) {
    case CARROW_OP_COLUMN:
      stack.push_back(compute::field_ref(arrow::FieldRef(std::string(instruction.text))));
      return arrow::Status::OK();
    case CARROW_OP_NULL:
      stack.push_back(compute::literal(std::make_shared<arrow::NullScalar>()));
      return arrow::Status::OK();
    case CARROW_OP_BOOL:
      stack.push_back(compute::literal(instruction.integer != 0));
      return arrow::Status::OK();
    case CARROW_OP_INT:
      stack.push_back(compute::literal(instruction.integer));
      return arrow::Status::OK();
    case CARROW_OP_DOUBLE:
      stack.push_back(compute::literal(instruction.number));
      return arrow::Status::OK();
    case CARROW_OP_STRING:
      stack.push_back(compute::literal(std::string(instruction.text, static_cast<size_t>(instruction.integer))));
      return arrow::Status::OK();
    case CARROW_OP_CAST: {
      if (stack.empty()) return arrow::Status::Invalid("nothing to cast");
      ARROW_ASSIGN_OR_RAISE(auto type, type_of_format(instruction.text));
      auto options = compute::CastOptions::Safe(type);
      // As in SQL, an integer becomes the nearest floating-point number.
      options.allow_float_truncate = arrow::is_floating(type->id());
      stack.back() = compute::call("cast", {stack.back()}, std::move(options));
      return arrow::Status::OK();
    }
    case CARROW_OP_CALL: {
      const auto count = static_cast<size_t>(instruction.integer);
      if (stack.size() < count) return arrow::Status::Invalid("too few arguments for ", instruction.text);
      std::vector<compute::Expression> arguments(stack.end() - static_cast<std::ptrdiff_t>(count), stack.end());
      stack.resize(stack.size() - count);
      const std::string function(instruction.text);
      ARROW_ASSIGN_OR_RAISE(auto options, carrow::function_options(function, instruction.pattern));
      stack.push_back(compute::call(function, std::move(arguments), std::move(options)));
      return arrow::Status::OK();
    }
    default:
      return arrow::Status::Invalid("unknown instruction ", instruction.op);
  }
}

// Overflow and the like: a failure of the filter, not of the data.
arrow::Status filter_failure(const arrow::Status& status) {
  if (status.ok() || status.IsOutOfMemory()) return status;
  return carrow::failure(CARROW_FILTER, "the filter cannot be computed: " + status.message());
}

arrow::Result<compute::Expression> build(const carrow_instruction* program, int32_t count) {
  std::vector<compute::Expression> stack;
  for (int32_t index = 0; index < count; ++index) ARROW_RETURN_NOT_OK(push(program[index], stack));
  if (stack.size() != 1) return arrow::Status::Invalid("a filter is one expression");
  return stack.back();
}

arrow::Result<std::shared_ptr<arrow::RecordBatch>> filtered(const arrow::RecordBatch& all,
                                                            const carrow_instruction* program, int32_t count,
                                                            const std::vector<int>& columns) {
  ARROW_ASSIGN_OR_RAISE(auto expression, build(program, count));
  ARROW_ASSIGN_OR_RAISE(auto bound, expression.Bind(*all.schema()));
  ARROW_ASSIGN_OR_RAISE(auto mask, compute::ExecuteScalarExpression(bound, compute::ExecBatch(all)));
  ARROW_ASSIGN_OR_RAISE(auto rows, all.SelectColumns(columns));
  const auto type = mask.type()->id();
  if (type == arrow::Type::NA) return rows->Slice(0, 0);
  if (type != arrow::Type::BOOL) {
    return arrow::Status::TypeError("it must be true or false, not ", mask.type()->ToString());
  }
  if (mask.is_scalar()) {
    const auto& truth = mask.scalar_as<arrow::BooleanScalar>();
    return rows->Slice(0, truth.is_valid && truth.value ? rows->num_rows() : 0);
  }
  ARROW_ASSIGN_OR_RAISE(const auto selection, carrow::Selection::of(*mask.array_as<arrow::BooleanArray>()));
  return selection.taken(rows);
}

arrow::Result<std::shared_ptr<arrow::Array>> evaluated(const arrow::RecordBatch& rows,
                                                       const carrow_instruction* program, int32_t count) {
  ARROW_ASSIGN_OR_RAISE(auto expression, build(program, count));
  ARROW_ASSIGN_OR_RAISE(auto bound, expression.Bind(*rows.schema()));
  ARROW_ASSIGN_OR_RAISE(auto value, compute::ExecuteScalarExpression(bound, compute::ExecBatch(rows)));
  if (value.is_scalar()) return arrow::MakeArrayFromScalar(*value.scalar(), rows.num_rows());
  return value.make_array();
}

}  // namespace

bool carrow_evaluate(struct ArrowArray* batch, struct ArrowSchema* schema, const carrow_instruction* program,
                     int32_t count, const char* format, struct ArrowArray* out, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(carrow::initialize_functions());
    ARROW_ASSIGN_OR_RAISE(auto rows, arrow::ImportRecordBatch(batch, schema));
    auto value = evaluated(*rows, program, count);
    if (!value.ok() && !value.status().IsOutOfMemory()) {
      return carrow::failure(CARROW_FILTER, "the expression cannot be computed: " + value.status().message());
    }
    ARROW_RETURN_NOT_OK(value.status());
    if (format == nullptr) return arrow::ExportArray(**value, out);
    ARROW_ASSIGN_OR_RAISE(auto type, type_of_format(format));
    auto options = compute::CastOptions::Safe(type);
    options.allow_float_truncate = arrow::is_floating(type->id());
    ARROW_ASSIGN_OR_RAISE(auto cast, compute::Cast(**value, type, options));
    return arrow::ExportArray(*cast, out);
  });
}

bool carrow_filter(struct ArrowArray* batch, struct ArrowSchema* schema, const carrow_instruction* program,
                   int32_t count, const int32_t* columns, int32_t column_count, struct ArrowArray* out,
                   carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(carrow::initialize_functions());
    ARROW_ASSIGN_OR_RAISE(auto rows, arrow::ImportRecordBatch(batch, schema));
    auto kept = filtered(*rows, program, count, std::vector<int>(columns, columns + column_count));
    ARROW_RETURN_NOT_OK(filter_failure(kept.status()));
    return arrow::ExportRecordBatch(**kept, out);
  });
}
