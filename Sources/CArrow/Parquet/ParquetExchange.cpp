#include <arrow/array.h>
#include <arrow/c/bridge.h>
#include <arrow/io/buffered.h>
#include <arrow/io/file.h>
#include <arrow/record_batch.h>
#include <parquet/arrow/schema.h>
#include <parquet/column_writer.h>
#include <parquet/file_reader.h>
#include <parquet/file_writer.h>
#include <parquet/metadata.h>
#include <parquet/schema.h>
#include <unistd.h>

#include "ParquetPages.hpp"
#include "ParquetSettings.hpp"
#include "ParquetSummary.hpp"
#include "../Status.hpp"

namespace {

// Which column of a batch replaces a leaf of a file; -1 for leaves that stay.
using Replacements = std::vector<int>;

// One file on its way into another.
class Exchange {
 public:
  Exchange(std::shared_ptr<arrow::io::ReadableFile> input, std::shared_ptr<arrow::RecordBatch> columns,
           const carrow_parquet_options& options)
      : input_(std::move(input)), columns_(std::move(columns)), options_(options) {}

  // Whether it can be done; says nothing of damage, which shows when the file is read.
  arrow::Result<bool> prepare() {
    reader_ = parquet::ParquetFileReader::Open(input_);
    metadata_ = reader_->metadata();
    if (metadata_->created_by() != carrow::kCreatedBy || metadata_->num_rows() != columns_->num_rows() ||
        metadata_->num_row_groups() == 0 || metadata_->is_encryption_algorithm_set()) {
      return false;
    }
    auto builder = carrow::parquet_settings(options_);
    for (int leaf = 0; leaf < metadata_->num_columns(); ++leaf) {
      const auto codec = metadata_->RowGroup(0)->ColumnChunk(leaf)->compression();
      for (int group = 1; group < metadata_->num_row_groups(); ++group) {
        if (metadata_->RowGroup(group)->ColumnChunk(leaf)->compression() != codec) return false;
      }
      const auto path = metadata_->schema()->Column(leaf)->path();
      builder.compression(path, codec);
      if (!is_worth_dictionary(*metadata_->RowGroup(0)->ColumnChunk(leaf))) builder.disable_dictionary(path);
    }
    properties_ = builder.build();
    arrow_properties_ = carrow::arrow_settings(options_);
    return find_leaves();
  }

  arrow::Status write(const std::shared_ptr<arrow::io::OutputStream>& sink) {
    ARROW_RETURN_NOT_OK(sink->Write(carrow::kParquetMagic));
    auto builder = parquet::FileMetaDataBuilder::Make(metadata_->schema(), properties_);
    int64_t first = 0;
    for (int group = 0; group < metadata_->num_row_groups(); ++group) {
      const auto from = metadata_->RowGroup(group);
      auto* to = builder->AppendRowGroup();
      to->set_num_rows(from->num_rows());
      int64_t bytes = 0;
      for (int leaf = 0; leaf < metadata_->num_columns(); ++leaf) {
        auto* chunk = to->NextColumnChunk();
        if (replacements_[leaf] < 0) {
          ARROW_ASSIGN_OR_RAISE(const auto size, carrow::copy_pages(*input_, *from->ColumnChunk(leaf), *chunk, *sink));
          bytes += size;
        } else {
          const auto column = columns_->column(replacements_[leaf])->Slice(first, from->num_rows());
          ARROW_ASSIGN_OR_RAISE(const auto size, encode(*column, leaf, *chunk, sink));
          bytes += size;
        }
      }
      to->Finish(bytes, static_cast<int16_t>(group));
      first += from->num_rows();
    }
    result_ = builder->Finish(metadata_->key_value_metadata());
    parquet::WriteFileMetaData(*result_, sink.get());
    return arrow::Status::OK();
  }

  // What was written.
  const parquet::FileMetaData& result() const { return *result_; }

 private:
  // A dictionary that ended in the midst of a chunk says that values seldom repeat, in the new column as well.
  static bool is_worth_dictionary(const parquet::ColumnChunkMetaData& chunk) {
    for (const auto& page : chunk.encoding_stats()) {
      const bool is_data = page.page_type != parquet::PageType::DICTIONARY_PAGE;
      if (is_data && page.encoding == parquet::Encoding::PLAIN) return false;
    }
    return chunk.has_dictionary_page();
  }

  // Finds the leaves of the columns; false when one has none of its form, or is nested.
  arrow::Result<bool> find_leaves() {
    std::shared_ptr<parquet::SchemaDescriptor> wanted;
    ARROW_RETURN_NOT_OK(
        parquet::arrow::ToParquetSchema(columns_->schema().get(), *properties_, *arrow_properties_, &wanted));
    replacements_.assign(static_cast<size_t>(metadata_->num_columns()), -1);
    if (wanted->num_columns() != columns_->num_columns()) return false;
    for (int index = 0; index < wanted->num_columns(); ++index) {
      const auto& node = *wanted->group_node()->field(index);
      const int place = metadata_->schema()->group_node()->FieldIndex(node.name());
      if (place < 0 || !node.is_primitive()) return false;
      const auto& found = metadata_->schema()->group_node()->field(place);
      const int leaf = metadata_->schema()->ColumnIndex(node.name());
      if (leaf < 0 || !found->is_primitive() || found->is_repeated() || !is_alike(*found, node)) return false;
      replacements_[static_cast<size_t>(leaf)] = index;
    }
    return true;
  }

