#include "NumberFormats.hpp"

#include <cctype>
#include <string>

namespace carrow::sheets {

namespace {

// The letters of a format's first section, without quoted text, escapes and bracketed conditions.
struct Section {
  std::string letters;
  bool is_elapsed = false;
};

bool begins_with(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (size_t index = 0; index < prefix.size(); ++index) {
    if (std::tolower(static_cast<unsigned char>(text[index])) != prefix[index]) return false;
  }
  return true;
}

bool is_elapsed(std::string_view inside) {
  if (inside.empty()) return false;
  const char first = static_cast<char>(std::tolower(static_cast<unsigned char>(inside[0])));
  if (first != 'h' && first != 'm' && first != 's') return false;
  for (char letter : inside) {
    if (std::tolower(static_cast<unsigned char>(letter)) != first) return false;
  }
  return true;
}

// Notes what stands in brackets; `$-F400` and `$-F800` are the system's formats for times and days.
void add_bracket(std::string_view inside, Section* section) {
  section->is_elapsed = section->is_elapsed || is_elapsed(inside);
  if (begins_with(inside, "$-f400")) section->letters += 'h';
  if (begins_with(inside, "$-f800")) section->letters += 'd';
}

Section first_section(std::string_view code) {
  Section section;
  for (size_t index = 0; index < code.size(); ++index) {
    const char letter = code[index];
    if (letter == ';') break;
    if (letter == '"') {
      index = code.find('"', index + 1);
      if (index == std::string_view::npos) break;
    } else if (letter == '\\' || letter == '_' || letter == '*') {
      ++index;
    } else if (letter == '[') {
      const auto close = code.find(']', index);
      if (close == std::string_view::npos) break;
      add_bracket(code.substr(index + 1, close - index - 1), &section);
      index = close;
    } else if (begins_with(code.substr(index), "general")) {
      index += 6;
    } else if (begins_with(code.substr(index), "am/pm")) {
      section.letters += 'h';
      index += 4;
    } else if (begins_with(code.substr(index), "a/p")) {
      section.letters += 'h';
      index += 2;
    } else if ((letter == 'E' || letter == 'e') && index + 1 < code.size() &&
               (code[index + 1] == '+' || code[index + 1] == '-')) {
      ++index;
    } else if (std::isalpha(static_cast<unsigned char>(letter))) {
      section.letters += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    }
  }
  return section;
}

}  // namespace

NumberClass classify_format(std::string_view code) {
  const auto section = first_section(code);
  if (section.is_elapsed) return NumberClass::duration;
  bool has_date = false, has_time = false, has_month = false;
  const auto& letters = section.letters;
  for (size_t index = 0; index < letters.size(); ++index) {
    const char letter = letters[index];
    if (letter == 'h' || letter == 's') has_time = true;
    if (letter == 'y' || letter == 'd' || letter == 'e' || letter == 'b' || letter == 'g') has_date = true;
    if (letter != 'm') continue;
    size_t last = index;
    while (last + 1 < letters.size() && letters[last + 1] == 'm') ++last;
    const bool is_minute = last - index < 2 && ((index > 0 && letters[index - 1] == 'h') ||
                                                (last + 1 < letters.size() && letters[last + 1] == 's'));
    (is_minute ? has_time : has_month) = true;
    index = last;
  }
  if (has_date || has_month) return has_time ? NumberClass::date_time : NumberClass::date;
  return has_time ? NumberClass::time : NumberClass::number;
}

// ECMA-376 part 1, 18.8.30: 27 to 36 and 50 to 58 are those of East Asian workbooks.
NumberClass builtin_format(int64_t id) {
  if (id >= 14 && id <= 17) return NumberClass::date;
  if ((id >= 18 && id <= 21) || id == 45 || id == 47) return NumberClass::time;
  if (id == 22) return NumberClass::date_time;
  if (id == 46) return NumberClass::duration;
  if ((id >= 32 && id <= 35) || id == 55 || id == 56) return NumberClass::time;
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return NumberClass::date;
  return NumberClass::number;
}

}  // namespace carrow::sheets
