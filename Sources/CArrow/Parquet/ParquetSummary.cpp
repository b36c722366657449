#include "ParquetSummary.hpp"

#include <arrow/io/file.h>
#include <parquet/file_reader.h>
#include <parquet/statistics.h>

#include <algorithm>

#include "../Status.hpp"

namespace {

using Column = carrow_parquet_summary::Column;

template <typename Statistics, typename Value>
void fold(const parquet::Statistics& statistics, carrow_stat_kind kind, Value carrow_column_stats::*low,
          Value carrow_column_stats::*high, Column& column) {
  const auto& typed = static_cast<const Statistics&>(statistics);
  auto min = static_cast<Value>(typed.min());
  auto max = static_cast<Value>(typed.max());
  if (column.stats.kind == CARROW_STAT_NONE) {
    column.stats.kind = kind;
    column.stats.*low = min;
    column.stats.*high = max;
  } else {
    column.stats.*low = std::min(column.stats.*low, min);
    column.stats.*high = std::max(column.stats.*high, max);
  }
}

void fold_bytes(const parquet::Statistics& statistics, Column& column) {
  const auto& typed = static_cast<const parquet::ByteArrayStatistics&>(statistics);
  std::string min(reinterpret_cast<const char*>(typed.min().ptr), typed.min().len);
  std::string max(reinterpret_cast<const char*>(typed.max().ptr), typed.max().len);
  if (column.stats.kind == CARROW_STAT_NONE) {
    column.stats.kind = CARROW_STAT_BYTES;
    column.min = std::move(min);
    column.max = std::move(max);
  } else {
    column.min = std::min(column.min, min);
    column.max = std::max(column.max, max);
  }
}

void fold_bounds(const parquet::Statistics& statistics, Column& column) {
  switch (statistics.physical_type()) {
    case parquet::Type::BOOLEAN:
      return fold<parquet::BoolStatistics>(statistics, CARROW_STAT_INT, &carrow_column_stats::min_int,
                                           &carrow_column_stats::max_int, column);
    case parquet::Type::INT32:
      return fold<parquet::Int32Statistics>(statistics, CARROW_STAT_INT, &carrow_column_stats::min_int,
                                            &carrow_column_stats::max_int, column);
    case parquet::Type::INT64:
      return fold<parquet::Int64Statistics>(statistics, CARROW_STAT_INT, &carrow_column_stats::min_int,
                                            &carrow_column_stats::max_int, column);
    case parquet::Type::FLOAT:
      return fold<parquet::FloatStatistics>(statistics, CARROW_STAT_DOUBLE, &carrow_column_stats::min_double,
                                            &carrow_column_stats::max_double, column);
    case parquet::Type::DOUBLE:
      return fold<parquet::DoubleStatistics>(statistics, CARROW_STAT_DOUBLE, &carrow_column_stats::min_double,
                                             &carrow_column_stats::max_double, column);
    case parquet::Type::BYTE_ARRAY:
      return fold_bytes(statistics, column);
    default:
      column.is_known = false;
  }
}

void fold_chunk(const parquet::ColumnChunkMetaData& chunk, Column& column) {
  auto statistics = chunk.statistics();
  if (!statistics || !statistics->HasNullCount()) column.stats.null_count = -1;
  if (column.stats.null_count >= 0) column.stats.null_count += statistics->null_count();
  const bool is_all_null =
      statistics && statistics->HasNullCount() && statistics->null_count() == chunk.num_values();
  if (is_all_null) return;
  if (statistics && statistics->HasMinMax()) {
    fold_bounds(*statistics, column);
  } else {
    column.is_known = false;
  }
}

// What the values of a column count, as far as they are compared as they are stored.
carrow_stat_unit unit(const parquet::ColumnDescriptor& column) {
  const auto& type = column.logical_type();
  if (!type || type->is_none()) return CARROW_UNIT_ONE;
  if (type->is_string()) return CARROW_UNIT_ONE;
  if (type->is_int()) {
    return static_cast<const parquet::IntLogicalType&>(*type).is_signed() ? CARROW_UNIT_ONE : CARROW_UNIT_OTHER;
  }
  if (type->is_date()) return CARROW_UNIT_DAYS;
  const bool is_micro = type->is_timestamp() && static_cast<const parquet::TimestampLogicalType&>(*type).time_unit() ==
                                                    parquet::LogicalType::TimeUnit::MICROS;
  return is_micro ? CARROW_UNIT_MICROSECONDS : CARROW_UNIT_OTHER;
}

void begin(const parquet::FileMetaData& metadata, carrow_parquet_summary& summary) {
  summary.columns.resize(metadata.num_columns());
  for (int index = 0; index < metadata.num_columns(); ++index) {
    const auto* column = metadata.schema()->Column(index);
    summary.columns[index].path = column->path()->ToDotString();
    summary.columns[index].stats.unit = unit(*column);
  }
}

void add_group(const parquet::FileMetaData& metadata, int group, carrow_parquet_summary& summary) {
  const auto row_group = metadata.RowGroup(group);
  summary.rows += row_group->num_rows();
  for (int index = 0; index < metadata.num_columns(); ++index) {
    fold_chunk(*row_group->ColumnChunk(index), summary.columns[index]);
  }
}

}  // namespace

void carrow::summarize(const parquet::FileMetaData& metadata, carrow_parquet_summary& summary) {
  begin(metadata, summary);
  for (int group = 0; group < metadata.num_row_groups(); ++group) add_group(metadata, group, summary);
}

void carrow::summarize_group(const parquet::FileMetaData& metadata, int group, carrow_parquet_summary& summary) {
  begin(metadata, summary);
  add_group(metadata, group, summary);
}

carrow_parquet_summary* carrow_parquet_summary_read(const char* path, carrow_error* error) {
  auto summary = std::make_unique<carrow_parquet_summary>();
  bool ok = carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto file, arrow::io::ReadableFile::Open(path));
    ARROW_ASSIGN_OR_RAISE(summary->bytes, file->GetSize());
    auto reader = parquet::ParquetFileReader::Open(file);
    carrow::summarize(*reader->metadata(), *summary);
    return arrow::Status::OK();
  });
  return ok ? summary.release() : nullptr;
}

int64_t carrow_parquet_summary_rows(const carrow_parquet_summary* summary) { return summary->rows; }

int64_t carrow_parquet_summary_bytes(const carrow_parquet_summary* summary) { return summary->bytes; }

int32_t carrow_parquet_summary_column_count(const carrow_parquet_summary* summary) {
  return static_cast<int32_t>(summary->columns.size());
}

carrow_column_stats carrow_parquet_summary_column(const carrow_parquet_summary* summary, int32_t index) {
  const auto& column = summary->columns[index];
  carrow_column_stats stats = column.stats;
  stats.path = column.path.c_str();
  if (!column.is_known) stats.kind = CARROW_STAT_NONE;
  stats.min_bytes = reinterpret_cast<const uint8_t*>(column.min.data());
  stats.min_bytes_count = static_cast<int64_t>(column.min.size());
  stats.max_bytes = reinterpret_cast<const uint8_t*>(column.max.data());
  stats.max_bytes_count = static_cast<int64_t>(column.max.size());
  return stats;
}

void carrow_parquet_summary_free(carrow_parquet_summary* summary) {
  const carrow::Presence presence;
  delete summary;
}
