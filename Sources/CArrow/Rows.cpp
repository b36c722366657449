#include <arrow/array.h>
#include <arrow/array/util.h>
#include <arrow/builder.h>
#include <arrow/c/bridge.h>
#include <arrow/compute/api.h>
#include <arrow/compute/initialize.h>
#include <arrow/record_batch.h>

#include <algorithm>
#include <cstring>

#include "Status.hpp"

namespace {

namespace compute = arrow::compute;

// Positions below 0 are null.
arrow::Result<std::shared_ptr<arrow::Array>> positions_array(const int64_t* positions, int64_t count) {
  auto buffer = arrow::Buffer::Wrap(positions, static_cast<size_t>(count));
  const auto is_none = [](int64_t position) { return position < 0; };
  if (std::none_of(positions, positions + count, is_none)) {
    return std::make_shared<arrow::Int64Array>(count, std::move(buffer));
  }
  ARROW_ASSIGN_OR_RAISE(auto valid, arrow::AllocateBitmap(count));
  for (int64_t row = 0; row < count; ++row) {
    arrow::bit_util::SetBitTo(valid->mutable_data(), row, !is_none(positions[row]));
  }
  return std::make_shared<arrow::Int64Array>(count, std::move(buffer), std::move(valid));
}

// The keys of an order. Arrow puts NaN beside nulls, so that floating-point columns with nulls first get a column before
// them that tells nulls from values.
arrow::Result<std::shared_ptr<arrow::RecordBatch>> with_sort_keys(std::shared_ptr<arrow::RecordBatch> rows,
                                                                  const carrow_sort_key* keys, int32_t count,
                                                                  std::vector<compute::SortKey>* order) {
  for (int32_t index = 0; index < count; ++index) {
    const auto& key = keys[index];
    const auto direction = key.is_descending ? compute::SortOrder::Descending : compute::SortOrder::Ascending;
    const auto& column = rows->column(key.column);
    const bool is_floating = arrow::is_floating(column->type_id());
    if (key.are_nulls_first && is_floating && column->null_count() > 0) {
      ARROW_ASSIGN_OR_RAISE(auto nulls, compute::IsNull(column));
      order->emplace_back(arrow::FieldRef(rows->num_columns()), compute::SortOrder::Descending);
      ARROW_ASSIGN_OR_RAISE(rows, rows->AddColumn(rows->num_columns(), "", nulls.make_array()));
    }
    const bool is_first = key.are_nulls_first && !is_floating;
    order->emplace_back(arrow::FieldRef(key.column), direction,
                        is_first ? compute::NullPlacement::AtStart : compute::NullPlacement::AtEnd);
  }
  return rows;
}

// Copies the stretches between the positions whole.
arrow::Result<std::shared_ptr<arrow::Array>> replaced(const arrow::Array& column, const arrow::Array& values,
                                                      const int64_t* positions, int64_t count) {
  std::unique_ptr<arrow::ArrayBuilder> builder;
  ARROW_RETURN_NOT_OK(arrow::MakeBuilder(arrow::default_memory_pool(), column.type(), &builder));
  ARROW_RETURN_NOT_OK(builder->Reserve(column.length()));
  const arrow::ArraySpan former(*column.data()), latter(*values.data());
  int64_t next = 0;
  for (int64_t index = 0; index < count; ++index) {
    if (positions[index] > next) ARROW_RETURN_NOT_OK(builder->AppendArraySlice(former, next, positions[index] - next));
    ARROW_RETURN_NOT_OK(builder->AppendArraySlice(latter, index, 1));
    next = positions[index] + 1;
  }
  ARROW_RETURN_NOT_OK(builder->AppendArraySlice(former, next, column.length() - next));
  return builder->Finish();
}

// Which values differ, null being a value like any other.
arrow::Result<std::shared_ptr<arrow::Array>> difference(const std::shared_ptr<arrow::Array>& left,
                                                        const std::shared_ptr<arrow::Array>& right) {
  ARROW_ASSIGN_OR_RAISE(auto differs, compute::CallFunction("not_equal", {left, right}));
  ARROW_ASSIGN_OR_RAISE(auto left_null, compute::IsNull(left));
  ARROW_ASSIGN_OR_RAISE(auto right_null, compute::IsNull(right));
  ARROW_ASSIGN_OR_RAISE(auto one_null, compute::CallFunction("xor", {left_null, right_null}));
  ARROW_ASSIGN_OR_RAISE(auto result, compute::CallFunction("coalesce", {differs, one_null}));
  return result.make_array();
}

uint64_t mix(uint64_t value) {
  // The finalizer of MurmurHash3 (https://github.com/aappleby/smhasher).
  value = (value ^ (value >> 33)) * 0xff51afd7ed558ccdULL;
  value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53ULL;
  return value ^ (value >> 33);
}

uint64_t hash_bytes(uint64_t seed, const uint8_t* bytes, int64_t count) {
  uint64_t hash = mix(seed ^ static_cast<uint64_t>(count));
  for (; count > 0; bytes += 8, count -= 8) {
    uint64_t word = 0;
    for (int64_t index = 0; index < std::min<int64_t>(count, 8); ++index) {
      word |= static_cast<uint64_t>(bytes[index]) << (8 * index);
    }
    hash = mix(hash ^ word) + 0x9e3779b97f4a7c15ULL;
  }
  return hash;
}

constexpr uint64_t kNullHash = 0x7f4a7c159e3779b9ULL;

template <typename Value>
void hash_fixed(const arrow::Array& column, uint64_t* hashes) {
  const auto* values = column.data()->GetValues<Value>(1);
  for (int64_t row = 0; row < column.length(); ++row) {
    const auto word = column.IsNull(row) ? kNullHash : static_cast<uint64_t>(static_cast<int64_t>(values[row]));
    hashes[row] = mix(hashes[row] ^ word) + 1;
  }
}

template <typename Value>
void hash_numbers(const arrow::Array& column, uint64_t* hashes) {
  const auto* values = column.data()->GetValues<Value>(1);
  for (int64_t row = 0; row < column.length(); ++row) {
    // Both zeros are one number.
    const double number = values[row] == 0 ? 0.0 : static_cast<double>(values[row]);
    uint64_t word = 0;
    std::memcpy(&word, &number, sizeof word);
    hashes[row] = mix(hashes[row] ^ (column.IsNull(row) ? kNullHash : word)) + 1;
  }
}

void hash_texts(const arrow::BinaryArray& column, uint64_t* hashes) {
  for (int64_t row = 0; row < column.length(); ++row) {
    if (column.IsNull(row)) {
      hashes[row] = mix(hashes[row] ^ kNullHash) + 1;
    } else {
      const auto bytes = column.GetView(row);
      hashes[row] = hash_bytes(hashes[row], reinterpret_cast<const uint8_t*>(bytes.data()),
                               static_cast<int64_t>(bytes.size()));
    }
  }
}

// Any other type by the text of its values.
arrow::Status hash_others(const arrow::Array& column, uint64_t* hashes) {
  for (int64_t row = 0; row < column.length(); ++row) {
    ARROW_ASSIGN_OR_RAISE(auto value, column.GetScalar(row));
    const auto text = value->is_valid ? value->ToString() : std::string();
    const auto seed = value->is_valid ? hashes[row] : mix(hashes[row] ^ kNullHash);
    hashes[row] = hash_bytes(seed, reinterpret_cast<const uint8_t*>(text.data()), static_cast<int64_t>(text.size()));
  }
  return arrow::Status::OK();
}

arrow::Status hash_column(const arrow::Array& column, uint64_t* hashes) {
  switch (column.type_id()) {
    case arrow::Type::INT8:
      hash_fixed<int8_t>(column, hashes);
      return arrow::Status::OK();
    case arrow::Type::INT16:
      hash_fixed<int16_t>(column, hashes);
      return arrow::Status::OK();
    case arrow::Type::INT32:
    case arrow::Type::DATE32:
      hash_fixed<int32_t>(column, hashes);
      return arrow::Status::OK();
    case arrow::Type::INT64:
    case arrow::Type::TIMESTAMP:
      hash_fixed<int64_t>(column, hashes);
      return arrow::Status::OK();
    case arrow::Type::FLOAT:
      hash_numbers<float>(column, hashes);
      return arrow::Status::OK();
    case arrow::Type::DOUBLE:
      hash_numbers<double>(column, hashes);
      return arrow::Status::OK();
    case arrow::Type::STRING:
    case arrow::Type::BINARY:
      hash_texts(static_cast<const arrow::BinaryArray&>(column), hashes);
      return arrow::Status::OK();
    default:
      return hash_others(column, hashes);
  }
}

}  // namespace

