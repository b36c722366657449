#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "Cells.hpp"

namespace carrow::sheets {

// A cell that tells something about its column.
struct Witness {
  int64_t row = 0;
  std::string text;
};

// What all cells of a column so far say about it, whatever order they come in.
class ColumnFacts {
 public:
  // Whether a cell of this tag tells anything new.
  bool is_news(Tag tag) const { return (tags_ & bit(tag)) == 0; }
  void note(Tag tag, int64_t row, std::string text);
  void count(Tag tag) { ++counts_[static_cast<size_t>(tag)]; }
  void forget_counts() { counts_.fill(0); }

  Kind kind() const { return kind_of(tags_); }
  uint32_t tags() const { return tags_; }
  int64_t count_of(Tag tag) const { return counts_[static_cast<size_t>(tag)]; }
  const Witness* first(Tag tag) const;
  // The cell that made the column what it is, unless its first value alone did.
  const Witness* decisive() const;

 private:
  static constexpr size_t kTags = static_cast<size_t>(Tag::error) + 1;
  uint32_t tags_ = 0;
  std::array<std::optional<Witness>, kTags> first_;
  std::array<int64_t, kTags> counts_{};
};

}  // namespace carrow::sheets
