#include "RichText.hpp"

#include <cstdint>

#include "Failure.hpp"

namespace carrow::sheets {

namespace {

// Excel's limit is 32,767 characters.
constexpr size_t kLongestText = 16 << 20;

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  return -1;
}

// The UTF-16 unit that `_xHHHH_` at a position stands for, -1 when there is none.
int escaped_unit(std::string_view text, size_t position) {
  if (position + 7 > text.size() || text[position + 1] != 'x' || text[position + 6] != '_') return -1;
  int unit = 0;
  for (size_t index = position + 2; index < position + 6; ++index) {
    const int digit = hex_digit(text[index]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

void append_utf8(std::string* text, uint32_t scalar) {
  if (scalar < 0x80) {
    text->push_back(static_cast<char>(scalar));
  } else if (scalar < 0x800) {
    text->push_back(static_cast<char>(0xC0 | (scalar >> 6)));
    text->push_back(static_cast<char>(0x80 | (scalar & 0x3F)));
  } else if (scalar < 0x10000) {
    text->push_back(static_cast<char>(0xE0 | (scalar >> 12)));
    text->push_back(static_cast<char>(0x80 | ((scalar >> 6) & 0x3F)));
    text->push_back(static_cast<char>(0x80 | (scalar & 0x3F)));
  } else {
    text->push_back(static_cast<char>(0xF0 | (scalar >> 18)));
    text->push_back(static_cast<char>(0x80 | ((scalar >> 12) & 0x3F)));
    text->push_back(static_cast<char>(0x80 | ((scalar >> 6) & 0x3F)));
    text->push_back(static_cast<char>(0x80 | (scalar & 0x3F)));
  }
}

constexpr bool is_high(int unit) { return unit >= 0xD800 && unit < 0xDC00; }
constexpr bool is_low(int unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

void resolve_escapes(std::string* text) {
  if (text->find("_x") == std::string::npos) return;
  std::string plain;
  for (size_t index = 0; index < text->size();) {
    const int unit = (*text)[index] == '_' ? escaped_unit(*text, index) : -1;
    if (unit < 0 || is_low(unit)) {
      plain.push_back((*text)[index++]);
      continue;
    }
    if (!is_high(unit)) {
      append_utf8(&plain, static_cast<uint32_t>(unit));
      index += 7;
      continue;
    }
    const int low = index + 7 < text->size() && (*text)[index + 7] == '_' ? escaped_unit(*text, index + 7) : -1;
    if (!is_low(low)) {
      plain.push_back((*text)[index++]);
      continue;
    }
    append_utf8(&plain, 0x10000 + (static_cast<uint32_t>(unit - 0xD800) << 10) + static_cast<uint32_t>(low - 0xDC00));
    index += 14;
  }
  *text = std::move(plain);
}

void append_limited(std::string* text, std::string_view part) {
  if (text->size() + part.size() > kLongestText) {
    throw Failure("a cell's text is longer than any workbook's; check where the workbook comes from");
  }
  text->append(part);
}

void RichText::start(std::string_view name) {
  if (name == "rPh") ++phonetic_depth_;
  is_in_text_ = name == "t" && phonetic_depth_ == 0;
}

void RichText::end(std::string_view name) {
  if (name == "rPh") --phonetic_depth_;
  is_in_text_ = false;
}

void RichText::text(std::string_view part) {
  if (is_in_text_) append_limited(&text_, part);
}

void RichText::clear() {
  text_.clear();
  is_in_text_ = false;
  phonetic_depth_ = 0;
}

const std::string& RichText::finished() {
  resolve_escapes(&text_);
  return text_;
}

}  // namespace carrow::sheets
