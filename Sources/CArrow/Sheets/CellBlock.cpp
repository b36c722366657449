#include "CellBlock.hpp"

#include <arrow/builder.h>
#include <arrow/type.h>

#include <algorithm>

namespace carrow::sheets {

namespace {

constexpr int64_t kMostTextBytes = 64 << 20;
constexpr int64_t kMostBlockRows = 64 << 10;

}  // namespace

std::shared_ptr<arrow::DataType> type_of(Kind kind) {
  switch (kind) {
    case Kind::boolean:
      return arrow::boolean();
    case Kind::integer:
      return arrow::int64();
    case Kind::number:
      return arrow::float64();
    case Kind::date:
      return arrow::date32();
    case Kind::timestamp:
      return arrow::timestamp(arrow::TimeUnit::MICRO);
    case Kind::time:
      return arrow::time64(arrow::TimeUnit::MICRO);
    case Kind::duration:
      return arrow::duration(arrow::TimeUnit::MICRO);
    default:
      return arrow::utf8();
  }
}

void CellBlock::clear() {
  for (auto& column : columns_) {
    column.tags.clear();
    column.payloads.clear();
    column.seen = 0;
  }
  pool_.clear();
  rows_ = 0;
  text_bytes_ = 0;
}

bool CellBlock::is_full() const {
  const auto width = std::max<int64_t>(static_cast<int64_t>(columns_.size()), 1);
  return rows_ >= kMostBlockRows || rows_ * width >= most_cells_ || text_bytes_ >= kMostTextBytes;
}

int64_t CellBlock::add_empty_rows(int64_t count) {
  const auto width = std::max<int64_t>(static_cast<int64_t>(columns_.size()), 1);
  const auto room = std::max<int64_t>(1, std::min(kMostBlockRows, most_cells_ / width) - rows_);
  const auto added = std::min(count, room);
  rows_ += added;
  return added;
}

// Columns are only as long as their last cell; the rest is empty.
void CellBlock::grow(Column* column) const {
  const auto count = static_cast<size_t>(rows_);
  if (column->tags.size() < count) {
    column->tags.resize(count, Tag::empty);
    column->payloads.resize(count);
  }
}

void CellBlock::set(int32_t column, Cell cell, std::string_view text) {
  if (static_cast<size_t>(column) >= columns_.size()) columns_.resize(static_cast<size_t>(column) + 1);
  auto& target = columns_[static_cast<size_t>(column)];
  grow(&target);
  if (is_text(cell.tag)) {
    if (cell.payload < 0) cell.payload = pool_.add(text);
    text_bytes_ += static_cast<int64_t>(view(cell).size());
  }
  target.tags.back() = cell.tag;
  target.payloads.back() = cell.payload;
  target.seen |= bit(cell.tag);
}

Cell CellBlock::cell(int32_t column, int64_t row) const {
  if (static_cast<size_t>(column) >= columns_.size()) return {};
  const auto& source = columns_[static_cast<size_t>(column)];
  const auto index = static_cast<size_t>(row);
  return index < source.tags.size() ? Cell{source.tags[index], source.payloads[index]} : Cell{};
}

std::string CellBlock::text(Cell cell) const {
  return is_text(cell.tag) ? std::string(view(cell)) : rendered(cell);
}

uint32_t CellBlock::tags(int32_t column) const {
  return static_cast<size_t>(column) < columns_.size() ? columns_[static_cast<size_t>(column)].seen : 0;
}

template <typename Builder, typename Append>
arrow::Result<std::shared_ptr<arrow::Array>> CellBlock::built(Builder builder, int32_t column, Append&& append) const {
  ARROW_RETURN_NOT_OK(builder.Reserve(rows_));
  int64_t count = 0;
  if (static_cast<size_t>(column) < columns_.size()) {
    const auto& source = columns_[static_cast<size_t>(column)];
    count = static_cast<int64_t>(source.tags.size());
    for (size_t row = 0; row < source.tags.size(); ++row) {
      append(&builder, Cell{source.tags[row], source.payloads[row]});
    }
  }
  ARROW_RETURN_NOT_OK(builder.AppendNulls(rows_ - count));
  return builder.Finish();
}

arrow::Result<std::shared_ptr<arrow::Array>> CellBlock::build_text(int32_t column, bool keeps_null_words) const {
  arrow::StringBuilder builder;
  ARROW_RETURN_NOT_OK(builder.Reserve(rows_));
  for (int64_t row = 0; row < rows_; ++row) {
    const auto found = cell(column, row);
    const bool is_word = found.tag == Tag::null_word || found.tag == Tag::error;
    if (found.tag == Tag::empty || found.tag == Tag::uncached || (is_word && !keeps_null_words)) {
      builder.UnsafeAppendNull();
    } else if (is_text(found.tag)) {
      ARROW_RETURN_NOT_OK(builder.Append(view(found)));
    } else {
      ARROW_RETURN_NOT_OK(builder.Append(rendered(found)));
    }
  }
  return builder.Finish();
}

arrow::Result<std::shared_ptr<arrow::Array>> CellBlock::build(int32_t column, Kind kind) const {
  const auto type = type_of(kind);
  auto* pool = arrow::default_memory_pool();
  switch (kind) {
    case Kind::boolean:
      return built(arrow::BooleanBuilder(pool), column, [](auto* builder, Cell cell) {
        cell.tag == Tag::boolean ? builder->UnsafeAppend(cell.payload != 0) : builder->UnsafeAppendNull();
      });
    case Kind::integer:
      return built(arrow::Int64Builder(pool), column, [](auto* builder, Cell cell) {
        const bool fits = cell.tag == Tag::integer || cell.tag == Tag::big_integer || cell.tag == Tag::boolean;
        fits ? builder->UnsafeAppend(cell.payload) : builder->UnsafeAppendNull();
      });
    case Kind::number:
      return built(arrow::DoubleBuilder(pool), column, [](auto* builder, Cell cell) {
        if (cell.tag == Tag::number) return builder->UnsafeAppend(double_of(cell.payload));
        const bool fits = cell.tag == Tag::integer || cell.tag == Tag::boolean;
        fits ? builder->UnsafeAppend(static_cast<double>(cell.payload)) : builder->UnsafeAppendNull();
      });
    case Kind::date:
      return built(arrow::Date32Builder(pool), column, [](auto* builder, Cell cell) {
        cell.tag == Tag::date ? builder->UnsafeAppend(static_cast<int32_t>(cell.payload)) : builder->UnsafeAppendNull();
      });
    case Kind::timestamp:
      return built(arrow::TimestampBuilder(type, pool), column, [](auto* builder, Cell cell) {
        if (cell.tag == Tag::date) return builder->UnsafeAppend(cell.payload * kDayMicroseconds);
        cell.tag == Tag::timestamp ? builder->UnsafeAppend(cell.payload) : builder->UnsafeAppendNull();
      });
    case Kind::time:
      return built(arrow::Time64Builder(type, pool), column, [](auto* builder, Cell cell) {
        cell.tag == Tag::time ? builder->UnsafeAppend(cell.payload) : builder->UnsafeAppendNull();
      });
    case Kind::duration:
      return built(arrow::DurationBuilder(type, pool), column, [](auto* builder, Cell cell) {
        cell.tag == Tag::duration ? builder->UnsafeAppend(cell.payload) : builder->UnsafeAppendNull();
      });
    default:
      return build_text(column, kind != Kind::value);
  }
}

}  // namespace carrow::sheets
