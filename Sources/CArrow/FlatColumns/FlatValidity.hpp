#pragma once

#include <arrow/buffer.h>
#include <arrow/result.h>
#include <arrow/util/bit_util.h>
#include <arrow/util/bitmap_ops.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include "FlatRun.hpp"

namespace carrow {

// The bitmap of an array that is being filled; there is none as long as nothing is null.
class FlatValidity {
 public:
  explicit FlatValidity(int64_t rows) : rows_(rows) {}

  arrow::Status add(const FlatRun& run) {
    if (!run.is_without_nulls() && bitmap_ == nullptr) {
      ARROW_ASSIGN_OR_RAISE(bitmap_, arrow::AllocateEmptyBitmap(rows_));
      arrow::bit_util::SetBitsTo(bitmap_->mutable_data(), 0, filled_, true);
    }
    if (bitmap_ != nullptr && run.is_without_nulls()) {
      arrow::bit_util::SetBitsTo(bitmap_->mutable_data(), filled_, run.rows, true);
    } else if (bitmap_ != nullptr) {
      const auto bits = packed(run.levels, run.rows);
      arrow::internal::CopyBitmap(bits.data(), 0, run.rows, bitmap_->mutable_data(), filled_);
    }
    nulls_ += run.rows - run.present;
    filled_ += run.rows;
    return arrow::Status::OK();
  }

  int64_t filled() const { return filled_; }
  int64_t nulls() const { return nulls_; }
  std::shared_ptr<arrow::Buffer> finish() { return std::move(bitmap_); }

 private:
  // Levels, each of which is 0 or 1, as bits.
  static std::vector<uint8_t> packed(const int16_t* levels, int64_t count) {
    std::vector<uint8_t> bits(static_cast<size_t>(count + 7) / 8);
    for (int64_t index = 0; index < count; index += 8) {
      std::array<int16_t, 8> eight{};
      std::copy_n(levels + index, std::min<int64_t>(8, count - index), eight.begin());
      bits[index / 8] = static_cast<uint8_t>(four(eight.data()) | four(eight.data() + 4) << 4);
    }
    return bits;
  }

  // Four levels as bits: the factor moves each one to its own place above the others.
  static uint64_t four(const int16_t* levels) {
    constexpr uint64_t kPlaces = uint64_t{1} << 48 | uint64_t{1} << 33 | uint64_t{1} << 18 | uint64_t{1} << 3;
    uint64_t word = 0;
    std::memcpy(&word, levels, sizeof(word));
    return word * kPlaces >> 48 & 15;
  }

  int64_t rows_;
  int64_t filled_ = 0;
  int64_t nulls_ = 0;
  std::shared_ptr<arrow::Buffer> bitmap_;
};

}  // namespace carrow
