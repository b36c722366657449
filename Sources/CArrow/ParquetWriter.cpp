#include <arrow/array.h>
#include <arrow/c/bridge.h>
#include <arrow/io/buffered.h>
#include <arrow/io/file.h>
#include <arrow/record_batch.h>
#include <arrow/util/byte_size.h>
#include <arrow/util/io_util.h>
#include <arrow/util/key_value_metadata.h>
#include <fcntl.h>
#include <parquet/arrow/writer.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <set>

#include "ParquetSummary.hpp"
#include "Status.hpp"

struct carrow_parquet_writer {
  std::shared_ptr<arrow::Schema> schema;
  std::shared_ptr<arrow::io::FileOutputStream> output;
  std::shared_ptr<arrow::io::BufferedOutputStream> buffer;
  std::unique_ptr<parquet::arrow::FileWriter> file;
  std::string path;
  int32_t sync = CARROW_SYNC_NEVER;
  int64_t group_bytes = 0;  // of values in the open row group
  std::set<std::string> nan_columns;
};

namespace {

// A row group ends when its values take this many bytes, however few rows they are: it is kept in memory.
constexpr int64_t kRowGroupBytes = int64_t{128} << 20;

// Parquet writes its headers and footers in many small pieces.
constexpr int64_t kBufferBytes = int64_t{64} << 10;

parquet::Compression::type codec(int32_t compression) {
  switch (compression) {
    case CARROW_SNAPPY:
      return parquet::Compression::SNAPPY;
    case CARROW_ZSTD:
      return parquet::Compression::ZSTD;
    case CARROW_LZ4:
      return parquet::Compression::LZ4;
    default:
      return parquet::Compression::UNCOMPRESSED;
  }
}

std::shared_ptr<parquet::WriterProperties> writer_properties(const carrow_parquet_options& options) {
  parquet::WriterProperties::Builder builder;
  builder.compression(codec(options.compression))
      ->max_row_group_length(options.row_group_rows)
      ->enable_page_checksum()
      ->created_by("lighttable");
  if (options.compression == CARROW_ZSTD) builder.compression_level(1);
  if (options.dictionary_bytes > 0) builder.dictionary_pagesize_limit(options.dictionary_bytes);
  else builder.disable_dictionary();
  for (int32_t index = 0; index < options.plain_count; ++index) builder.disable_dictionary(options.plain_columns[index]);
  return builder.build();
}

std::shared_ptr<parquet::ArrowWriterProperties> arrow_properties(const carrow_parquet_options& options) {
  parquet::ArrowWriterProperties::Builder builder;
  builder.coerce_timestamps(arrow::TimeUnit::MICRO)->allow_truncated_timestamps();
  builder.set_use_threads(options.use_threads);
  return builder.build();
}

template <typename Number>
bool has_nan(const arrow::Array& column) {
  const auto* values = column.data()->GetValues<Number>(1);
  for (int64_t index = 0; index < column.length(); ++index) {
    if (std::isnan(values[index]) && column.IsValid(index)) return true;
  }
  return false;
}

// Parquet's bounds leave NaN out, so they say nothing of a column that has one.
void note_nans(const arrow::RecordBatch& rows, std::set<std::string>& names) {
  for (int index = 0; index < rows.num_columns(); ++index) {
    const auto& column = *rows.column(index);
    const bool found = column.type_id() == arrow::Type::DOUBLE  ? has_nan<double>(column)
                       : column.type_id() == arrow::Type::FLOAT ? has_nan<float>(column)
                                                                : false;
    if (found) names.insert(rows.column_name(index));
  }
}

arrow::Status sync_output(const carrow_parquet_writer& writer) {
  if (::fsync(writer.output->file_descriptor()) != 0) {
    return arrow::internal::IOErrorFromErrno(errno, "cannot sync ", writer.path);
  }
  return writer.output->Close();
}

}  // namespace

