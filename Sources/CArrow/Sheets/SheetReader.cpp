#include "SheetReader.hpp"

#include <algorithm>

#include "Failure.hpp"

namespace carrow::sheets {

namespace {

constexpr size_t kMostEvidence = 200;
// Empty cells before a cell far below; more of them only take time.
constexpr int64_t kMostGapCells = 500'000'000;

}  // namespace

SheetReader::SheetReader(std::shared_ptr<Workbook> workbook, SheetOptions options)
    : workbook_(std::move(workbook)),
      options_(std::move(options)),
      merges_(options_.fills_merged ? read_merges(workbook_->open_sheet(options_.sheet)) : std::vector<Merge>()),
      block_(&workbook_->texts(), options_.block_cells) {
  if (options_.has_fixed_columns) {
    widen(options_.area.first_column);
    widen(options_.area.last_column);
  }
  rewind();
}

void SheetReader::rewind() {
  rows_ = std::make_unique<SheetRows>(workbook_.get(), options_.sheet, &options_.rules, options_.area, merges_);
  for (auto& facts : facts_) facts.forget_counts();
  block_.clear();
  has_pending_ = has_ended_ = false;
  if (options_.has_header) take_header();
  first_row_ = next_row_ = options_.has_header ? rows_->number() + 1 : 0;
}

void SheetReader::widen(int32_t column) {
  first_column_ = std::min(first_column_, column);
  last_column_ = std::max(last_column_, column);
  const auto count = static_cast<size_t>(last_column_) + 1;
  if (facts_.size() < count) facts_.resize(count);
  if (headers_.size() < count) headers_.resize(count);
}

bool SheetReader::next_row() {
  if (has_ended_) return false;
  has_ended_ = !rows_->next();
  return !has_ended_;
}

void SheetReader::take_header() {
  if (!next_row()) return;
  for (const auto& [column, cell] : rows_->cells()) {
    widen(column);
    auto text = !is_text(cell.tag)    ? rendered(cell)
                : cell.payload < 0    ? std::string(rows_->texts()[cell.payload])
                                      : std::string(workbook_->texts()[cell.payload]);
    headers_[static_cast<size_t>(column)] = std::move(text);
  }
}

bool SheetReader::advance() {
  block_.clear();
  while (!block_.is_full()) {
    if (!has_pending_ && !next_row()) break;
    has_pending_ = true;
    if (next_row_ == 0) first_row_ = next_row_ = rows_->number();
    if (!add_gap()) break;
    add_row();
    has_pending_ = false;
  }
  return block_.rows() > 0;
}

// Adds the empty rows before the pending one; false when there is no room for it in the block.
bool SheetReader::add_gap() {
  const auto gap = rows_->number() - next_row_;
  if (gap > 0) {
    if (gap * column_count() > kMostGapCells) {
      throw Failure("row " + std::to_string(rows_->number()) + " follows row " + std::to_string(next_row_ - 1) +
                        " after very many empty cells; delete what stands there by mistake, or name the columns",
                    CARROW_INVALID, rows_->number());
    }
    next_row_ += block_.add_empty_rows(gap);
  }
  return next_row_ == rows_->number() && !block_.is_full();
}

void SheetReader::add_row() {
  block_.begin_row();
  const auto row = next_row_++;
  for (const auto& [column, cell] : rows_->cells()) {
    if (column < first_column_ || column > last_column_) widen(column);
    const auto own = is_text(cell.tag) && cell.payload < 0 ? rows_->texts()[cell.payload] : std::string_view();
    block_.set(column, cell, own);
    auto& facts = facts_[static_cast<size_t>(column)];
    facts.count(cell.tag);
    if (!facts.is_news(cell.tag)) continue;
    auto text = block_.text(block_.cell(column, block_.rows() - 1));
    if (text.size() > kMostEvidence) {
      text.resize(kMostEvidence);
      while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
      if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.pop_back();
    }
    facts.note(cell.tag, row, std::move(text));
  }
}

std::string SheetReader::column_name(int32_t index) const {
  const auto& header = headers_[static_cast<size_t>(block_column(index))];
  return header.empty() ? column_letters(block_column(index)) : header;
}

const ColumnFacts& SheetReader::facts(int32_t index) const { return facts_[static_cast<size_t>(block_column(index))]; }

}  // namespace carrow::sheets
