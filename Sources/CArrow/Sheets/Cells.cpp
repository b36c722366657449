#include "Cells.hpp"

#include <cstring>

namespace carrow::sheets {

namespace {

constexpr int32_t kMostColumns = 16384;
constexpr int64_t kMostRows = 1048576;

constexpr uint32_t kIntegers = bit(Tag::integer) | bit(Tag::big_integer);
constexpr uint32_t kNumbers = kIntegers | bit(Tag::number) | bit(Tag::boolean);
constexpr uint32_t kDays = bit(Tag::date) | bit(Tag::timestamp);

constexpr bool within(uint32_t tags, uint32_t allowed) { return (tags & ~allowed) == 0; }

}  // namespace

Kind kind_of(uint32_t tags) {
  tags &= ~(bit(Tag::empty) | bit(Tag::uncached) | bit(Tag::null_word) | bit(Tag::error));
  if (tags == 0) return Kind::none;
  if (tags == bit(Tag::boolean)) return Kind::boolean;
  if (within(tags, kIntegers | bit(Tag::boolean))) return Kind::integer;
  if (within(tags, kNumbers)) return (tags & bit(Tag::big_integer)) != 0 ? Kind::text : Kind::number;
  if (tags == bit(Tag::date)) return Kind::date;
  if (within(tags, kDays)) return Kind::timestamp;
  if (tags == bit(Tag::time)) return Kind::time;
  if (tags == bit(Tag::duration)) return Kind::duration;
  return Kind::text;
}

std::string column_letters(int32_t column) {
  std::string letters;
  for (int32_t rest = column; rest >= 0; rest = rest / 26 - 1) {
    letters.insert(letters.begin(), static_cast<char>('A' + rest % 26));
  }
  return letters;
}

std::string cell_reference(int32_t column, int64_t row) { return column_letters(column) + std::to_string(row); }

int32_t parse_reference(std::string_view reference, int64_t* row) {
  int32_t column = 0;
  size_t index = 0;
  for (; index < reference.size(); ++index) {
    const char letter = static_cast<char>(reference[index] & ~0x20);
    if (letter < 'A' || letter > 'Z') break;
    column = column * 26 + (letter - 'A' + 1);
    if (column > kMostColumns) return -1;
  }
  *row = 0;
  for (; index < reference.size(); ++index) {
    if (reference[index] < '0' || reference[index] > '9') return -1;
    *row = *row * 10 + (reference[index] - '0');
    if (*row > kMostRows) return -1;
  }
  return column - 1;
}

int64_t bits_of(double value) {
  int64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

double double_of(int64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

}  // namespace carrow::sheets
