#include <arrow/c/bridge.h>
#include <arrow/io/compressed.h>
#include <arrow/ipc/writer.h>
#include <arrow/util/compression.h>
#include <arrow/util/parallel.h>
#include <arrow/util/thread_pool.h>

#include <algorithm>

#include "../Metadata.hpp"
#include "../Status.hpp"
#include "DescriptorStream.hpp"
#include "RowText.hpp"

struct carrow_row_file {
  std::shared_ptr<arrow::Schema> schema;
  std::shared_ptr<carrow::DescriptorStream> descriptor;
  std::shared_ptr<arrow::io::OutputStream> output;
  // One of the two.
  std::unique_ptr<carrow::RowText> text;
  std::shared_ptr<arrow::ipc::RecordBatchWriter> batches;
  std::vector<std::string> pieces;
  bool is_empty = true;
};

namespace {

// So many rows are spelled by one thread at a time.
constexpr int64_t kPieceRows = 4096;

arrow::Compression::type compression_of(int32_t code) {
  switch (code) {
    case CARROW_ZSTD:
      return arrow::Compression::ZSTD;
    case CARROW_LZ4:
      return arrow::Compression::LZ4_FRAME;
    case CARROW_GZIP:
      return arrow::Compression::GZIP;
    case CARROW_BZ2:
      return arrow::Compression::BZ2;
    default:
      return arrow::Compression::UNCOMPRESSED;
  }
}

arrow::Status open_batches(carrow_row_file& file, const carrow_row_options& options) {
  auto settings = arrow::ipc::IpcWriteOptions::Defaults();
  if (options.compression != CARROW_UNCOMPRESSED) {
    ARROW_ASSIGN_OR_RAISE(settings.codec, arrow::util::Codec::Create(compression_of(options.compression)));
  }
  if (options.format == CARROW_ROWS_ARROW_STREAM) {
    ARROW_ASSIGN_OR_RAISE(file.batches, arrow::ipc::MakeStreamWriter(file.output, file.schema, settings));
  } else {
    ARROW_ASSIGN_OR_RAISE(file.batches, arrow::ipc::MakeFileWriter(file.output, file.schema, settings));
  }
  return arrow::Status::OK();
}

arrow::Status put(carrow_row_file& file, const std::string& text) {
  return file.output->Write(text.data(), static_cast<int64_t>(text.size()));
}

arrow::Status open_text(carrow_row_file& file, const carrow_row_options& options) {
  if (options.compression != CARROW_UNCOMPRESSED) {
    ARROW_ASSIGN_OR_RAISE(auto codec, arrow::util::Codec::Create(compression_of(options.compression)));
    ARROW_ASSIGN_OR_RAISE(file.output, arrow::io::CompressedOutputStream::Make(codec.get(), file.output));
  }
  file.text = options.format == CARROW_ROWS_CSV
                  ? carrow::csv_text(file.schema, options)
                  : carrow::json_text(file.schema, options.format == CARROW_ROWS_JSON_ARRAY);
  std::string start;
  file.text->begin(start);
  return put(file, start);
}

// All threads spell pieces of the batch, which then go out in their order.
arrow::Status append_text(carrow_row_file& file, const arrow::RecordBatch& rows) {
  const int threads = arrow::internal::GetCpuThreadPool()->GetCapacity();
  file.pieces.resize(static_cast<size_t>(threads));
  for (int64_t first = 0; first < rows.num_rows(); first += threads * kPieceRows) {
    const auto left = (rows.num_rows() - first + kPieceRows - 1) / kPieceRows;
    const int count = static_cast<int>(std::min<int64_t>(threads, left));
    ARROW_RETURN_NOT_OK(arrow::internal::OptionalParallelFor(count > 1, count, [&](int index) {
      auto& piece = file.pieces[static_cast<size_t>(index)];
      piece.clear();
      const int64_t start = first + index * kPieceRows;
      return file.text->append(*rows.Slice(start, kPieceRows), file.is_empty && start == 0, piece);
    }));
    for (int index = 0; index < count; ++index) ARROW_RETURN_NOT_OK(put(file, file.pieces[static_cast<size_t>(index)]));
  }
  file.is_empty = file.is_empty && rows.num_rows() == 0;
  return arrow::Status::OK();
}

}  // namespace

carrow_row_file* carrow_row_file_open(int32_t descriptor, struct ArrowSchema* schema,
                                      const carrow_row_options* options, const char* const* metadata,
                                      int32_t metadata_count, carrow_error* error) {
  auto file = std::make_unique<carrow_row_file>();
  bool ok = carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(file->schema, arrow::ImportSchema(schema));
    if (metadata_count > 0) {
      file->schema = file->schema->WithMetadata(carrow::metadata_of(metadata, metadata_count));
    }
    file->descriptor = std::make_shared<carrow::DescriptorStream>(descriptor);
    file->output = file->descriptor;
    const bool is_arrow = options->format == CARROW_ROWS_ARROW_STREAM || options->format == CARROW_ROWS_ARROW_FILE;
    return is_arrow ? open_batches(*file, *options) : open_text(*file, *options);
  });
  return ok ? file.release() : nullptr;
}

bool carrow_row_file_write(carrow_row_file* file, struct ArrowArray* batch, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto rows, arrow::ImportRecordBatch(batch, file->schema));
    return file->text ? append_text(*file, *rows) : file->batches->WriteRecordBatch(*rows);
  });
}

int64_t carrow_row_file_close(carrow_row_file* file, carrow_error* error) {
  bool ok = carrow::guarded(error, [&]() -> arrow::Status {
    if (file->batches) return file->batches->Close();
    std::string end;
    file->text->end(file->is_empty, end);
    ARROW_RETURN_NOT_OK(put(*file, end));
    return file->output->Close();
  });
  return ok ? file->descriptor->Tell().ValueOr(0) : -1;
}

int64_t carrow_row_file_bytes(const carrow_row_file* file) { return file->descriptor->Tell().ValueOr(0); }

void carrow_row_file_free(carrow_row_file* file) {
  const carrow::Presence presence;
  (void)file->descriptor->Close();
  delete file;
}
