#include <arrow/c/bridge.h>
#include <arrow/io/buffered.h>
#include <arrow/io/file.h>
#include <arrow/io/memory.h>
#include <arrow/record_batch.h>
#include <arrow/util/byte_size.h>
#include <arrow/util/io_util.h>
#include <parquet/arrow/schema.h>
#include <parquet/arrow/writer.h>
#include <parquet/file_reader.h>
#include <parquet/file_writer.h>
#include <parquet/schema.h>
#include <unistd.h>

#include <cerrno>
#include <limits>

#include "../Metadata.hpp"
#include "KnownParquet.hpp"
#include "ParquetGroups.hpp"
#include "ParquetPages.hpp"
#include "ParquetSettings.hpp"
#include "ParquetSummary.hpp"
#include "../Status.hpp"

// A file that is put together from row groups: of other files, whose pages are copied, and of batches, which are written
// to a file in memory first.
struct carrow_parquet_assembly {
  std::shared_ptr<arrow::Schema> schema;
  std::shared_ptr<parquet::WriterProperties> properties;
  std::shared_ptr<parquet::ArrowWriterProperties> arrow_properties;
  std::shared_ptr<parquet::SchemaDescriptor> descriptor;
  std::shared_ptr<arrow::KeyValueMetadata> metadata;
  std::unique_ptr<parquet::FileMetaDataBuilder> builder;
  std::shared_ptr<arrow::io::FileOutputStream> output;
  std::shared_ptr<arrow::io::OutputStream> sink;
  std::string path;
  int32_t group_count = 0;
  // The batches of the group that is still to end.
  std::shared_ptr<arrow::io::BufferOutputStream> draft;
  std::unique_ptr<parquet::arrow::FileWriter> writer;
};

namespace {

using Assembly = carrow_parquet_assembly;

arrow::Status open(Assembly& assembly, const char* path, const carrow_parquet_options& options) {
  assembly.path = path;
  assembly.properties = carrow::parquet_settings(options).build();
  assembly.arrow_properties = carrow::arrow_settings(options);
  ARROW_RETURN_NOT_OK(parquet::arrow::ToParquetSchema(assembly.schema.get(), *assembly.properties,
                                                      *assembly.arrow_properties, &assembly.descriptor));
  assembly.builder = parquet::FileMetaDataBuilder::Make(assembly.descriptor.get(), assembly.properties);
  ARROW_ASSIGN_OR_RAISE(assembly.output, arrow::io::FileOutputStream::Open(path));
  ARROW_ASSIGN_OR_RAISE(assembly.sink,
                        arrow::io::BufferedOutputStream::Create(carrow::kParquetBufferBytes,
                                                                arrow::default_memory_pool(), assembly.output));
  return assembly.sink->Write(carrow::kParquetMagic);
}

// The leaf of a file that has a leaf's name, -1 when there is none of the same form.
int matching_leaf(const Assembly& assembly, const parquet::FileMetaData& file, int leaf) {
  const auto& wanted = *assembly.descriptor->Column(leaf);
  const int place = file.schema()->ColumnIndex(wanted.path()->ToDotString());
  if (place < 0) return -1;
  const auto& found = *file.schema()->Column(place);
  const bool has_length = wanted.physical_type() == parquet::Type::FIXED_LEN_BYTE_ARRAY;
  const bool is_decimal = wanted.logical_type()->is_decimal();
  const bool is_alike = found.physical_type() == wanted.physical_type() &&
                        (!has_length || found.type_length() == wanted.type_length()) &&
                        (!is_decimal || found.logical_type()->Equals(*wanted.logical_type())) &&
                        found.max_definition_level() == wanted.max_definition_level() &&
                        found.max_repetition_level() == wanted.max_repetition_level();
  return is_alike ? place : -1;
}

bool fits(const Assembly& assembly, const parquet::FileMetaData& file) {
  if (file.created_by() != carrow::kCreatedBy || file.is_encryption_algorithm_set()) return false;
  for (int leaf = 0; leaf < assembly.descriptor->num_columns(); ++leaf) {
    const int place = matching_leaf(assembly, file, leaf);
    if (place < 0) return false;
    const auto codec = assembly.properties->compression(assembly.descriptor->Column(leaf)->path());
    for (int group = 0; group < file.num_row_groups(); ++group) {
      if (file.RowGroup(group)->ColumnChunk(place)->compression() != codec) return false;
    }
  }
  return true;
}

arrow::Status copy(Assembly& assembly, const carrow_parquet_groups& groups, int group) {
  if (assembly.group_count > std::numeric_limits<int16_t>::max()) {
    return arrow::Status::CapacityError("a Parquet file can have 32768 row groups; make smaller parts");
  }
  const auto from = groups.metadata().RowGroup(group);
  auto* to = assembly.builder->AppendRowGroup();
  to->set_num_rows(from->num_rows());
  int64_t bytes = 0;
  for (int leaf = 0; leaf < assembly.descriptor->num_columns(); ++leaf) {
    const auto chunk = from->ColumnChunk(matching_leaf(assembly, groups.metadata(), leaf));
    ARROW_ASSIGN_OR_RAISE(const auto size,
                          carrow::copy_pages(*groups.input, *chunk, *to->NextColumnChunk(), *assembly.sink));
    bytes += size;
  }
  to->Finish(bytes, static_cast<int16_t>(assembly.group_count++));
  return arrow::Status::OK();
}

arrow::Status end_group(Assembly& assembly) {
  if (!assembly.writer) return arrow::Status::OK();
  ARROW_RETURN_NOT_OK(assembly.writer->Close());
  assembly.writer.reset();
  ARROW_ASSIGN_OR_RAISE(auto bytes, assembly.draft->Finish());
  const auto draft = std::make_shared<arrow::io::BufferReader>(std::move(bytes));
  const carrow_parquet_groups groups(draft, parquet::ReadMetaData(draft));
  for (int group = 0; group < groups.metadata().num_row_groups(); ++group) {
    if (groups.metadata().RowGroup(group)->num_rows() > 0) ARROW_RETURN_NOT_OK(copy(assembly, groups, group));
  }
  return arrow::Status::OK();
}

arrow::Status write(Assembly& assembly, const arrow::RecordBatch& rows) {
  if (!assembly.writer) {
    ARROW_ASSIGN_OR_RAISE(assembly.draft, arrow::io::BufferOutputStream::Create());
    ARROW_ASSIGN_OR_RAISE(assembly.writer, parquet::arrow::FileWriter::Open(
                                               *assembly.schema, arrow::default_memory_pool(), assembly.draft,
                                               assembly.properties, assembly.arrow_properties));
  }
  return assembly.writer->WriteRecordBatch(rows);
}

arrow::Status sync(const Assembly& assembly) {
  if (::fsync(assembly.output->file_descriptor()) == 0) return arrow::Status::OK();
  return arrow::internal::IOErrorFromErrno(errno, "cannot sync ", assembly.path);
}

}  // namespace

