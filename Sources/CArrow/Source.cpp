#include <arrow/array/util.h>
#include <arrow/c/bridge.h>
#include <arrow/compute/initialize.h>
#include <arrow/io/file.h>
#include <arrow/ipc/reader.h>
#include <arrow/ipc/writer.h>
#include <arrow/record_batch.h>
#include <arrow/util/key_value_metadata.h>
#include <arrow/util/utf8.h>
#include <parquet/arrow/reader.h>
#include <parquet/arrow/schema.h>

#include <algorithm>
#include <numeric>

#include "Plain.hpp"
#include "RowFiles/DescriptorStream.hpp"
#include "Status.hpp"

struct carrow_source {
  std::unique_ptr<parquet::arrow::FileReader> parquet;
  std::shared_ptr<arrow::RecordBatchReader> batches;
  std::shared_ptr<arrow::Schema> schema;
  std::vector<carrow::PlainForm> forms;
  std::vector<carrow::Losses> losses;
  std::vector<int> columns;  // those to read
  std::shared_ptr<arrow::RecordBatch> current;
  int64_t position = 0;
  int64_t batch_rows = 0;
  int64_t rows_expected = -1;
  int64_t rows_read = 0;
};

namespace {

using carrow::plain;
using carrow::plain_form;

// Reads the batches of an IPC file one after the other.
class FileBatches : public arrow::RecordBatchReader {
 public:
  explicit FileBatches(std::shared_ptr<arrow::ipc::RecordBatchFileReader> file) : file_(std::move(file)) {}

  std::shared_ptr<arrow::Schema> schema() const override { return file_->schema(); }

  arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch>* out) override {
    out->reset();
    if (next_ == file_->num_record_batches()) return arrow::Status::OK();
    return file_->ReadRecordBatch(next_++).Value(out);
  }

 private:
  std::shared_ptr<arrow::ipc::RecordBatchFileReader> file_;
  int next_ = 0;
};

arrow::Status prepare(carrow_source& source, std::shared_ptr<arrow::Schema> schema, int64_t batch_rows) {
  source.schema = std::move(schema);
  source.batch_rows = batch_rows;
  for (const auto& field : source.schema->fields()) source.forms.push_back(plain_form(field->type()));
  source.losses.resize(source.forms.size());
  source.columns.resize(source.forms.size());
  std::iota(source.columns.begin(), source.columns.end(), 0);
  return arrow::Status::OK();
}

arrow::Status open_parquet(carrow_source& source, const char* path, int64_t batch_rows) {
  parquet::ArrowReaderProperties properties;
  properties.set_batch_size(batch_rows);
  properties.set_use_threads(true);
  properties.set_pre_buffer(false);
  properties.set_arrow_extensions_enabled(true);
  // Nanoseconds would overflow in the year 2262.
  properties.set_coerce_int96_timestamp_unit(arrow::TimeUnit::MICRO);
  parquet::ReaderProperties reader_properties = parquet::default_reader_properties();
  reader_properties.enable_buffered_stream();
  reader_properties.set_buffer_size(int64_t{1} << 20);
  reader_properties.set_page_checksum_verification(true);
  parquet::arrow::FileReaderBuilder builder;
  ARROW_ASSIGN_OR_RAISE(auto input, arrow::io::ReadableFile::Open(path));
  ARROW_RETURN_NOT_OK(builder.Open(input, reader_properties));
  builder.properties(properties);
  ARROW_ASSIGN_OR_RAISE(source.parquet, builder.Build());
  source.rows_expected = source.parquet->parquet_reader()->metadata()->num_rows();
  std::shared_ptr<arrow::Schema> schema;
  ARROW_RETURN_NOT_OK(source.parquet->GetSchema(&schema));
  // Arrow's own metadata of a file that has its schema stored leaves out the file's other keys.
  if (const auto& metadata = source.parquet->parquet_reader()->metadata()->key_value_metadata()) {
    schema = schema->WithMetadata(metadata);
  }
  return prepare(source, std::move(schema), batch_rows);
}