  static bool is_alike(const parquet::schema::Node& found, const parquet::schema::Node& wanted) {
    const auto& left = static_cast<const parquet::schema::PrimitiveNode&>(found);
    const auto& right = static_cast<const parquet::schema::PrimitiveNode&>(wanted);
    if (left.physical_type() != right.physical_type()) return false;
    const bool has_length = left.physical_type() == parquet::Type::FIXED_LEN_BYTE_ARRAY;
    return (!has_length || left.type_length() == right.type_length()) && left.repetition() == right.repetition() &&
           left.logical_type()->Equals(*right.logical_type());
  }

  arrow::Result<int64_t> encode(const arrow::Array& column, int leaf, parquet::ColumnChunkMetaDataBuilder& chunk,
                                const std::shared_ptr<arrow::io::OutputStream>& sink) {
    const auto& path = metadata_->schema()->Column(leaf)->path();
    const auto options = properties_->codec_options(path);
    auto pages = parquet::PageWriter::Open(sink, properties_->compression(path), &chunk, -1, -1,
                                           arrow::default_memory_pool(), false, nullptr, nullptr,
                                           properties_->page_checksum_enabled(), nullptr, nullptr,
                                           options ? *options : arrow::util::CodecOptions());
    auto writer = parquet::ColumnWriter::Make(&chunk, std::move(pages), properties_.get());
    parquet::ArrowWriteContext context(arrow::default_memory_pool(), arrow_properties_.get());
    const bool is_nullable = metadata_->schema()->Column(leaf)->max_definition_level() > 0;
    const auto levels = is_nullable ? definition_levels(column) : std::vector<int16_t>();
    ARROW_RETURN_NOT_OK(writer->WriteArrow(is_nullable ? levels.data() : nullptr, nullptr, column.length(), column,
                                           &context, is_nullable));
    return writer->Close();
  }

  static std::vector<int16_t> definition_levels(const arrow::Array& column) {
    std::vector<int16_t> levels(static_cast<size_t>(column.length()), 1);
    if (column.null_count() == 0) return levels;
    for (int64_t row = 0; row < column.length(); ++row) levels[static_cast<size_t>(row)] = column.IsValid(row) ? 1 : 0;
    return levels;
  }

  std::shared_ptr<arrow::io::ReadableFile> input_;
  std::shared_ptr<arrow::RecordBatch> columns_;
  const carrow_parquet_options& options_;
  std::unique_ptr<parquet::ParquetFileReader> reader_;
  std::shared_ptr<parquet::FileMetaData> metadata_;
  std::shared_ptr<parquet::WriterProperties> properties_;
  std::shared_ptr<parquet::ArrowWriterProperties> arrow_properties_;
  std::unique_ptr<parquet::FileMetaData> result_;
  Replacements replacements_;
};

arrow::Result<int64_t> write_file(Exchange& exchange, const char* path) {
  ARROW_ASSIGN_OR_RAISE(auto file, arrow::io::FileOutputStream::Open(path));
  ARROW_ASSIGN_OR_RAISE(auto sink, arrow::io::BufferedOutputStream::Create(carrow::kParquetBufferBytes,
                                                                           arrow::default_memory_pool(), file));
  ARROW_RETURN_NOT_OK(exchange.write(sink));
  ARROW_RETURN_NOT_OK(sink->Flush());
  ARROW_ASSIGN_OR_RAISE(const auto bytes, file->Tell());
  ARROW_RETURN_NOT_OK(sink->Close());
  return bytes;
}

}  // namespace

carrow_parquet_summary* carrow_parquet_exchange(const char* from, const char* to, struct ArrowSchema* schema,
                                                struct ArrowArray* columns, const carrow_parquet_options* options,
                                                bool* is_possible, carrow_error* error) {
  auto summary = std::make_unique<carrow_parquet_summary>();
  *is_possible = false;
  const bool ok = carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto batch, arrow::ImportRecordBatch(columns, schema));
    ARROW_ASSIGN_OR_RAISE(auto input, arrow::io::ReadableFile::Open(from));
    std::set<std::string> nans;
    carrow::note_nans(*batch, nans);
    Exchange exchange(std::move(input), std::move(batch), *options);
    ARROW_ASSIGN_OR_RAISE(*is_possible, exchange.prepare());
    if (!*is_possible) return arrow::Status::OK();
    ARROW_ASSIGN_OR_RAISE(summary->bytes, write_file(exchange, to));
    carrow::summarize(exchange.result(), *summary);
    for (auto& column : summary->columns) {
      if (nans.count(column.path)) column.is_known = false;
    }
    return arrow::Status::OK();
  });
  return ok && *is_possible ? summary.release() : nullptr;
}
