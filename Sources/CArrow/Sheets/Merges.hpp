#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "Cells.hpp"
#include "ZipParts.hpp"

namespace carrow::sheets {

// A range of cells that show the value of the first.
struct Merge {
  int64_t first_row;
  int64_t last_row;
  int32_t first_column;
  int32_t last_column;
};

// The merged ranges of a sheet, in the order of their first rows.
std::vector<Merge> read_merges(ZipPart part);

// A cell of a row that is being read; texts that are not shared are in the row's pool.
struct RowCell {
  int32_t column;
  Cell cell;
};

// Repeats values in the other cells of merged ranges, row by row.
class MergeFiller {
 public:
  explicit MergeFiller(std::vector<Merge> merges) : merges_(std::move(merges)) {}

  bool has_any() const { return !merges_.empty(); }
  // Adds to a row's cells those that merged ranges give it.
  void fill(int64_t row, std::vector<RowCell>* cells, TextPool* texts);
  // Whether a range that began before reaches a row.
  bool reaches(int64_t row) const;

 private:
  struct Active {
    Merge merge;
    Cell cell;
    std::string text;
  };
  void open(int64_t row, const std::vector<RowCell>& cells, const TextPool& texts);

  std::vector<Merge> merges_;
  size_t next_ = 0;
  std::vector<Active> active_;
};

}  // namespace carrow::sheets