bool carrow_take(struct ArrowArray* batch, struct ArrowSchema* schema, const int64_t* positions, int64_t count,
                 struct ArrowArray* out, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(compute::Initialize());
    ARROW_ASSIGN_OR_RAISE(auto rows, arrow::ImportRecordBatch(batch, schema));
    ARROW_ASSIGN_OR_RAISE(auto indices, positions_array(positions, count));
    ARROW_ASSIGN_OR_RAISE(auto taken, compute::Take(arrow::Datum(rows), indices));
    return arrow::ExportRecordBatch(*taken.record_batch(), out);
  });
}

bool carrow_sort(struct ArrowArray* batch, struct ArrowSchema* schema, const carrow_sort_key* keys, int32_t count,
                 int64_t* positions, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(compute::Initialize());
    ARROW_ASSIGN_OR_RAISE(auto rows, arrow::ImportRecordBatch(batch, schema));
    std::vector<compute::SortKey> order;
    ARROW_ASSIGN_OR_RAISE(rows, with_sort_keys(std::move(rows), keys, count, &order));
    ARROW_ASSIGN_OR_RAISE(auto sorted, compute::SortIndices(rows, compute::SortOptions(std::move(order))));
    const auto& places = static_cast<const arrow::UInt64Array&>(*sorted);
    std::copy_n(places.raw_values(), places.length(), positions);
    return arrow::Status::OK();
  });
}