carrow_parquet_writer* carrow_parquet_writer_open(const char* path, struct ArrowSchema* schema,
                                                  const carrow_parquet_options* options, const char* const* metadata,
                                                  int32_t metadata_count, carrow_error* error) {
  auto writer = std::make_unique<carrow_parquet_writer>();
  bool ok = carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(writer->schema, arrow::ImportSchema(schema));
    ARROW_ASSIGN_OR_RAISE(writer->output, arrow::io::FileOutputStream::Open(path));
    ARROW_ASSIGN_OR_RAISE(writer->buffer, arrow::io::BufferedOutputStream::Create(
                                              kBufferBytes, arrow::default_memory_pool(), writer->output));
    ARROW_ASSIGN_OR_RAISE(writer->file,
                          parquet::arrow::FileWriter::Open(*writer->schema, arrow::default_memory_pool(),
                                                           writer->buffer, writer_properties(*options),
                                                           arrow_properties(*options)));
    if (metadata_count > 0) {
      std::vector<std::string> keys, values;
      for (int32_t i = 0; i < metadata_count; ++i) {
        keys.emplace_back(metadata[2 * i]);
        values.emplace_back(metadata[2 * i + 1]);
      }
      ARROW_RETURN_NOT_OK(
          writer->file->AddKeyValueMetadata(arrow::key_value_metadata(std::move(keys), std::move(values))));
    }
    writer->path = path;
    writer->sync = options->sync;
    return arrow::Status::OK();
  });
  return ok ? writer.release() : nullptr;
}

bool carrow_parquet_writer_write(carrow_parquet_writer* writer, struct ArrowArray* batch, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto rows, arrow::ImportRecordBatch(batch, writer->schema));
    if (writer->group_bytes >= kRowGroupBytes) {
      ARROW_RETURN_NOT_OK(writer->file->NewBufferedRowGroup());
      writer->group_bytes = 0;
    }
    note_nans(*rows, writer->nan_columns);
    writer->group_bytes += arrow::util::ReferencedBufferSize(*rows).ValueOr(0);
    return writer->file->WriteRecordBatch(*rows);
  });
}

bool carrow_parquet_writer_end_group(carrow_parquet_writer* writer, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    if (writer->group_bytes == 0) return arrow::Status::OK();
    writer->group_bytes = 0;
    return writer->file->NewBufferedRowGroup();
  });
}

int64_t carrow_parquet_writer_bytes(const carrow_parquet_writer* writer) {
  auto position = writer->output->closed() ? arrow::Result<int64_t>(0) : writer->buffer->Tell();
  return position.ok() ? *position : 0;
}

carrow_parquet_summary* carrow_parquet_writer_close(carrow_parquet_writer* writer, carrow_error* error) {
  auto summary = std::make_unique<carrow_parquet_summary>();
  bool ok = carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(writer->file->Close());
    ARROW_RETURN_NOT_OK(writer->buffer->Flush());
    ARROW_ASSIGN_OR_RAISE(summary->bytes, writer->output->Tell());
    if (writer->sync == CARROW_SYNC_AT_CLOSE) ARROW_RETURN_NOT_OK(sync_output(*writer));
    if (writer->sync == CARROW_SYNC_NEVER) ARROW_RETURN_NOT_OK(writer->output->Close());
    carrow::summarize(*writer->file->metadata(), *summary);
    for (auto& column : summary->columns) {
      if (writer->nan_columns.count(column.path)) column.is_known = false;
    }
    return arrow::Status::OK();
  });
  return ok ? summary.release() : nullptr;
}

bool carrow_parquet_writer_sync(carrow_parquet_writer* writer, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    return writer->output->closed() ? arrow::Status::OK() : sync_output(*writer);
  });
}

void carrow_parquet_writer_free(carrow_parquet_writer* writer) {
  if (writer == nullptr) return;
  // What is still in the buffer of a file that was given up is not to be written.
  if (writer->buffer) (void)writer->buffer->Abort();
  if (writer->output && !writer->output->closed()) (void)writer->output->Close();
  delete writer;
}
