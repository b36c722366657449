#include "CellParser.hpp"

#include <algorithm>
#include <charconv>

#include "Failure.hpp"

namespace carrow::sheets {

CellParser::Type CellParser::type_of(std::string_view name) {
  if (name.empty() || name == "n") return Type::number;
  if (name == "s") return Type::shared;
  if (name == "str") return Type::text;
  if (name == "inlineStr") return Type::inline_text;
  if (name == "b") return Type::boolean;
  if (name == "e") return Type::error;
  return name == "d" ? Type::iso : Type::unknown;
}

void CellParser::begin(std::string_view type, std::string_view style) {
  type_ = type_of(type);
  style_ = 0;
  std::from_chars(style.data(), style.data() + style.size(), style_);
  value_.clear();
  is_in_value_ = is_inline_ = had_inline_ = has_formula_ = false;
}

void CellParser::start(std::string_view name) {
  if (is_inline_) {
    rich_text_.start(name);
  } else if (name == "is") {
    rich_text_.clear();
    is_inline_ = had_inline_ = true;
  } else {
    is_in_value_ = name == "v";
    has_formula_ = has_formula_ || name == "f";
  }
}

void CellParser::end(std::string_view name) {
  is_in_value_ = false;
  if (!is_inline_) return;
  rich_text_.end(name);
  if (name != "is") return;
  is_inline_ = false;
  value_ = rich_text_.finished();
}

void CellParser::text(std::string_view part) {
  if (is_in_value_) append_limited(&value_, part);
  if (is_inline_) rich_text_.text(part);
}

bool CellParser::is_null_word(std::string_view text) const {
  const auto& words = rules_->null_words;
  return text.empty() || std::find(words.begin(), words.end(), text) != words.end();
}

Cell CellParser::text_cell(int64_t position, std::string_view text) const {
  if (!is_null_word(text)) return {Tag::text, position};
  const bool is_null = rules_->null_words_in_text && !text.empty();
  return is_null ? Cell{} : Cell{Tag::null_word, position};
}

Cell CellParser::own_text_cell() {
  own_text_ = value_;
  return text_cell(-1, own_text_);
}

Cell CellParser::parse_number_cell() {
  Cell cell;
  double value = 0;
  if (!parse_number(value_, &cell, &value)) fail("'" + value_.substr(0, 60) + "' is no number");
  if (cell.tag == Tag::text) return own_text_cell();
  switch (workbook_->number_class(style_)) {
    case NumberClass::number:
      return cell;
    case NumberClass::date:
      return dated(value, false, workbook_->counts_from_1904());
    case NumberClass::date_time:
      return dated(value, true, workbook_->counts_from_1904());
    case NumberClass::duration:
      return clocked(value, Tag::duration);
    case NumberClass::time:
      // A moment of which the sheet shows the time only.
      return value >= 0 && value < 1 ? clocked(value, Tag::time)
                                     : dated(value, true, workbook_->counts_from_1904());
  }
  return cell;
}

// A moment or clock time as its number format shows it, like the number that other workbooks have in its place.
Cell CellParser::shown(Cell cell) const {
  const auto format = workbook_->number_class(style_);
  if (cell.tag == Tag::time && format == NumberClass::duration) return {Tag::duration, cell.payload};
  if (cell.tag != Tag::timestamp) return cell;
  const auto since_start = cell.payload - first_moment(workbook_->counts_from_1904());
  if (format == NumberClass::date && cell.payload % kDayMicroseconds == 0) {
    return {Tag::date, cell.payload / kDayMicroseconds};
  }
  if (format == NumberClass::time && since_start >= 0 && since_start < kDayMicroseconds) return {Tag::time, since_start};
  return format == NumberClass::duration ? Cell{Tag::duration, since_start} : cell;
}

Cell CellParser::finish(int32_t column, int64_t row) {
  column_ = column;
  row_ = row;
  const bool is_text = (type_ == Type::text && has_formula_) || had_inline_;
  if (value_.empty() && !is_text) return {has_formula_ ? Tag::uncached : Tag::empty, 0};
  switch (type_) {
    case Type::unknown:
      fail("it is of a type that there is not in workbooks");
    case Type::text:
      resolve_escapes(&value_);
      return own_text_cell();
    case Type::inline_text:
      return own_text_cell();
    case Type::shared: {
      int64_t position = -1;
      const auto* last = value_.data() + value_.size();
      const auto parsed = std::from_chars(value_.data(), last, position);
      if (parsed.ptr != last || position < 0 || position >= workbook_->texts().size()) {
        fail("the workbook has no text number " + value_.substr(0, 20));
      }
      return text_cell(position, workbook_->texts()[position]);
    }
    case Type::boolean:
      if (value_ == "1" || value_ == "true" || value_ == "TRUE") return {Tag::boolean, 1};
      if (value_ == "0" || value_ == "false" || value_ == "FALSE") return {Tag::boolean, 0};
      fail("'" + value_.substr(0, 60) + "' is no truth value");
    case Type::error:
      own_text_ = value_;
      return rules_->null_words_in_text && is_null_word(own_text_) ? Cell{} : Cell{Tag::error, -1};
    case Type::iso: {
      const auto cell = parse_iso(value_);
      return cell.tag == Tag::empty ? own_text_cell() : shown(cell);
    }
    default:
      return parse_number_cell();
  }
}

void CellParser::fail(const std::string& what) const {
  throw Failure("cell " + cell_reference(column_, row_) + " cannot be read: " + what +
                    "; open the workbook and save it anew",
                CARROW_INVALID, row_);
}

}  // namespace carrow::sheets
