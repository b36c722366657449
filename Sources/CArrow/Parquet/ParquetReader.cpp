#include <arrow/array/util.h>
#include <arrow/c/bridge.h>
#include <arrow/compute/api.h>
#include <arrow/compute/initialize.h>
#include <arrow/record_batch.h>
#include <arrow/table.h>
#include <parquet/arrow/reader.h>
#include <parquet/arrow/schema.h>


#include "../Conform.hpp"
#include "../FlatColumns/FlatReader.hpp"
#include "ParquetOpening.hpp"
#include "../Status.hpp"

namespace {

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

std::shared_ptr<arrow::Schema> plain_schema(const arrow::Schema& schema) {
  arrow::FieldVector fields;
  for (const auto& field : schema.fields()) fields.push_back(field->WithType(plain_type(field->type())));
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
  ProjectedReader(carrow::ParquetOpening opening, std::unique_ptr<parquet::arrow::FileReader> file,
                  std::unique_ptr<arrow::RecordBatchReader> batches, std::shared_ptr<arrow::Schema> target)
      : opening_(std::move(opening)), file_(std::move(file)), batches_(std::move(batches)), target_(std::move(target)) {}

  std::shared_ptr<arrow::Schema> schema() const override { return target_; }

  arrow::Status ReadNext(std::shared_ptr<arrow::RecordBatch>* out) override {
    std::shared_ptr<arrow::RecordBatch> batch;
    ARROW_RETURN_NOT_OK(batches_->ReadNext(&batch));
    if (!batch) {
      out->reset();
      return end();
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
  arrow::Status end() const {
    if (rows_ != opening_.rows()) {
      return arrow::Status::Invalid("the file is damaged: it has ", rows_, " of its ", opening_.rows(), " rows");
    }
    opening_.mark_verified();
    return arrow::Status::OK();
  }

  carrow::ParquetOpening opening_;
  std::unique_ptr<parquet::arrow::FileReader> file_;
  std::unique_ptr<arrow::RecordBatchReader> batches_;
  std::shared_ptr<arrow::Schema> target_;
  int64_t rows_ = 0;
};

// Without ids in the file nobody can tell its columns apart from missing ones.
arrow::Status check_ids(const parquet::FileMetaData& file, const arrow::Schema& target) {
  bool needed = false;
  for (const auto& field : target.fields()) needed = needed || carrow::field_id(*field) >= 0;
  const auto* root = file.schema()->group_node();
  for (int index = 0; index < root->field_count(); ++index) {
    if (root->field(index)->field_id() >= 0) return arrow::Status::OK();
  }
  if (!needed || root->field_count() == 0) return arrow::Status::OK();
  return arrow::Status::Invalid("the file has no field ids, but its columns have to be found by them");
}

arrow::Result<std::unique_ptr<arrow::RecordBatchReader>> read_rows(const carrow::ParquetOpening& opening,
                                                                   parquet::arrow::FileReader& file) {
  auto flat = carrow::flat_reader(file, opening.groups(), opening.leaves(), opening.rows());
  if (flat != nullptr) return flat;
  return file.GetRecordBatchReader(opening.groups(), opening.leaves());
}

}  // namespace

bool carrow_parquet_schema(const char* path, struct ArrowSchema* out, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(const auto file, carrow::ParquetOpening::open(path, 0, -1, nullptr));
    ARROW_ASSIGN_OR_RAISE(const auto schema, file.schema());
    return arrow::ExportSchema(*plain_schema(*schema), out);
  });
}

bool carrow_parquet_stream(const char* path, struct ArrowSchema* target, const carrow_parquet_reading* reading,
                           struct ArrowArrayStream* out, carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(arrow::compute::Initialize());
    std::shared_ptr<arrow::Schema> wanted;
    if (target != nullptr) {
      ARROW_ASSIGN_OR_RAISE(wanted, arrow::ImportSchema(target));
    }
    ARROW_ASSIGN_OR_RAISE(
        auto opening, carrow::ParquetOpening::open(path, reading->first_group, reading->group_count, wanted.get()));
    ARROW_ASSIGN_OR_RAISE(auto file, opening.reader(*reading));
    if (wanted) {
      ARROW_ASSIGN_OR_RAISE(wanted, attainable(*file, *wanted));
    } else {
      ARROW_ASSIGN_OR_RAISE(const auto own, opening.schema());
      wanted = plain_schema(*own);
    }
    ARROW_RETURN_NOT_OK(check_ids(opening.metadata(), *wanted));
    ARROW_ASSIGN_OR_RAISE(auto batches, read_rows(opening, *file));
    auto reader = std::make_shared<ProjectedReader>(std::move(opening), std::move(file), std::move(batches),
                                                    std::move(wanted));
    return arrow::ExportRecordBatchReader(reader, out);
  });
}
