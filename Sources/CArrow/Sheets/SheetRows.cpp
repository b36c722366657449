#include "SheetRows.hpp"

#include <algorithm>
#include <charconv>

#include "Failure.hpp"

namespace carrow::sheets {

namespace {

constexpr int64_t kMostRows = 1048576;
constexpr int32_t kMostColumns = 16384;

}  // namespace

SheetRows::SheetRows(const Workbook* workbook, int32_t sheet, const TextRules* rules, const Area& area,
                     std::vector<Merge> merges)
    : XmlReader(workbook->open_sheet(sheet)),
      area_(area),
      parser_(workbook, rules),
      filler_(std::move(merges)),
      fills_(filler_.has_any()) {}

bool SheetRows::next() {
  if (fills_) return next_filled();
  clear();
  return read();
}

void SheetRows::clear() {
  cells_.clear();
  texts_.clear();
}

// Between the rows that the sheet has there can be some that only merged ranges fill.
bool SheetRows::next_filled() {
  while (true) {
    const auto wanted = number_ + 1;
    if (!has_read_ && read_number_ < wanted) {
      clear();
      has_read_ = read();
      read_number_ = has_read_ ? number_ : INT64_MAX;
      std::swap(cells_, read_cells_);
      std::swap(texts_, read_texts_);
    }
    number_ = filler_.reaches(wanted) ? wanted : read_number_;
    if (number_ == INT64_MAX || number_ > area_.last_row) return false;
    clear();
    if (number_ == read_number_) {
      std::swap(cells_, read_cells_);
      std::swap(texts_, read_texts_);
      has_read_ = false;
    }
    filler_.fill(number_, &cells_, &texts_);
    std::erase_if(cells_, [&](const RowCell& cell) {
      return cell.column < area_.first_column || cell.column > area_.last_column;
    });
    if (!cells_.empty()) return true;
  }
}

void SheetRows::start(std::string_view name, const Attributes& attributes) {
  if (is_in_cell_) return parser_.start(name);
  if (!is_in_data_) {
    is_in_data_ = name == "sheetData";
  } else if (name == "c") {
    begin_cell(attributes);
  } else if (name == "row") {
    begin_row(attributes);
  }
}

void SheetRows::end(std::string_view name) {
  if (is_in_cell_) return name == "c" ? end_cell() : parser_.end(name);
  if (!is_in_data_) return;
  if (name == "row") end_row();
  if (name == "sheetData") is_in_data_ = false;
}

void SheetRows::text(std::string_view part) {
  if (is_in_cell_) parser_.text(part);
}

void SheetRows::begin_row(const Attributes& attributes) {
  const auto text = attributes["r"];
  int64_t number = row_ + 1;
  if (!text.empty()) {
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) number = 0;
  }
  if (number <= row_ || number > kMostRows) {
    throw Failure("row number '" + std::string(text.substr(0, 20)) + "' follows row " + std::to_string(row_) +
                      "; open the workbook and save it anew",
                  CARROW_INVALID, row_);
  }
  row_ = number;
  column_ = -1;
}

void SheetRows::begin_cell(const Attributes& attributes) {
  std::string_view reference, type, style;
  attributes.each([&](const char* name, const char* value) {
    if (name[0] == 0 || name[1] != 0) return;
    if (name[0] == 'r') reference = value;
    if (name[0] == 't') type = value;
    if (name[0] == 's') style = value;
  });
  if (reference.empty()) {
    ++column_;
  } else {
    int64_t row = 0;
    column_ = parse_reference(reference, &row);
    if (column_ < 0 || (row != row_ && row != 0)) column_ = kMostColumns;
  }
  if (column_ >= kMostColumns) {
    throw Failure("row " + std::to_string(row_) + " has a cell '" + std::string(reference.substr(0, 20)) +
                      "'; open the workbook and save it anew",
                  CARROW_INVALID, row_);
  }
  is_in_cell_ = true;
  parser_.begin(type, style);
}

void SheetRows::end_cell() {
  is_in_cell_ = false;
  if (row_ < area_.first_row || row_ > area_.last_row) return;
  if (!fills_ && (column_ < area_.first_column || column_ > area_.last_column)) return;
  auto cell = parser_.finish(column_, row_);
  if (cell.tag == Tag::empty) return;
  if (is_text(cell.tag) && cell.payload < 0) cell.payload = texts_.add(parser_.own_text());
  cells_.push_back({column_, cell});
}

void SheetRows::end_row() {
  if (cells_.empty()) return;
  number_ = row_;
  pause();
}

}  // namespace carrow::sheets
