#include <arrow/array/array_dict.h>
#include <arrow/array/builder_binary.h>
#include <arrow/array/util.h>

#include "FlatColumn.hpp"
#include "FlatPages.hpp"
#include "FlatSlots.hpp"

namespace carrow {

namespace {

arrow::Result<std::shared_ptr<arrow::Array>> texts(const parquet::ByteArray* values, int32_t count) {
  arrow::StringBuilder builder;
  for (int32_t index = 0; index < count; ++index) {
    ARROW_RETURN_NOT_OK(builder.Append(values[index].ptr, static_cast<int32_t>(values[index].len)));
  }
  return builder.Finish();
}

// Texts as places in the dictionaries of the row groups, each of which gives a chunk.
class DictionaryColumn : public FlatColumn {
 public:
  DictionaryColumn(FlatPlace place, std::shared_ptr<arrow::DataType> type)
      : pages_(std::move(place), true), type_(std::move(type)) {}

  arrow::Result<std::shared_ptr<arrow::ChunkedArray>> next(int64_t rows) override {
    arrow::ArrayVector chunks;
    for (int64_t left = rows; left > 0 && pages_.has_more();) {
      ARROW_ASSIGN_OR_RAISE(auto chunk, next_of_group(left));
      left -= chunk->length();
      chunks.push_back(std::move(chunk));
    }
    return arrow::ChunkedArray::Make(std::move(chunks), type_);
  }

 private:
  arrow::Result<std::shared_ptr<arrow::Array>> next_of_group(int64_t rows) {
    ARROW_ASSIGN_OR_RAISE(auto places, FlatSlots<int32_t>::make(rows));
    const auto group = pages_.group();
    while (places.left() > 0 && pages_.has_more() && pages_.group() == group) {
      const parquet::ByteArray* words = nullptr;
      int32_t count = 0;
      ARROW_ASSIGN_OR_RAISE(const auto run, pages_.read(places.left(), places.next(), &words, &count));
      if (words != nullptr && group != dictionary_group_) {
        ARROW_ASSIGN_OR_RAISE(dictionary_, texts(words, count));
        dictionary_group_ = group;
      }
      ARROW_RETURN_NOT_OK(check(places.next(), run.present));
      ARROW_RETURN_NOT_OK(places.add(run));
    }
    auto data = places.finish(type_);
    data->dictionary = dictionary_->data();
    return arrow::MakeArray(std::move(data));
  }

  // Damaged places would be read from.
  arrow::Status check(const int32_t* places, int64_t count) const {
    if (dictionary_ == nullptr) return arrow::Status::Invalid("the file is damaged: a column has no dictionary");
    const auto words = static_cast<uint32_t>(dictionary_->length());
    bool is_good = true;
    for (int64_t index = 0; index < count; ++index) is_good &= static_cast<uint32_t>(places[index]) < words;
    return is_good ? arrow::Status::OK() : arrow::Status::Invalid("the file is damaged: a place is not in its dictionary");
  }

  FlatPages<parquet::ByteArrayType> pages_;
  std::shared_ptr<arrow::DataType> type_;
  std::shared_ptr<arrow::Array> dictionary_;
  size_t dictionary_group_ = 0;
};

}  // namespace

std::unique_ptr<FlatColumn> dictionary_column(FlatPlace place, const std::shared_ptr<arrow::DataType>& type) {
  return std::make_unique<DictionaryColumn>(std::move(place), type);
}

}  // namespace carrow
