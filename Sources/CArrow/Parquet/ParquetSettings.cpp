#include "ParquetSettings.hpp"

#include <arrow/array.h>
#include <arrow/util/compression.h>

#include <cmath>

namespace carrow {

namespace {

parquet::Compression::type codec(int32_t compression) {
  switch (compression) {
    case CARROW_SNAPPY:
      return parquet::Compression::SNAPPY;
    case CARROW_ZSTD:
      return parquet::Compression::ZSTD;
    case CARROW_LZ4:
      return parquet::Compression::LZ4;
    case CARROW_GZIP:
      return parquet::Compression::GZIP;
    default:
      return parquet::Compression::UNCOMPRESSED;
  }
}

template <typename Number>
bool has_nan(const arrow::Array& column) {
  const auto* values = column.data()->GetValues<Number>(1);
  for (int64_t index = 0; index < column.length(); ++index) {
    if (std::isnan(values[index]) && column.IsValid(index)) return true;
  }
  return false;
}

}  // namespace

parquet::WriterProperties::Builder parquet_settings(const carrow_parquet_options& options) {
  parquet::WriterProperties::Builder builder;
  builder.compression(codec(options.compression))
      ->max_row_group_length(options.row_group_rows)
      ->enable_page_checksum()
      ->created_by(kCreatedBy);
  if (options.compression == CARROW_ZSTD) builder.compression_level(1);
  if (options.dictionary_bytes > 0) builder.dictionary_pagesize_limit(options.dictionary_bytes);
  else builder.disable_dictionary();
  for (int32_t index = 0; index < options.plain_count; ++index) builder.disable_dictionary(options.plain_columns[index]);
  for (int32_t index = 0; index < options.uncompressed_count; ++index) {
    const std::string path = options.uncompressed_columns[index];
    builder.compression(path, parquet::Compression::UNCOMPRESSED)
        ->compression_level(path, arrow::util::Codec::UseDefaultCompressionLevel())
        ->disable_statistics(path);
  }
  return builder;
}

std::shared_ptr<parquet::ArrowWriterProperties> arrow_settings(const carrow_parquet_options& options) {
  parquet::ArrowWriterProperties::Builder builder;
  builder.coerce_timestamps(arrow::TimeUnit::MICRO)->allow_truncated_timestamps();
  builder.set_use_threads(options.use_threads);
  return builder.build();
}

void note_nans(const arrow::RecordBatch& rows, std::set<std::string>& names) {
  for (int index = 0; index < rows.num_columns(); ++index) {
    const auto& column = *rows.column(index);
    const bool found = column.type_id() == arrow::Type::DOUBLE  ? has_nan<double>(column)
                       : column.type_id() == arrow::Type::FLOAT ? has_nan<float>(column)
                                                                : false;
    if (found) names.insert(rows.column_name(index));
  }
}

}  // namespace carrow
