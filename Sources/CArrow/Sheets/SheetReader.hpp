#pragma once

#include <memory>
#include <string>
#include <vector>

#include "CellBlock.hpp"
#include "ColumnFacts.hpp"
#include "SheetRows.hpp"
#include "Workbook.hpp"

namespace carrow::sheets {

struct SheetOptions {
  int32_t sheet = 0;
  bool has_header = true;
  bool fills_merged = false;
  // Whether the columns are those of the area, whatever is in them.
  bool has_fixed_columns = false;
  Area area;
  TextRules rules;
  int64_t block_cells = 0;
};

// Reads a sheet block by block, as often as it takes to know its columns.
class SheetReader {
 public:
  SheetReader(std::shared_ptr<Workbook> workbook, SheetOptions options);

  // Back to the first row; what is known of the columns stays known.
  void rewind();
  // Moves to the next block; false at the end.
  bool advance();

  int32_t first_column() const { return first_column_; }
  int32_t column_count() const { return has_columns() ? last_column_ - first_column_ + 1 : 0; }
  std::string column_name(int32_t index) const;
  const ColumnFacts& facts(int32_t index) const;
  // The 1-based row of the first data row.
  int64_t first_row() const { return first_row_; }
  const CellBlock& block() const { return block_; }
  int32_t block_column(int32_t index) const { return first_column_ + index; }
  int64_t bytes_read() const { return rows_->bytes_read(); }
  int64_t bytes_total() const { return rows_->bytes_total(); }

 private:
  bool has_columns() const { return last_column_ >= first_column_; }
  bool next_row();
  void take_header();
  void add_row();
  bool add_gap();
  void widen(int32_t column);

  std::shared_ptr<Workbook> workbook_;
  SheetOptions options_;
  std::vector<Merge> merges_;
  std::unique_ptr<SheetRows> rows_;
  CellBlock block_;
  std::vector<ColumnFacts> facts_;    // by the sheet's columns
  std::vector<std::string> headers_;  // likewise
  int32_t first_column_ = 16384;
  int32_t last_column_ = -1;
  int64_t first_row_ = 0;
  int64_t next_row_ = 0;
  bool has_pending_ = false;
  bool has_ended_ = false;
};

}  // namespace carrow::sheets
