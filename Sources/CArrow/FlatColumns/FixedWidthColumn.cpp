#include <arrow/array/util.h>

#include "FlatColumn.hpp"
#include "FlatPages.hpp"
#include "FlatSlots.hpp"

namespace carrow {

namespace {

// Truth values as bits, of which Parquet's library makes bytes.
arrow::Result<std::shared_ptr<arrow::ArrayData>> packed(std::shared_ptr<arrow::ArrayData> bytes) {
  ARROW_ASSIGN_OR_RAISE(std::shared_ptr<arrow::Buffer> bits, arrow::AllocateEmptyBitmap(bytes->length));
  const auto* values = bytes->GetValues<uint8_t>(1);
  auto* out = bits->mutable_data();
  for (int64_t row = 0; row < bytes->length; ++row) out[row / 8] |= static_cast<uint8_t>((values[row] & 1) << (row % 8));
  bytes->buffers[1] = std::move(bits);
  return bytes;
}

template <typename Parquet>
class FixedWidthColumn : public FlatColumn {
 public:
  FixedWidthColumn(FlatPlace place, std::shared_ptr<arrow::DataType> type)
      : pages_(std::move(place)), type_(std::move(type)) {}

  arrow::Result<std::shared_ptr<arrow::ChunkedArray>> next(int64_t rows) override {
    ARROW_ASSIGN_OR_RAISE(auto slots, FlatSlots<typename Parquet::c_type>::make(rows));
    while (slots.left() > 0 && pages_.has_more()) {
      ARROW_ASSIGN_OR_RAISE(const auto run, pages_.read(slots.left(), slots.next()));
      ARROW_RETURN_NOT_OK(slots.add(run));
    }
    auto data = slots.finish(type_);
    if (type_->id() == arrow::Type::BOOL) {
      ARROW_ASSIGN_OR_RAISE(data, packed(std::move(data)));
    }
    return std::make_shared<arrow::ChunkedArray>(arrow::MakeArray(std::move(data)));
  }

 private:
  FlatPages<Parquet> pages_;
  std::shared_ptr<arrow::DataType> type_;
};

}  // namespace

std::unique_ptr<FlatColumn> fixed_width_column(FlatPlace place, const std::shared_ptr<arrow::DataType>& type) {
  switch (type->id()) {
    case arrow::Type::BOOL:
      return std::make_unique<FixedWidthColumn<parquet::BooleanType>>(std::move(place), type);
    case arrow::Type::INT32:
    case arrow::Type::DATE32:
      return std::make_unique<FixedWidthColumn<parquet::Int32Type>>(std::move(place), type);
    case arrow::Type::FLOAT:
      return std::make_unique<FixedWidthColumn<parquet::FloatType>>(std::move(place), type);
    case arrow::Type::DOUBLE:
      return std::make_unique<FixedWidthColumn<parquet::DoubleType>>(std::move(place), type);
    default:
      return std::make_unique<FixedWidthColumn<parquet::Int64Type>>(std::move(place), type);
  }
}

}  // namespace carrow