carrow_parquet_groups* carrow_parquet_groups_open(const char* path, carrow_error* error) {
  std::unique_ptr<carrow_parquet_groups> groups;
  const bool ok = carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto input, arrow::io::ReadableFile::Open(path));
    ARROW_ASSIGN_OR_RAISE(const auto known, carrow::KnownParquet::of(input));
    groups = std::make_unique<carrow_parquet_groups>(std::move(input), known->metadata());
    return arrow::Status::OK();
  });
  return ok ? groups.release() : nullptr;
}

int32_t carrow_parquet_groups_count(const carrow_parquet_groups* groups) { return groups->metadata().num_row_groups(); }

int64_t carrow_parquet_groups_rows(const carrow_parquet_groups* groups, int32_t group) {
  return groups->metadata().RowGroup(group)->num_rows();
}

int64_t carrow_parquet_groups_bytes(const carrow_parquet_groups* groups, int32_t group) {
  return groups->metadata().RowGroup(group)->total_compressed_size();
}

carrow_parquet_summary* carrow_parquet_groups_summary(const carrow_parquet_groups* groups, int32_t group,
                                                      carrow_error* error) {
  auto summary = std::make_unique<carrow_parquet_summary>();
  const bool ok = carrow::guarded(error, [&]() -> arrow::Status {
    carrow::summarize_group(groups->metadata(), group, *summary);
    return arrow::Status::OK();
  });
  return ok ? summary.release() : nullptr;
}

void carrow_parquet_groups_free(carrow_parquet_groups* groups) {
  const carrow::Presence presence;
  delete groups;
}

carrow_parquet_assembly* carrow_parquet_assembly_open(const char* path, struct ArrowSchema* schema,
                                                      const carrow_parquet_options* options,
                                                      const char* const* metadata, int32_t metadata_count,
                                                      carrow_error* error) {
  auto assembly = std::make_unique<carrow_parquet_assembly>();
  const bool ok = carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(assembly->schema, arrow::ImportSchema(schema));
    assembly->metadata = carrow::metadata_of(metadata, metadata_count);
    return open(*assembly, path, *options);
  });
  return ok ? assembly.release() : nullptr;
}

bool carrow_parquet_assembly_fits(const carrow_parquet_assembly* assembly, const carrow_parquet_groups* groups) {
  bool is_fitting = false;
  const bool ok = carrow::guarded(nullptr, [&]() -> arrow::Status {
    is_fitting = fits(*assembly, groups->metadata());
    return arrow::Status::OK();
  });
  return ok && is_fitting;
}

bool carrow_parquet_assembly_copy(carrow_parquet_assembly* assembly, const carrow_parquet_groups* groups, int32_t group,
                                  carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(end_group(*assembly));
    return copy(*assembly, *groups, group);
  });
}

bool carrow_parquet_assembly_write(carrow_parquet_assembly* assembly, struct ArrowArray* batch, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto rows, arrow::ImportRecordBatch(batch, assembly->schema));
    return write(*assembly, *rows);
  });
}

bool carrow_parquet_assembly_end_group(carrow_parquet_assembly* assembly, carrow_error* error) {
  return carrow::guarded(error, [&] { return end_group(*assembly); });
}

int64_t carrow_parquet_assembly_bytes(const carrow_parquet_assembly* assembly) {
  return assembly->sink->Tell().ValueOr(0);
}

int64_t carrow_parquet_assembly_close(carrow_parquet_assembly* assembly, carrow_error* error) {
  int64_t bytes = -1;
  const bool ok = carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(end_group(*assembly));
    parquet::WriteFileMetaData(*assembly->builder->Finish(assembly->metadata), assembly->sink.get());
    ARROW_RETURN_NOT_OK(assembly->sink->Flush());
    ARROW_ASSIGN_OR_RAISE(bytes, assembly->output->Tell());
    ARROW_RETURN_NOT_OK(sync(*assembly));
    return assembly->sink->Close();
  });
  return ok ? bytes : -1;
}

void carrow_parquet_assembly_free(carrow_parquet_assembly* assembly) {
  const carrow::Presence presence;
  // What is still in the buffer of a file that was given up is not to be written.
  if (assembly->sink) (void)assembly->sink->Abort();
  if (assembly->output && !assembly->output->closed()) (void)assembly->output->Close();
  delete assembly;
}
