#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "Cells.hpp"
#include "RichText.hpp"
#include "Workbook.hpp"

namespace carrow::sheets {

struct TextRules {
  std::vector<std::string> null_words;
  // Whether null words are null in text columns, too.
  bool null_words_in_text = false;
};

// Makes a cell of a `c` element's attributes and contents.
class CellParser {
 public:
  CellParser(const Workbook* workbook, const TextRules* rules) : workbook_(workbook), rules_(rules) {}

  void begin(std::string_view type, std::string_view style);
  void start(std::string_view name);
  void end(std::string_view name);
  void text(std::string_view part);

  // The finished cell. Its text, if it is not shared, is `own_text` until the next one begins.
  Cell finish(int32_t column, int64_t row);
  const std::string& own_text() const { return own_text_; }

 private:
  enum class Type { number, shared, text, inline_text, boolean, error, iso, unknown };

  static Type type_of(std::string_view name);
  Cell parse_number_cell();
  Cell shown(Cell cell) const;
  Cell text_cell(int64_t position, std::string_view text) const;
  Cell own_text_cell();
  bool is_null_word(std::string_view text) const;
  [[noreturn]] void fail(const std::string& what) const;

  const Workbook* workbook_;
  const TextRules* rules_;
  Type type_ = Type::number;
  int64_t style_ = 0;
  int32_t column_ = 0;
  int64_t row_ = 0;
  std::string value_;
  std::string own_text_;
  RichText rich_text_;
  bool is_in_value_ = false;
  bool is_inline_ = false;
  bool had_inline_ = false;
  bool has_formula_ = false;
};

}  // namespace carrow::sheets