arrow::Status open_ipc(carrow_source& source, const char* path, int64_t batch_rows) {
  ARROW_ASSIGN_OR_RAISE(auto input, arrow::io::ReadableFile::Open(path));
  ARROW_ASSIGN_OR_RAISE(auto start, input->Read(6));
  ARROW_RETURN_NOT_OK(input->Seek(0));
  const std::string_view magic(*start);
  if (magic == "ARROW1") {
    ARROW_ASSIGN_OR_RAISE(auto file, arrow::ipc::RecordBatchFileReader::Open(input));
    source.batches = std::make_shared<FileBatches>(std::move(file));
  } else {
    ARROW_ASSIGN_OR_RAISE(source.batches, arrow::ipc::RecordBatchStreamReader::Open(input));
  }
  return prepare(source, source.batches->schema(), batch_rows);
}

arrow::Status open_stream(carrow_source& source, int descriptor, int64_t batch_rows, bool* is_empty) {
  auto input = std::make_shared<carrow::DescriptorInput>(descriptor);
  auto batches = arrow::ipc::RecordBatchStreamReader::Open(input);
  *is_empty = !batches.ok() && input->Tell().ValueOr(0) == 0;
  ARROW_ASSIGN_OR_RAISE(source.batches, std::move(batches));
  return prepare(source, source.batches->schema(), batch_rows);
}

template <typename Open>
carrow_source* opened(carrow_error* error, Open open) {
  auto source = std::make_unique<carrow_source>();
  const bool ok = carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(arrow::compute::Initialize());
    arrow::util::InitializeUTF8();
    return open(*source);
  });
  return ok ? source.release() : nullptr;
}

void add_leaves(const parquet::arrow::SchemaField& field, std::vector<int>& leaves) {
  if (field.is_leaf()) leaves.push_back(field.column_index);
  for (const auto& child : field.children) add_leaves(child, leaves);
}

// The selected columns of the next batch, empty at the end.
arrow::Status advance_parquet(carrow_source& source) {
  if (!source.batches) {
    std::vector<int> leaves, groups(source.parquet->num_row_groups());
    for (const int column : source.columns) add_leaves(source.parquet->manifest().schema_fields[column], leaves);
    std::iota(groups.begin(), groups.end(), 0);
    ARROW_ASSIGN_OR_RAISE(source.batches, source.parquet->GetRecordBatchReader(groups, leaves));
  }
  ARROW_RETURN_NOT_OK(source.batches->ReadNext(&source.current));
  if (source.current) {
    source.rows_read += source.current->num_rows();
    return arrow::Status::OK();
  }
  // Pages whose headers are damaged may be skipped without a word.
  if (source.rows_read == source.rows_expected) return arrow::Status::OK();
  return arrow::Status::Invalid("the file is damaged: it has ", source.rows_read, " of its ", source.rows_expected,
                                " rows");
}

// All that could make reading go astray; whether text is UTF-8 is seen later, and then row by row.
arrow::Status validate(const arrow::Array& column) {
  std::shared_ptr<arrow::DataType> bytes;
  if (column.type_id() == arrow::Type::STRING) bytes = arrow::binary();
  if (column.type_id() == arrow::Type::LARGE_STRING) bytes = arrow::large_binary();
  if (column.type_id() == arrow::Type::STRING_VIEW) bytes = arrow::binary_view();
  if (!bytes) return column.ValidateFull();
  auto data = column.data()->Copy();
  data->type = std::move(bytes);
  return arrow::MakeArray(std::move(data))->ValidateFull();
}

arrow::Status advance(carrow_source& source) {
  source.position = 0;
  if (source.parquet) return advance_parquet(source);
  ARROW_RETURN_NOT_OK(source.batches->ReadNext(&source.current));
  if (!source.current) return arrow::Status::OK();
  ARROW_ASSIGN_OR_RAISE(source.current, source.current->SelectColumns(source.columns));
  for (int index = 0; index < source.current->num_columns(); ++index) {
    const auto& column = *source.current->column(index);
    ARROW_RETURN_NOT_OK(validate(column));
  }
  return arrow::Status::OK();
}

