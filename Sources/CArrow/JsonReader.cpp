#include <arrow/c/bridge.h>
#include <arrow/record_batch.h>
#include <arrow/util/parallel.h>
#include <arrow/util/thread_pool.h>

#include "JsonBlocks.hpp"
#include "Status.hpp"

using carrow::JsonBlocks;
using carrow::JsonColumns;
using carrow::JsonFound;

struct carrow_json {
  std::string path;
  carrow::JsonOptions options;
  std::unique_ptr<JsonBlocks> blocks;
  JsonColumns columns;
  std::vector<const JsonFound*> failures;
};

namespace {

carrow_json_value found_value(const JsonFound& found, const char* message = nullptr) {
  carrow_json_value value{};
  value.found = found.is_found;
  value.line = found.line;
  value.row = found.row;
  value.offset = found.offset;
  value.column = found.column;
  value.reason = found.reason;
  value.text = found.text.data();
  value.text_bytes = static_cast<int64_t>(found.text.size());
  value.message = message;
  return value;
}

std::shared_ptr<arrow::Schema> schema_of(const carrow_json& json) {
  arrow::FieldVector fields;
  for (size_t index = 0; index < json.columns.size(); ++index) {
    const auto& column = json.columns[index];
    fields.push_back(arrow::field(column.name(), column.array() ? column.array()->type() : arrow::null()));
  }
  return arrow::schema(fields);
}

bool open_blocks(carrow_json* json, carrow_error* error) {
  return carrow::guarded(error, [&] { return JsonBlocks::open(json->path, json->options).Value(&json->blocks); });
}

}  // namespace

carrow_json* carrow_json_open(const char* path, const carrow_json_options* options, carrow_error* error) {
  auto json = std::unique_ptr<carrow_json>(new carrow_json{path, carrow::JsonOptions(*options), nullptr, {}, {}});
  return open_blocks(json.get(), error) ? json.release() : nullptr;
}

void carrow_json_free(carrow_json* json) {
  const carrow::Presence presence;
  delete json;
}

bool carrow_json_rewind(carrow_json* json, carrow_error* error) {
  json->columns.clear();
  json->failures.clear();
  return open_blocks(json, error);
}

int32_t carrow_json_advance(carrow_json* json, carrow_error* error) {
  json->failures.clear();
  bool has_rows = false;
  const bool ok =
      carrow::guarded(error, [&] { return json->blocks->advance(&json->columns).Value(&has_rows); });
  return ok ? has_rows : -1;
}

int64_t carrow_json_block_rows(const carrow_json* json) { return json->blocks->block_rows(); }

int32_t carrow_json_column_count(const carrow_json* json) { return static_cast<int32_t>(json->columns.size()); }

const char* carrow_json_column_name(const carrow_json* json, int32_t column) {
  return json->columns[static_cast<size_t>(column)].name().c_str();
}

void carrow_json_set_kind(carrow_json* json, int32_t column, int32_t kind) {
  json->columns[static_cast<size_t>(column)].set_kind(static_cast<carrow_json_kind>(kind));
}

int32_t carrow_json_kind_of(const carrow_json* json, int32_t column) {
  return json->columns[static_cast<size_t>(column)].kind();
}

void carrow_json_digits(const carrow_json* json, int32_t column, int32_t* integer, int32_t* fraction) {
  *integer = json->columns[static_cast<size_t>(column)].integer_digits();
  *fraction = json->columns[static_cast<size_t>(column)].fraction_digits();
}

carrow_json_value carrow_json_first(const carrow_json* json, int32_t column, int32_t value_class) {
  return found_value(json->columns[static_cast<size_t>(column)].first(static_cast<carrow_json_class>(value_class)));
}

bool carrow_json_convert(carrow_json* json, carrow_error* error) {
  json->failures.clear();
  const int count = static_cast<int>(json->columns.size());
  const auto block = json->blocks->block();
  const bool ok = carrow::guarded(error, [&] {
    return arrow::internal::ParallelFor(
        count, [&](int index) { return json->columns[static_cast<size_t>(index)].convert(block); });
  });
  for (size_t index = 0; index < json->columns.size(); ++index) {
    for (const auto& failure : json->columns[index].failures()) json->failures.push_back(&failure);
  }
  return ok;
}

int64_t carrow_json_failure_count(const carrow_json* json) { return static_cast<int64_t>(json->failures.size()); }

carrow_json_value carrow_json_failure(const carrow_json* json, int64_t index) {
  return found_value(*json->failures[static_cast<size_t>(index)]);
}

int64_t carrow_json_skipped_count(const carrow_json* json) {
  return static_cast<int64_t>(json->blocks->skipped().size());
}

carrow_json_value carrow_json_skipped(const carrow_json* json, int64_t index) {
  const auto& skipped = json->blocks->skipped()[static_cast<size_t>(index)];
  return found_value(skipped.first, skipped.second.c_str());
}

int64_t carrow_json_row_line(const carrow_json* json, int64_t row_in_block) {
  return json->blocks->row_line(row_in_block);
}

bool carrow_json_is_list(const carrow_json* json) { return json->blocks->is_list(); }

int32_t carrow_json_list_count(const carrow_json* json) { return static_cast<int32_t>(json->blocks->lists().size()); }

const char* carrow_json_list(const carrow_json* json, int32_t index) {
  return json->blocks->lists()[static_cast<size_t>(index)].c_str();
}

bool carrow_json_holds_columns(const carrow_json* json) { return json->blocks->holds_columns(); }

bool carrow_json_schema(const carrow_json* json, struct ArrowSchema* out, carrow_error* error) {
  return carrow::guarded(error, [&] { return arrow::ExportSchema(*schema_of(*json), out); });
}

bool carrow_json_take(carrow_json* json, struct ArrowArray* out, carrow_error* error) {
  return carrow::guarded(error, [&] {
    arrow::ArrayVector arrays;
    for (size_t index = 0; index < json->columns.size(); ++index) arrays.push_back(json->columns[index].array());
    const auto batch = arrow::RecordBatch::Make(schema_of(*json), json->blocks->block_rows(), std::move(arrays));
    return arrow::ExportRecordBatch(*batch, out);
  });
}

int64_t carrow_json_bytes_read(const carrow_json* json) { return json->blocks->input().bytes_read(); }

int64_t carrow_json_bytes_total(const carrow_json* json) { return json->blocks->input().bytes_total(); }