bool carrow_replace(struct ArrowArray* column, struct ArrowArray* values, struct ArrowSchema* field,
                    const int64_t* positions, int64_t count, struct ArrowArray* out, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto imported, arrow::ImportField(field));
    ARROW_ASSIGN_OR_RAISE(auto former, arrow::ImportArray(column, imported->type()));
    ARROW_ASSIGN_OR_RAISE(auto latter, arrow::ImportArray(values, imported->type()));
    ARROW_ASSIGN_OR_RAISE(auto result, replaced(*former, *latter, positions, count));
    return arrow::ExportArray(*result, out);
  });
}

bool carrow_compare(struct ArrowArray* left, struct ArrowArray* right, struct ArrowSchema* field, uint8_t* changed,
                    carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(compute::Initialize());
    ARROW_ASSIGN_OR_RAISE(auto imported, arrow::ImportField(field));
    ARROW_ASSIGN_OR_RAISE(auto former, arrow::ImportArray(left, imported->type()));
    ARROW_ASSIGN_OR_RAISE(auto latter, arrow::ImportArray(right, imported->type()));
    if (arrow::is_nested(former->type_id())) {
      for (int64_t row = 0; row < former->length(); ++row) {
        if (!former->RangeEquals(*latter, row, row + 1, row)) changed[row] = 1;
      }
      return arrow::Status::OK();
    }
    ARROW_ASSIGN_OR_RAISE(auto differs, difference(former, latter));
    const auto& truths = static_cast<const arrow::BooleanArray&>(*differs);
    for (int64_t row = 0; row < truths.length(); ++row) {
      if (truths.IsValid(row) && truths.Value(row)) changed[row] = 1;
    }
    return arrow::Status::OK();
  });
}

bool carrow_hash_rows(struct ArrowArray* batch, struct ArrowSchema* schema, uint64_t* hashes, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto rows, arrow::ImportRecordBatch(batch, schema));
    std::fill(hashes, hashes + rows->num_rows(), 0);
    for (const auto& column : rows->columns()) ARROW_RETURN_NOT_OK(hash_column(*column, hashes));
    return arrow::Status::OK();
  });
}
