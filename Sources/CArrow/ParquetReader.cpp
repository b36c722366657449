#include <arrow/array/util.h>
#include <arrow/c/bridge.h>
#include <arrow/compute/api.h>
#include <arrow/compute/initialize.h>
#include <arrow/io/file.h>
#include <arrow/io/memory.h>
#include <arrow/record_batch.h>
#include <arrow/table.h>
#include <parquet/arrow/reader.h>
#include <parquet/arrow/schema.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "Conform.hpp"
#include "FlatColumns/FlatReader.hpp"
#include "ParquetGroups.hpp"
#include "Status.hpp"

namespace {

// Files up to this size are read in one go, and columns of files up to that one after the other.
constexpr int64_t kReadWhole = int64_t{4} << 20;
constexpr int64_t kReadInTurn = int64_t{256} << 10;
// The bytes in the file up to which a dictionary is small.
constexpr int64_t kSmallDictionary = int64_t{64} << 10;

arrow::Result<std::shared_ptr<arrow::io::RandomAccessFile>> whole(arrow::io::ReadableFile& file, int64_t size) {
  ARROW_ASSIGN_OR_RAISE(auto bytes, file.ReadAt(0, size));
  return std::make_shared<arrow::io::BufferReader>(std::move(bytes));
}

// The leaf columns below the columns that the target asks for, by id or by name.
std::vector<int> leaf_indices(const parquet::FileMetaData& file, const arrow::Schema& target) {
  std::set<std::string> names;
  std::set<int> ids;
  for (const auto& field : target.fields()) {
    const int id = carrow::field_id(*field);
    if (id < 0) names.insert(field->name());
    else ids.insert(id);
  }
  const auto* descriptor = file.schema();
  std::vector<int> indices;
  for (int index = 0; index < descriptor->num_columns(); ++index) {
    const auto* root = descriptor->GetColumnRoot(index);
    if (names.count(root->name()) || (root->field_id() >= 0 && ids.count(root->field_id()))) indices.push_back(index);
  }
  return indices;
}

// Whether so few of a file's bytes are wanted that it pays to read these columns alone.
bool are_few(const parquet::FileMetaData& file, const arrow::Schema* target, int64_t size) {
  if (target == nullptr) return false;
  const auto indices = leaf_indices(file, *target);
  int64_t wanted = 0;
  for (int group = 0; group < file.num_row_groups(); ++group) {
    const auto row_group = file.RowGroup(group);
    for (const int index : indices) {
      wanted += row_group->ColumnChunk(index)->total_compressed_size();
    }
  }
  return wanted < size / 2;
}

// Whether each page of data of a column is positions in a small dictionary, so that it pays to take it as such.
bool has_small_dictionary(const parquet::FileMetaData& file, int leaf) {
  const auto is_good = [](const parquet::PageEncodingStats& page) {
    return page.page_type == parquet::PageType::DICTIONARY_PAGE ||
           page.encoding == parquet::Encoding::RLE_DICTIONARY || page.encoding == parquet::Encoding::PLAIN_DICTIONARY;
  };
  for (int group = 0; group < file.num_row_groups(); ++group) {
    const auto chunk = file.RowGroup(group)->ColumnChunk(leaf);
    const auto& pages = chunk->encoding_stats();
    if (!chunk->has_dictionary_page() || pages.empty() || !std::all_of(pages.begin(), pages.end(), is_good)) return false;
    if (chunk->data_page_offset() - chunk->dictionary_page_offset() > kSmallDictionary) return false;
  }
  return true;
}

// The leaf columns that the target allows to come as dictionaries, and that have small ones.
std::vector<int> dictionary_indices(const parquet::FileMetaData& file, const arrow::Schema& target) {
  arrow::FieldVector allowed;
  for (const auto& field : target.fields()) {
    if (field->type()->id() == arrow::Type::DICTIONARY) allowed.push_back(field);
  }
  if (allowed.empty()) return {};
  std::vector<int> indices;
  for (const int leaf : leaf_indices(file, *arrow::schema(std::move(allowed)))) {
    const auto* column = file.schema()->Column(leaf);
    const bool is_text = column->physical_type() == parquet::Type::BYTE_ARRAY && column->logical_type()->is_string();
    if (is_text && column->path()->ToDotVector().size() == 1 && column->max_repetition_level() == 0 &&
        has_small_dictionary(file, leaf)) {
      indices.push_back(leaf);
    }
  }
  return indices;
}

arrow::Result<std::unique_ptr<parquet::arrow::FileReader>> open_file(const char* path,
                                                                    const carrow_parquet_groups* known,
                                                                    int64_t batch_rows, bool use_threads,
                                                                    const arrow::Schema* target = nullptr) {
  ARROW_RETURN_NOT_OK(arrow::compute::Initialize());
  parquet::ArrowReaderProperties properties;
  properties.set_batch_size(batch_rows);
  properties.set_pre_buffer(false);
  // Nanoseconds would overflow in the year 2262.
  properties.set_coerce_int96_timestamp_unit(arrow::TimeUnit::MICRO);
  parquet::ReaderProperties reader_properties = parquet::default_reader_properties();
  reader_properties.set_page_checksum_verification(true);
  parquet::arrow::FileReaderBuilder builder;
  ARROW_ASSIGN_OR_RAISE(auto file, arrow::io::ReadableFile::Open(path));
  ARROW_ASSIGN_OR_RAISE(const auto size, file->GetSize());
  properties.set_use_threads(use_threads && size > kReadInTurn);
  if (size > kReadWhole) reader_properties.enable_buffered_stream();
  ARROW_RETURN_NOT_OK(builder.Open(file, reader_properties, known == nullptr ? nullptr : known->reader->metadata()));
  const auto metadata = builder.raw_reader()->metadata();
  if (target != nullptr) {
    for (const int leaf : dictionary_indices(*metadata, *target)) properties.set_read_dictionary(leaf, true);
  }
  if (size <= kReadWhole && !are_few(*metadata, target, size)) {
    ARROW_ASSIGN_OR_RAISE(auto input, whole(*file, size));
    builder = parquet::arrow::FileReaderBuilder();
    ARROW_RETURN_NOT_OK(builder.Open(std::move(input), reader_properties, metadata));
  }
  builder.properties(properties);
  return builder.Build();
}

// The type without what only some Arrow libraries have: other layouts of text, bytes and lists, and dictionaries.
std::shared_ptr<arrow::DataType> plain_type(const std::shared_ptr<arrow::DataType>& type) {
  switch (type->id()) {
    case arrow::Type::DICTIONARY:
      return plain_type(static_cast<const arrow::DictionaryType&>(*type).value_type());
    case arrow::Type::LARGE_STRING:
    case arrow::Type::STRING_VIEW:
      return arrow::utf8();
    case arrow::Type::LARGE_BINARY:
    case arrow::Type::BINARY_VIEW:
      return arrow::binary();
    case arrow::Type::LIST:
    case arrow::Type::LARGE_LIST:
    case arrow::Type::FIXED_SIZE_LIST:
      return arrow::list(type->field(0)->WithType(plain_type(type->field(0)->type())));
    case arrow::Type::STRUCT: {
      arrow::FieldVector fields;
      for (const auto& field : type->fields()) fields.push_back(field->WithType(plain_type(field->type())));
      return arrow::struct_(std::move(fields));
    }
    default:
      return type;
  }
}

arrow::Result<std::shared_ptr<arrow::Schema>> plain_schema(parquet::arrow::FileReader& file) {
  std::shared_ptr<arrow::Schema> schema;
  ARROW_RETURN_NOT_OK(file.GetSchema(&schema));
  arrow::FieldVector fields;
  for (const auto& field : schema->fields()) fields.push_back(field->WithType(plain_type(field->type())));
  return arrow::schema(std::move(fields));
}

// The target as the file can give it: text that it does not have in dictionaries is written out.
arrow::Result<std::shared_ptr<arrow::Schema>> attainable(parquet::arrow::FileReader& file,
                                                         const arrow::Schema& target) {
  std::shared_ptr<arrow::Schema> given;
  ARROW_RETURN_NOT_OK(file.GetSchema(&given));
  arrow::FieldVector fields;
  for (const auto& field : target.fields()) {
    const int index = carrow::matching_field(given->fields(), *field);
    const bool is_given = index >= 0 && given->field(index)->type()->Equals(field->type());
    const bool is_dictionary = field->type()->id() == arrow::Type::DICTIONARY;
    fields.push_back(is_dictionary && !is_given ? field->WithType(plain_type(field->type())) : field);
  }
  return arrow::schema(std::move(fields));
}

// Gives every batch the target's columns, in its order and types.
class ProjectedReader : public arrow::RecordBatchReader {
 public:
  ProjectedReader(std::unique_ptr<parquet::arrow::FileReader> file, std::unique_ptr<arrow::RecordBatchReader> batches,
                  std::shared_ptr<arrow::Schema> target, int64_t expected)
      : file_(std::move(file)), batches_(std::move(batches)), target_(std::move(target)), expected_(expected) {}

