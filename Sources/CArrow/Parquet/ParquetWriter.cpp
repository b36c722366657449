#include <arrow/c/bridge.h>
#include <arrow/io/buffered.h>
#include <arrow/io/file.h>
#include <arrow/record_batch.h>
#include <arrow/util/byte_size.h>
#include <arrow/util/io_util.h>
#include <parquet/arrow/writer.h>
#include <unistd.h>

#include <cerrno>
#include <set>

#include "../Metadata.hpp"
#include "ParquetSettings.hpp"
#include "ParquetSummary.hpp"
#include "../Status.hpp"

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
                                              carrow::kParquetBufferBytes, arrow::default_memory_pool(), writer->output));
    ARROW_ASSIGN_OR_RAISE(writer->file,
                          parquet::arrow::FileWriter::Open(*writer->schema, arrow::default_memory_pool(),
                                                           writer->buffer, carrow::parquet_settings(*options).build(),
                                                           carrow::arrow_settings(*options)));
    if (metadata_count > 0) {
      ARROW_RETURN_NOT_OK(writer->file->AddKeyValueMetadata(carrow::metadata_of(metadata, metadata_count)));
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
    carrow::note_nans(*rows, writer->nan_columns);
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
  const carrow::Presence presence;
  // What is still in the buffer of a file that was given up is not to be written.
  if (writer->buffer) (void)writer->buffer->Abort();
  if (writer->output && !writer->output->closed()) (void)writer->output->Close();
  delete writer;
}
