#include "ParquetOpening.hpp"

#include <arrow/io/memory.h>
#include <parquet/arrow/schema.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <string>

#include "../Conform.hpp"

namespace carrow {

namespace {

// Files up to this size are read in one go, and columns of files up to that one after the other.
constexpr int64_t kReadWhole = int64_t{4} << 20;
constexpr int64_t kReadInTurn = int64_t{256} << 10;
// The bytes in the file up to which a dictionary is small.
constexpr int64_t kSmallDictionary = int64_t{64} << 10;

// The leaf columns below the columns that the target asks for, by id or by name.
std::vector<int> leaf_indices(const parquet::FileMetaData& file, const arrow::Schema& target) {
  std::set<std::string> names;
  std::set<int> ids;
  for (const auto& field : target.fields()) {
    const int id = field_id(*field);
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

parquet::ArrowReaderProperties arrow_properties() {
  parquet::ArrowReaderProperties properties;
  properties.set_pre_buffer(false);
  // Nanoseconds would overflow in the year 2262.
  properties.set_coerce_int96_timestamp_unit(arrow::TimeUnit::MICRO);
  return properties;
}

// So many row groups from one on; all of them for a count below 0.
arrow::Result<std::vector<int>> row_groups(const parquet::FileMetaData& file, int first, int count) {
  const int all = file.num_row_groups();
  if (count < 0) return row_groups(file, 0, all);
  if (first < 0 || first > all - count) return arrow::Status::IndexError("the file has ", all, " row groups");
  std::vector<int> groups(static_cast<size_t>(count));
  std::iota(groups.begin(), groups.end(), first);
  return groups;
}

std::vector<int> readable_leaves(const parquet::FileMetaData& file, const arrow::Schema* target) {
  std::vector<int> leaves(static_cast<size_t>(file.num_columns()));
  std::iota(leaves.begin(), leaves.end(), 0);
  if (target == nullptr || leaves.empty()) return leaves;
  auto wanted = leaf_indices(file, *target);
  return wanted.empty() ? std::vector<int>{0} : wanted;
}

}  // namespace

arrow::Result<ParquetOpening> ParquetOpening::open(const char* path, int first_group, int group_count,
                                                   const arrow::Schema* target) {
  ParquetOpening opening;
  ARROW_ASSIGN_OR_RAISE(opening.file_, arrow::io::ReadableFile::Open(path));
  ARROW_ASSIGN_OR_RAISE(opening.known_, KnownParquet::of(opening.file_));
  ARROW_ASSIGN_OR_RAISE(opening.groups_, row_groups(opening.metadata(), first_group, group_count));
  opening.leaves_ = readable_leaves(opening.metadata(), target);
  if (target != nullptr) opening.dictionaries_ = dictionary_indices(opening.metadata(), *target);
  return opening;
}

arrow::Result<std::shared_ptr<arrow::Schema>> ParquetOpening::schema() const {
  std::shared_ptr<arrow::Schema> schema;
  ARROW_RETURN_NOT_OK(parquet::arrow::FromParquetSchema(metadata().schema(), arrow_properties(),
                                                        metadata().key_value_metadata(), &schema));
  return schema;
}

arrow::Result<std::unique_ptr<parquet::arrow::FileReader>> ParquetOpening::reader(
    const carrow_parquet_reading& reading) const {
  ARROW_ASSIGN_OR_RAISE(const auto size, file_->GetSize());
  auto properties = arrow_properties();
  properties.set_batch_size(reading.batch_rows);
  properties.set_use_threads(reading.use_threads && size > kReadInTurn);
  for (const int leaf : dictionaries_) properties.set_read_dictionary(leaf, true);
  auto reader_properties = parquet::default_reader_properties();
  reader_properties.set_page_checksum_verification(reading.verifies_again || !known_->is_verified(groups_, leaves_));
  if (size > kReadWhole) reader_properties.enable_buffered_stream();
  ARROW_ASSIGN_OR_RAISE(auto source, input(size));
  parquet::arrow::FileReaderBuilder builder;
  ARROW_RETURN_NOT_OK(builder.Open(std::move(source), reader_properties, known_->metadata()));
  builder.properties(properties);
  return builder.Build();
}

int64_t ParquetOpening::rows() const {
  return std::accumulate(groups_.begin(), groups_.end(), int64_t{0}, [&](int64_t rows, int group) {
    return rows + metadata().RowGroup(group)->num_rows();
  });
}

arrow::Result<std::shared_ptr<arrow::io::RandomAccessFile>> ParquetOpening::input(int64_t size) const {
  if (size > kReadWhole || are_few(size)) return file_;
  ARROW_ASSIGN_OR_RAISE(auto bytes, file_->ReadAt(0, size));
  return std::make_shared<arrow::io::BufferReader>(std::move(bytes));
}

// Whether so few of a file's bytes are wanted that it pays to read these columns alone.
bool ParquetOpening::are_few(int64_t size) const {
  int64_t wanted = 0;
  for (const int group : groups_) {
    const auto row_group = metadata().RowGroup(group);
    for (const int leaf : leaves_) wanted += row_group->ColumnChunk(leaf)->total_compressed_size();
  }
  return wanted < size / 2;
}

}  // namespace carrow