  std::shared_ptr<arrow::Schema> schema() const override { return target_; }

  arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch>* out) override {
    std::shared_ptr<arrow::RecordBatch> batch;
    ARROW_RETURN_NOT_OK(batches_->ReadNext(&batch));
    if (!batch) {
      out->reset();
      return check_count();
    }
    rows_ += batch->num_rows();
    arrow::ArrayVector columns;
    for (const auto& field : target_->fields()) {
      ARROW_ASSIGN_OR_RAISE(auto column, project(*batch, *field));
      columns.push_back(std::move(column));
    }
    *out = arrow::RecordBatch::Make(target_, batch->num_rows(), std::move(columns));
    return arrow::Status::OK();
  }

 private:
  static arrow::Result<std::shared_ptr<arrow::Array>> project(const arrow::RecordBatch& batch,
                                                              const arrow::Field& field) {
    const int index = carrow::matching_field(batch.schema()->fields(), field);
    if (index < 0) return arrow::MakeArrayOfNull(field.type(), batch.num_rows());
    auto conformed = carrow::conform(batch.column(index), *field.type());
    if (!conformed.ok()) {
      return conformed.status().WithMessage("column '", field.name(), "': ", conformed.status().message());
    }
    return conformed;
  }

  // Pages whose headers are damaged may be skipped without a word.
  arrow::Status check_count() const {
    if (rows_ == expected_) return arrow::Status::OK();
    return arrow::Status::Invalid("the file is damaged: it has ", rows_, " of its ", expected_, " rows");
  }