arrow::Result<std::shared_ptr<arrow::RecordBatch>> next_rows(carrow_source& source) {
  while (!source.current || source.position >= source.current->num_rows()) {
    ARROW_RETURN_NOT_OK(advance(source));
    if (!source.current) return nullptr;
  }
  const int64_t count = std::min(source.batch_rows, source.current->num_rows() - source.position);
  arrow::FieldVector fields;
  arrow::ArrayVector columns;
  for (size_t place = 0; place < source.columns.size(); ++place) {
    const int index = source.columns[place];
    const auto& field = source.schema->field(index);
    const auto& values = source.current->column(static_cast<int>(place));
    auto column = plain(values->Slice(source.position, count), source.forms[index], source.losses[index]);
    if (!column.ok()) {
      return column.status().WithMessage("column '", field->name(), "': ", column.status().message());
    }
    fields.push_back(arrow::field(field->name(), (*column)->type()));
    columns.push_back(std::move(*column));
  }
  source.position += count;
  return arrow::RecordBatch::Make(arrow::schema(std::move(fields)), count, std::move(columns));
}

}  // namespace

carrow_source* carrow_source_open_parquet(const char* path, int64_t batch_rows, carrow_error* error) {
  return opened(error, [&](carrow_source& source) { return open_parquet(source, path, batch_rows); });
}

carrow_source* carrow_source_open_ipc(const char* path, int64_t batch_rows, carrow_error* error) {
  return opened(error, [&](carrow_source& source) { return open_ipc(source, path, batch_rows); });
}

carrow_source* carrow_source_open_stream(int32_t descriptor, int64_t batch_rows, bool* is_empty, carrow_error* error) {
  *is_empty = false;
  return opened(error,
                [&](carrow_source& source) { return open_stream(source, descriptor, batch_rows, is_empty); });
}

void carrow_source_free(carrow_source* source) {
  const carrow::Presence presence;
  delete source;
}

bool carrow_source_schema(const carrow_source* source, struct ArrowSchema* out, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    arrow::FieldVector fields;
    for (int index = 0; index < source->schema->num_fields(); ++index) {
      const auto& field = source->schema->field(index);
      fields.push_back(arrow::field(field->name(), source->forms[index].type, field->nullable()));
    }
    return arrow::ExportSchema(*arrow::schema(std::move(fields)), out);
  });
}

carrow_source_column carrow_source_column_at(const carrow_source* source, int32_t index) {
  const auto& form = source->forms[index];
  const auto& losses = source->losses[index];
  return {form.meaning,
          source->schema->field(index)->nullable(),
          losses.below_microseconds,
          losses.not_finite,
          static_cast<int32_t>(form.lengths.size()),
          form.lengths.data()};
}

const char* carrow_source_metadata(const carrow_source* source, const char* key) {
  const auto& metadata = source->schema->metadata();
  const int index = metadata ? metadata->FindKey(key) : -1;
  return index < 0 ? nullptr : metadata->value(index).c_str();
}

int64_t carrow_source_rows(const carrow_source* source) { return source->rows_expected; }

bool carrow_source_select(carrow_source* source, const int32_t* columns, int32_t count, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    source->columns.assign(columns, columns + count);
    for (const int column : source->columns) {
      if (column < 0 || column >= source->schema->num_fields()) return arrow::Status::Invalid("no column ", column);
    }
    return arrow::Status::OK();
  });
}

int32_t carrow_source_next(carrow_source* source, struct ArrowArray* out, struct ArrowSchema* out_schema,
                           carrow_error* error) {
  bool has_rows = false;
  const bool ok = carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto rows, next_rows(*source));
    has_rows = rows != nullptr;
    return has_rows ? arrow::ExportRecordBatch(*rows, out, out_schema) : arrow::Status::OK();
  });
  return ok ? (has_rows ? 1 : 0) : -1;
}

bool carrow_stream_write(struct ArrowArrayStream* stream, const char* path, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto batches, arrow::ImportRecordBatchReader(stream));
    ARROW_ASSIGN_OR_RAISE(auto output, arrow::io::FileOutputStream::Open(path));
    auto options = arrow::ipc::IpcWriteOptions::Defaults();
    options.emit_dictionary_deltas = true;
    ARROW_ASSIGN_OR_RAISE(auto writer, arrow::ipc::MakeStreamWriter(output, batches->schema(), options));
    while (true) {
      std::shared_ptr<arrow::RecordBatch> batch;
      ARROW_RETURN_NOT_OK(batches->ReadNext(&batch));
      if (!batch) break;
      for (const auto& column : batch->columns()) ARROW_RETURN_NOT_OK(validate(*column));
      ARROW_RETURN_NOT_OK(writer->WriteRecordBatch(*batch));
    }
    ARROW_RETURN_NOT_OK(writer->Close());
    return output->Close();
  });
}
