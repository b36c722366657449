#include "FlatReader.hpp"

#include <arrow/table.h>
#include <arrow/util/parallel.h>
#include <parquet/arrow/schema.h>
#include <parquet/exception.h>

#include <algorithm>

#include "FlatColumn.hpp"

namespace carrow {

namespace {

class FlatReader : public arrow::RecordBatchReader {
 public:
  FlatReader(std::shared_ptr<arrow::Schema> schema, std::vector<std::unique_ptr<FlatColumn>> columns, int64_t rows,
             const parquet::ArrowReaderProperties& properties)
      : schema_(std::move(schema)),
        columns_(std::move(columns)),
        left_(rows),
        batch_rows_(properties.batch_size()),
        use_threads_(properties.use_threads()) {}

  std::shared_ptr<arrow::Schema> schema() const override { return schema_; }

  arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch>* out) override {
    out->reset();
    while (*out == nullptr) {
      if (pieces_ == nullptr) {
        if (left_ == 0) return arrow::Status::OK();
        ARROW_RETURN_NOT_OK(read());
      }
      ARROW_RETURN_NOT_OK(pieces_->ReadNext(out));
      if (*out == nullptr) pieces_.reset();
    }
    return arrow::Status::OK();
  }

 private:
  arrow::Status read() {
    const auto rows = std::min(batch_rows_, left_);
    left_ -= rows;
    std::vector<std::shared_ptr<arrow::ChunkedArray>> columns(columns_.size());
    ARROW_RETURN_NOT_OK(arrow::internal::OptionalParallelFor(
        use_threads_, static_cast<int>(columns_.size()), [&](int index) -> arrow::Status {
          BEGIN_PARQUET_CATCH_EXCEPTIONS
          return columns_[index]->next(rows).Value(&columns[index]);
          END_PARQUET_CATCH_EXCEPTIONS
        }));
    for (size_t index = 0; index < columns.size(); ++index) {
      if (columns[index]->length() == rows) continue;
      return arrow::Status::Invalid("the file is damaged: column '", schema_->field(static_cast<int>(index))->name(),
                                    "' ends ", left_ + rows - columns[index]->length(), " rows early");
    }
    pieces_ = std::make_unique<arrow::TableBatchReader>(arrow::Table::Make(schema_, std::move(columns), rows));
    return arrow::Status::OK();
  }

  std::shared_ptr<arrow::Schema> schema_;
  std::vector<std::unique_ptr<FlatColumn>> columns_;
  int64_t left_;
  int64_t batch_rows_;
  bool use_threads_;
  // What was read and not given yet, in pieces within which no column has a new chunk.
  std::unique_ptr<arrow::TableBatchReader> pieces_;
};

}  // namespace

std::unique_ptr<arrow::RecordBatchReader> flat_reader(const parquet::arrow::FileReader& file,
                                                      const std::vector<int>& groups, const std::vector<int>& leaves,
                                                      int64_t rows) {
  const auto metadata = file.parquet_reader()->metadata();
  arrow::FieldVector fields;
  std::vector<std::unique_ptr<FlatColumn>> columns;
  for (const int leaf : leaves) {
    const auto found = file.manifest().column_index_to_field.find(leaf);
    if (found == file.manifest().column_index_to_field.end()) return nullptr;
    const auto& field = *found->second->field;
    auto type = flat_type(*metadata->schema()->Column(leaf), *field.type());
    if (type == nullptr) return nullptr;
    columns.push_back(flat_column({file.parquet_reader(), leaf, groups}, type));
    fields.push_back(field.WithType(std::move(type)));
  }
  return std::make_unique<FlatReader>(arrow::schema(std::move(fields)), std::move(columns), rows,
                                      file.properties());
}

}  // namespace carrow
