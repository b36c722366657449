#include <arrow/array/util.h>
#include <arrow/buffer_builder.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "FlatColumn.hpp"
#include "FlatPages.hpp"
#include "FlatSlots.hpp"

namespace carrow {

namespace {

// So many values are looked at, and their room made, at once.
constexpr int64_t kPieceRows = 4096;
// An array's bytes have places of 32 bits.
constexpr int64_t kMostBytes = std::numeric_limits<int32_t>::max();
// What is made room for before the first value is seen.
constexpr int64_t kMostExpected = int64_t{64} << 20;

// Rows and their values, which stand in a page, whose memory the next one takes.
struct Piece {
  FlatRun run;
  const parquet::ByteArray* values;

  int64_t bytes() const {
    int64_t sum = 0;
    for (int64_t index = 0; index < run.present; ++index) sum += values[index].len;
    return sum;
  }

  Piece first(int64_t rows) const {
    const auto present = run.is_without_nulls() ? rows : std::accumulate(run.levels, run.levels + rows, int64_t{0});
    return {{rows, present, run.levels}, values};
  }

  Piece after(const Piece& head) const {
    const auto* levels = run.levels == nullptr ? nullptr : run.levels + head.run.rows;
    return {{run.rows - head.run.rows, run.present - head.run.present, levels}, values + head.run.present};
  }
};

// An array of texts or bytes that is being filled.
class Bytes {
 public:
  static arrow::Result<Bytes> make(int64_t rows) {
    Bytes bytes(rows);
    ARROW_RETURN_NOT_OK(bytes.offsets_.Reserve(rows + 1));
    return bytes;
  }

  // Makes room for values of so many bytes; false where the array cannot have as many.
  arrow::Result<bool> reserve(int64_t bytes) {
    if (values_.length() + bytes > kMostBytes) return false;
    ARROW_RETURN_NOT_OK(values_.Reserve(bytes));
    return true;
  }

  // Takes rows for whose values there is room.
  arrow::Status add(const Piece& piece) {
    const auto* value = piece.values;
    for (int64_t row = 0; row < piece.run.rows; ++row) {
      offsets_.UnsafeAppend(static_cast<int32_t>(values_.length()));
      if (!piece.run.is_without_nulls() && piece.run.levels[row] == 0) continue;
      values_.UnsafeAppend(value->ptr, value->len);
      ++value;
    }
    return validity_.add(piece.run);
  }

  arrow::Result<std::shared_ptr<arrow::Array>> finish(std::shared_ptr<arrow::DataType> type) {
    offsets_.UnsafeAppend(static_cast<int32_t>(values_.length()));
    ARROW_ASSIGN_OR_RAISE(auto offsets, offsets_.Finish());
    ARROW_ASSIGN_OR_RAISE(auto values, values_.Finish());
    const auto [rows, nulls] = std::pair(validity_.filled(), validity_.nulls());
    return arrow::MakeArray(arrow::ArrayData::Make(std::move(type), rows,
                                                   {validity_.finish(), std::move(offsets), std::move(values)}, nulls));
  }

 private:
  explicit Bytes(int64_t rows) : validity_(rows) {}

  FlatValidity validity_;
  arrow::TypedBufferBuilder<int32_t> offsets_;
  arrow::BufferBuilder values_;
};

class BytesColumn : public FlatColumn {
 public:
  BytesColumn(FlatPlace place, std::shared_ptr<arrow::DataType> type)
      : pages_(std::move(place)), type_(std::move(type)), values_(kPieceRows) {}

  arrow::Result<std::shared_ptr<arrow::ChunkedArray>> next(int64_t rows) override {
    arrow::ArrayVector chunks;
    ARROW_ASSIGN_OR_RAISE(auto chunk, Bytes::make(rows));
    for (int64_t left = rows; left > 0 && pages_.has_more();) {
      if (left == rows) {
        const auto expected = std::min(kMostExpected, rows * pages_.bytes_per_row());
        ARROW_RETURN_NOT_OK(chunk.reserve(expected).status());
      }
      ARROW_ASSIGN_OR_RAISE(const auto run, pages_.read(std::min(left, kPieceRows), values_.data()));
      ARROW_RETURN_NOT_OK(take({run, values_.data()}, chunk, left, chunks));
      left -= run.rows;
    }
    ARROW_RETURN_NOT_OK(end(chunk, chunks));
    return std::make_shared<arrow::ChunkedArray>(std::move(chunks), type_);
  }

 private:
  // Puts a piece into a chunk, and what has no room there into others.
  arrow::Status take(const Piece& piece, Bytes& chunk, int64_t left, arrow::ArrayVector& chunks) {
    ARROW_ASSIGN_OR_RAISE(const bool has_room, chunk.reserve(piece.bytes()));
    if (has_room) return chunk.add(piece);
    if (piece.run.rows > 1) {
      const auto head = piece.first(piece.run.rows / 2);
      ARROW_RETURN_NOT_OK(take(head, chunk, left, chunks));
      return take(piece.after(head), chunk, left - head.run.rows, chunks);
    }
    ARROW_RETURN_NOT_OK(end(chunk, chunks));
    ARROW_ASSIGN_OR_RAISE(chunk, Bytes::make(left));
    return take(piece, chunk, left, chunks);
  }

  arrow::Status end(Bytes& chunk, arrow::ArrayVector& chunks) {
    ARROW_ASSIGN_OR_RAISE(auto array, chunk.finish(type_));
    chunks.push_back(std::move(array));
    return arrow::Status::OK();
  }

  FlatPages<parquet::ByteArrayType> pages_;
  std::shared_ptr<arrow::DataType> type_;
  std::vector<parquet::ByteArray> values_;
};

}  // namespace

std::unique_ptr<FlatColumn> bytes_column(FlatPlace place, const std::shared_ptr<arrow::DataType>& type) {
  return std::make_unique<BytesColumn>(std::move(place), type);
}

}  // namespace carrow
