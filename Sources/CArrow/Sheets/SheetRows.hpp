#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "CellParser.hpp"
#include "Cells.hpp"
#include "Merges.hpp"
#include "Workbook.hpp"
#include "XmlReader.hpp"

namespace carrow::sheets {

// The part of a sheet that is read: 0-based columns and 1-based rows, inclusive.
struct Area {
  int32_t first_column = 0;
  int32_t last_column = 16383;
  int64_t first_row = 1;
  int64_t last_row = 1048576;
};

// Gives the rows of a sheet that are not empty, one by one.
class SheetRows : private XmlReader {
 public:
  SheetRows(const Workbook* workbook, int32_t sheet, const TextRules* rules, const Area& area,
            std::vector<Merge> merges);

  // Moves to the next row that is not empty; false at the end.
  bool next();
  // Its 1-based number, its cells, and the texts of those that have their own.
  int64_t number() const { return number_; }
  const std::vector<RowCell>& cells() const { return cells_; }
  const TextPool& texts() const { return texts_; }

  using XmlReader::bytes_read;
  using XmlReader::bytes_total;

 private:
  void start(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view part) override;

  void begin_row(const Attributes& attributes);
  void begin_cell(const Attributes& attributes);
  void end_cell();
  void end_row();
  void clear();
  bool next_filled();

  const Area area_;
  CellParser parser_;
  MergeFiller filler_;
  bool fills_;
  int64_t row_ = 0;
  int32_t column_ = -1;
  bool is_in_data_ = false;
  bool is_in_cell_ = false;
  bool has_read_ = false;  // a row that waits behind those that merged ranges fill
  int64_t number_ = 0;
  std::vector<RowCell> cells_;
  TextPool texts_;
  int64_t read_number_ = 0;
  std::vector<RowCell> read_cells_;
  TextPool read_texts_;
};

}  // namespace carrow::sheets
