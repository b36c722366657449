#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carrow::sheets {

// What a cell holds. The payload is the truth value, the integer, the bits of the double, days, microseconds, or the
// position of a text.
enum class Tag : uint8_t {
  empty,
  uncached,  // a formula whose result the workbook does not keep
  boolean,
  integer,
  big_integer,  // one that a double would round
  number,
  date,
  timestamp,
  time,
  duration,
  text,
  null_word,  // a text that is null in columns that are not text
  error,      // such as #DIV/0!
};

constexpr int64_t kDayMicroseconds = 86'400'000'000;

constexpr uint32_t bit(Tag tag) { return 1u << static_cast<uint32_t>(tag); }

constexpr bool is_text(Tag tag) { return tag == Tag::text || tag == Tag::null_word || tag == Tag::error; }

struct Cell {
  Tag tag = Tag::empty;
  int64_t payload = 0;
};

// Texts of a few cells, numbered from -1 downwards; those that sheets share are numbered from 0 upwards.
class TextPool {
 public:
  TextPool() : ends_{0} {}

  int64_t add(std::string_view text) {
    bytes_.append(text);
    ends_.push_back(bytes_.size());
    return -static_cast<int64_t>(ends_.size() - 1);
  }
  std::string_view operator[](int64_t position) const {
    const auto index = static_cast<size_t>(-position);
    return std::string_view(bytes_).substr(ends_[index - 1], ends_[index] - ends_[index - 1]);
  }
  void clear() {
    bytes_.clear();
    ends_.resize(1);
  }

 private:
  std::string bytes_;
  std::vector<size_t> ends_;
};

// How a column of such cells is built.
// A value is a text in which null words and errors are null.
enum class Kind : int32_t { none, boolean, integer, number, date, timestamp, time, duration, text, value };

// The most specific kind that takes all cells of the tags in a set of bits.
Kind kind_of(uint32_t tags);

// A cell as its sheet shows it in the General format, days and times as ISO 8601; texts are not among them.
std::string rendered(Cell cell);

// Letters of a 0-based column, such as AB, and the reference of a cell, such as AB17.
std::string column_letters(int32_t column);
std::string cell_reference(int32_t column, int64_t row);

// The 0-based column of a reference such as AB17 or AB, -1 when it is none; `row` is 0 when there is none.
int32_t parse_reference(std::string_view reference, int64_t* row);

// The number of a serial day of a sheet, as days or microseconds since 1970; an integer or a number when out of range.
Cell dated(double serial, bool has_time, bool counts_from_1904);
// A fraction of a day as microseconds.
Cell clocked(double days, Tag tag);
// The moment that is 0 in a workbook, as microseconds since 1970.
int64_t first_moment(bool counts_from_1904);
// The cell for ISO 8601 text; empty when it is none.
Cell parse_iso(std::string_view text);
// The cell of a number as it is written; false when it is none. `value` is its double.
bool parse_number(std::string_view text, Cell* cell, double* value);

// The payload of a double, and back.
int64_t bits_of(double value);
double double_of(int64_t bits);

}  // namespace carrow::sheets
