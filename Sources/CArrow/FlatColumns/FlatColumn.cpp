#include "FlatColumn.hpp"

#include <arrow/type_traits.h>

namespace carrow {

namespace {

std::shared_ptr<arrow::DataType> if_stored_as(parquet::Type::type stored, const parquet::ColumnDescriptor& leaf,
                                              std::shared_ptr<arrow::DataType> type) {
  return leaf.physical_type() == stored ? type : nullptr;
}

// Only microseconds are stored as Arrow has them, whatever unit a writer says that it had.
std::shared_ptr<arrow::DataType> timestamp_type(const parquet::ColumnDescriptor& leaf, const arrow::DataType& type) {
  const auto& logical = leaf.logical_type();
  const auto& timestamp = static_cast<const arrow::TimestampType&>(type);
  const bool is_micro = logical != nullptr && logical->is_timestamp() && timestamp.unit() == arrow::TimeUnit::MICRO &&
                        static_cast<const parquet::TimestampLogicalType&>(*logical).time_unit() ==
                            parquet::LogicalType::TimeUnit::MICROS;
  return is_micro ? if_stored_as(parquet::Type::INT64, leaf, type.GetSharedPtr()) : nullptr;
}

}  // namespace

std::shared_ptr<arrow::DataType> flat_type(const parquet::ColumnDescriptor& leaf, const arrow::DataType& type) {
  const bool is_root = leaf.path()->ToDotVector().size() == 1;
  if (!is_root || leaf.max_repetition_level() > 0 || leaf.max_definition_level() > 1) return nullptr;
  switch (type.id()) {
    case arrow::Type::BOOL:
      return if_stored_as(parquet::Type::BOOLEAN, leaf, arrow::boolean());
    case arrow::Type::INT32:
      return if_stored_as(parquet::Type::INT32, leaf, arrow::int32());
    case arrow::Type::DATE32:
      return if_stored_as(parquet::Type::INT32, leaf, arrow::date32());
    case arrow::Type::INT64:
      return if_stored_as(parquet::Type::INT64, leaf, arrow::int64());
    case arrow::Type::TIMESTAMP:
      return timestamp_type(leaf, type);
    case arrow::Type::FLOAT:
      return if_stored_as(parquet::Type::FLOAT, leaf, arrow::float32());
    case arrow::Type::DOUBLE:
      return if_stored_as(parquet::Type::DOUBLE, leaf, arrow::float64());
    case arrow::Type::STRING:
    case arrow::Type::LARGE_STRING:
    case arrow::Type::STRING_VIEW:
      return if_stored_as(parquet::Type::BYTE_ARRAY, leaf, arrow::utf8());
    case arrow::Type::BINARY:
    case arrow::Type::LARGE_BINARY:
    case arrow::Type::BINARY_VIEW:
      return if_stored_as(parquet::Type::BYTE_ARRAY, leaf, arrow::binary());
    case arrow::Type::DICTIONARY: {
      const auto texts = arrow::dictionary(arrow::int32(), arrow::utf8());
      return type.Equals(*texts) ? if_stored_as(parquet::Type::BYTE_ARRAY, leaf, texts) : nullptr;
    }
    default:
      return nullptr;
  }
}

std::unique_ptr<FlatColumn> flat_column(FlatPlace place, const std::shared_ptr<arrow::DataType>& type) {
  if (type->id() == arrow::Type::DICTIONARY) return dictionary_column(std::move(place), type);
  if (arrow::is_base_binary_like(type->id())) return bytes_column(std::move(place), type);
  return fixed_width_column(std::move(place), type);
}

}  // namespace carrow
