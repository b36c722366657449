#include "Selection.hpp"

#include <arrow/array/util.h>
#include <arrow/buffer.h>
#include <arrow/compute/api_vector.h>
#include <arrow/type_traits.h>
#include <arrow/util/bit_util.h>
#include <arrow/util/bitmap_generate.h>

#include <algorithm>
#include <cstring>

namespace carrow {

namespace {

// Up to 64 bits of a bitmap, the first of them as the lowest.
uint64_t word(const uint8_t* bitmap, int64_t first, int64_t count) {
  const auto shift = first % 8;
  uint64_t bits = 0;
  std::memcpy(&bits, bitmap + first / 8, static_cast<size_t>(std::min<int64_t>(8, (shift + count + 7) / 8)));
  bits >>= shift;
  if (shift + count > 64) bits |= static_cast<uint64_t>(bitmap[first / 8 + 8]) << (64 - shift);
  return count == 64 ? bits : bits & ((uint64_t{1} << count) - 1);
}

// The positions of the bits of a word of the mask, from the first row of that word on.
uint32_t* append_positions(uint64_t bits, uint32_t first, uint32_t* out) {
  if (bits == ~uint64_t{0}) {
    for (uint32_t bit = 0; bit < 64; ++bit) *out++ = first + bit;
    return out;
  }
  for (; bits != 0; bits &= bits - 1) *out++ = first + static_cast<uint32_t>(__builtin_ctzll(bits));
  return out;
}

// The width of the values that are taken without Arrow's kernels, 0 for others.
int gathered_bits(const arrow::DataType& type) {
  if (type.id() != arrow::Type::DICTIONARY && !arrow::is_primitive(type.id())) return 0;
  const auto& stored =
      type.id() == arrow::Type::DICTIONARY ? *static_cast<const arrow::DictionaryType&>(type).index_type() : type;
  const auto bits = stored.bit_width();
  return bits == 32 || bits == 64 ? bits : 0;
}

}  // namespace

arrow::Result<Selection> Selection::of(const arrow::BooleanArray& mask) {
  Selection selection;
  const auto count = mask.true_count();
  ARROW_ASSIGN_OR_RAISE(std::shared_ptr<arrow::Buffer> buffer,
                        arrow::AllocateBuffer(count * static_cast<int64_t>(sizeof(uint32_t))));
  auto* out = reinterpret_cast<uint32_t*>(buffer->mutable_data());
  const auto* valid = mask.null_count() > 0 ? mask.null_bitmap_data() : nullptr;
  for (int64_t row = 0; row < mask.length(); row += 64) {
    const auto width = std::min<int64_t>(64, mask.length() - row);
    auto bits = word(mask.values()->data(), mask.offset() + row, width);
    if (valid != nullptr) bits &= word(valid, mask.offset() + row, width);
    selection.words_.push_back(bits);
    out = append_positions(bits, static_cast<uint32_t>(row), out);
  }
  selection.positions_ = std::make_shared<arrow::UInt32Array>(count, std::move(buffer));
  return selection;
}

arrow::Result<std::shared_ptr<arrow::RecordBatch>> Selection::taken(
    const std::shared_ptr<arrow::RecordBatch>& rows) const {
  if (count() == rows->num_rows()) return rows;
  arrow::ArrayVector columns;
  for (const auto& column : rows->columns()) {
    ARROW_ASSIGN_OR_RAISE(auto kept, taken(column));
    columns.push_back(std::move(kept));
  }
  return arrow::RecordBatch::Make(rows->schema(), count(), std::move(columns));
}

arrow::Result<std::shared_ptr<arrow::Array>> Selection::taken(const std::shared_ptr<arrow::Array>& column) const {
  switch (gathered_bits(*column->type())) {
    case 32:
      return gathered<uint32_t>(*column);
    case 64:
      return gathered<uint64_t>(*column);
    default:
      return arrow::compute::Take(*column, *positions_, arrow::compute::TakeOptions::NoBoundsCheck());
  }
}

template <typename Value>
arrow::Result<std::shared_ptr<arrow::Array>> Selection::gathered(const arrow::Array& column) const {
  ARROW_ASSIGN_OR_RAISE(std::shared_ptr<arrow::Buffer> buffer,
                        arrow::AllocateBuffer(count() * static_cast<int64_t>(sizeof(Value))));
  auto* out = reinterpret_cast<Value*>(buffer->mutable_data());
  const auto* values = column.data()->GetValues<Value>(1);
  const auto* positions = positions_->raw_values();
  for (int64_t row = 0; row < count(); ++row) out[row] = values[positions[row]];
  ARROW_ASSIGN_OR_RAISE(auto valid, validity(column));
  const auto nulls = valid == nullptr ? 0 : arrow::kUnknownNullCount;
  auto kept = arrow::ArrayData::Make(column.type(), count(), {std::move(valid), std::move(buffer)}, nulls);
  kept->dictionary = column.data()->dictionary;
  return arrow::MakeArray(std::move(kept));
}

arrow::Result<std::shared_ptr<arrow::Buffer>> Selection::validity(const arrow::Array& column) const {
  if (!has_nulls(column)) return nullptr;
  ARROW_ASSIGN_OR_RAISE(std::shared_ptr<arrow::Buffer> bits, arrow::AllocateBitmap(count()));
  const auto* position = positions_->raw_values();
  arrow::internal::GenerateBitsUnrolled(bits->mutable_data(), 0, count(), [&] { return column.IsValid(*position++); });
  return bits;
}

bool Selection::has_nulls(const arrow::Array& column) const {
  if (column.null_count() == 0) return false;
  for (size_t index = 0; index < words_.size(); ++index) {
    const auto row = static_cast<int64_t>(index) * 64;
    const auto valid =
        word(column.null_bitmap_data(), column.offset() + row, std::min<int64_t>(64, column.length() - row));
    if ((words_[index] & ~valid) != 0) return true;
  }
  return false;
}

}  // namespace carrow