  std::unique_ptr<parquet::arrow::FileReader> file_;
  std::unique_ptr<arrow::RecordBatchReader> batches_;
  std::shared_ptr<arrow::Schema> target_;
  int64_t expected_;
  int64_t rows_ = 0;
};

// Without ids in the file nobody can tell its columns apart from missing ones.
arrow::Status check_ids(const parquet::arrow::FileReader& file, const arrow::Schema& target) {
  bool needed = false;
  for (const auto& field : target.fields()) needed = needed || carrow::field_id(*field) >= 0;
  const auto* root = file.parquet_reader()->metadata()->schema()->group_node();
  for (int index = 0; index < root->field_count(); ++index) {
    if (root->field(index)->field_id() >= 0) return arrow::Status::OK();
  }
  if (!needed || root->field_count() == 0) return arrow::Status::OK();
  return arrow::Status::Invalid("the file has no field ids, but its columns have to be found by them");
}

// So many row groups from one on; all of them for a count below 0.
arrow::Result<std::vector<int>> row_groups(const parquet::arrow::FileReader& file, int first, int count) {
  const int all = file.num_row_groups();
  if (count < 0) return row_groups(file, 0, all);
  if (first < 0 || first > all - count) return arrow::Status::IndexError("the file has ", all, " row groups");
  std::vector<int> groups(static_cast<size_t>(count));
  std::iota(groups.begin(), groups.end(), first);
  return groups;
}

int64_t rows_in(const parquet::arrow::FileReader& file, const std::vector<int>& groups) {
  const auto metadata = file.parquet_reader()->metadata();
  return std::accumulate(groups.begin(), groups.end(), int64_t{0}, [&](int64_t rows, int group) {
    return rows + metadata->RowGroup(group)->num_rows();
  });
}

// With no column of the file wanted, its rows still count: read the narrowest column and drop it.
std::vector<int> readable_indices(const parquet::arrow::FileReader& file, const arrow::Schema& target) {
  auto indices = leaf_indices(*file.parquet_reader()->metadata(), target);
  if (indices.empty() && file.parquet_reader()->metadata()->num_columns() > 0) indices.push_back(0);
  return indices;
}

arrow::Result<std::unique_ptr<arrow::RecordBatchReader>> read_rows(parquet::arrow::FileReader& file,
                                                                   const std::vector<int>& groups,
                                                                   const std::vector<int>& leaves, int64_t rows) {
  auto flat = carrow::flat_reader(file, groups, leaves, rows);
  if (flat != nullptr) return flat;
  return file.GetRecordBatchReader(groups, leaves);
}

}  // namespace

bool carrow_parquet_schema(const char* path, struct ArrowSchema* out, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto file, open_file(path, nullptr, 1, false));
    ARROW_ASSIGN_OR_RAISE(auto schema, plain_schema(*file));
    return arrow::ExportSchema(*schema, out);
  });
}

bool carrow_parquet_stream(const char* path, const carrow_parquet_groups* known, struct ArrowSchema* target,
                           int64_t batch_rows, bool use_threads, int32_t first_group, int32_t group_count,
                           struct ArrowArrayStream* out, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    std::shared_ptr<arrow::Schema> wanted;
    if (target != nullptr) {
      ARROW_ASSIGN_OR_RAISE(wanted, arrow::ImportSchema(target));
    }
    ARROW_ASSIGN_OR_RAISE(auto file, open_file(path, known, batch_rows, use_threads, wanted.get()));
    if (wanted) {
      ARROW_ASSIGN_OR_RAISE(wanted, attainable(*file, *wanted));
    } else {
      ARROW_ASSIGN_OR_RAISE(wanted, plain_schema(*file));
    }
    ARROW_RETURN_NOT_OK(check_ids(*file, *wanted));
    ARROW_ASSIGN_OR_RAISE(const auto groups, row_groups(*file, first_group, group_count));
    const auto expected = rows_in(*file, groups);
    ARROW_ASSIGN_OR_RAISE(auto batches, read_rows(*file, groups, readable_indices(*file, *wanted), expected));
    auto reader =
        std::make_shared<ProjectedReader>(std::move(file), std::move(batches), std::move(wanted), expected);
    return arrow::ExportRecordBatchReader(reader, out);
  });
}
