#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "NumberFormats.hpp"
#include "SharedTexts.hpp"
#include "ZipParts.hpp"

namespace carrow::sheets {

struct SheetPart {
  std::string name;
  std::string path;
};

// What a workbook says beside its sheets' cells.
class Workbook {
 public:
  explicit Workbook(const std::string& path);

  const std::vector<SheetPart>& sheets() const { return sheets_; }
  bool counts_from_1904() const { return counts_from_1904_; }
  const SharedTexts& texts() const { return texts_; }
  // The class of the number format that a cell's style names.
  NumberClass number_class(int64_t style) const {
    const auto index = static_cast<size_t>(style);
    return index < styles_.size() ? styles_[index] : NumberClass::number;
  }
  ZipPart open_sheet(int32_t index) const;
  // Reads what the cells refer to.
  void load();

 private:
  ZipParts parts_;
  std::vector<SheetPart> sheets_;
  bool counts_from_1904_ = false;
  std::string texts_path_;
  std::string styles_path_;
  SharedTexts texts_;
  std::vector<NumberClass> styles_;
};

}  // namespace carrow::sheets
