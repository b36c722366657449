#include "ColumnFacts.hpp"

#include <algorithm>
#include <vector>

namespace carrow::sheets {

void ColumnFacts::note(Tag tag, int64_t row, std::string text) {
  tags_ |= bit(tag);
  first_[static_cast<size_t>(tag)] = Witness{row, std::move(text)};
}

const Witness* ColumnFacts::first(Tag tag) const {
  const auto& witness = first_[static_cast<size_t>(tag)];
  return witness ? &*witness : nullptr;
}

const Witness* ColumnFacts::decisive() const {
  std::vector<std::pair<int64_t, Tag>> order;
  for (size_t index = 0; index < kTags; ++index) {
    if (first_[index]) order.emplace_back(first_[index]->row, static_cast<Tag>(index));
  }
  std::sort(order.begin(), order.end());
  uint32_t seen = 0;
  Kind kind = Kind::none;
  const Witness* decisive = nullptr;
  for (const auto& [row, tag] : order) {
    seen |= bit(tag);
    if (kind_of(seen) == kind) continue;
    decisive = kind == Kind::none ? nullptr : first(tag);
    kind = kind_of(seen);
  }
  return decisive;
}

}  // namespace carrow::sheets
