#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ZipParts.hpp"

namespace carrow::sheets {

// The texts that cells of all sheets share, one after the other in one piece of memory.
class SharedTexts {
 public:
  SharedTexts() : ends_{0} {}
  explicit SharedTexts(ZipPart part);

  int64_t size() const { return static_cast<int64_t>(ends_.size()) - 1; }
  std::string_view operator[](int64_t index) const {
    const auto first = ends_[static_cast<size_t>(index)];
    return {bytes_.data() + first, ends_[static_cast<size_t>(index) + 1] - first};
  }

 private:
  std::string bytes_;
  std::vector<uint32_t> ends_;
};

}  // namespace carrow::sheets
