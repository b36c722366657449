#include <arrow/type.h>
#include <arrow/util/value_parsing.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <string>

#include "Cells.hpp"

namespace carrow::sheets {

namespace {

// More days than any date has.
constexpr double kMostDays = 2'958'466;
constexpr int64_t kLastDay = 2'932'896;  // 9999-12-31, as days since 1970
// The serial number of 1900-02-29, a day that there was only in Lotus 1-2-3 and Excel.
constexpr int64_t kLeapDay1900 = 60;
// 1899-12-30, from which days after that one count, and 1904-01-01.
constexpr int64_t kEpoch1900 = -25569;
constexpr int64_t kEpoch1904 = -24107;
constexpr int64_t kExactInDouble = int64_t{1} << 53;

Cell plain(double value) {
  if (value == std::floor(value) && std::abs(value) <= static_cast<double>(kExactInDouble)) {
    return {Tag::integer, static_cast<int64_t>(value)};
  }
  return {Tag::number, bits_of(value)};
}

// Some writers round the serial numbers of moments to 15 digits, which is up to 4.3 microseconds off: milliseconds that
// were meant as whole are made whole.
constexpr double kRoundedDays = 1000;
constexpr int64_t kRounding = 5;

int64_t microseconds(double fraction, double days) {
  const auto exact = std::llround(fraction * static_cast<double>(kDayMicroseconds));
  if (std::abs(days) < kRoundedDays) return exact;
  const auto whole = std::llround(static_cast<double>(exact) / 1000.0) * 1000;
  return std::llabs(exact - whole) <= kRounding ? whole : exact;
}

// Such as P1DT2H30M1.5S; years and months have no length.
Cell parse_duration(std::string_view text) {
  static constexpr std::string_view units = "DHMS";
  static constexpr double lengths[] = {86'400e6, 3'600e6, 60e6, 1e6};
  const bool is_negative = text[0] == '-';
  text.remove_prefix(is_negative ? 2 : 1);
  double time = 0;
  bool has_time = false;
  size_t next = 0;
  while (!text.empty()) {
    if (text[0] == 'T' && !has_time) {
      has_time = true;
      text.remove_prefix(1);
    }
    const auto end = std::min(text.find_first_not_of("0123456789."), text.size());
    double number = 0;
    if (end == text.size() || !arrow::internal::StringToFloat(text.data(), end, '.', &number)) return {};
    const auto unit = units.find(text[end], next);
    if (unit == std::string_view::npos || (unit > 0) != has_time) return {};
    time += number * lengths[unit];
    next = unit + 1;
    text.remove_prefix(end + 1);
  }
  if (next == 0 || time >= kMostDays * static_cast<double>(kDayMicroseconds)) return {};
  return {Tag::duration, std::llround(is_negative ? -time : time)};
}

// Digits that do not fit 64 bits are a text where a double would round them.
bool is_exact(std::string_view digits, double value) {
  char text[400];
  const int count = snprintf(text, sizeof text, "%.0f", value);
  return count > 0 && digits == std::string_view(text, static_cast<size_t>(count));
}

}  // namespace

bool parse_number(std::string_view text, Cell* cell, double* value) {
  const bool is_negative = !text.empty() && text[0] == '-';
  const auto digits = text.substr(is_negative ? 1 : 0);
  const bool is_whole = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
  int64_t whole = 0;
  if (is_whole && std::from_chars(text.data(), text.data() + text.size(), whole).ec == std::errc()) {
    *value = static_cast<double>(whole);
    const bool is_big = whole > kExactInDouble || whole < -kExactInDouble;
    const bool is_rounded = is_big && !is_exact(text, *value);
    *cell = {is_rounded ? Tag::big_integer : Tag::integer, whole};
    return true;
  }
  if (!arrow::internal::StringToFloat(text.data(), text.size(), '.', value) || !std::isfinite(*value)) return false;
  *cell = is_whole && !is_exact(text, *value) ? Cell{Tag::text, 0} : plain(*value);
  return true;
}

Cell dated(double serial, bool has_time, bool counts_from_1904) {
  if (std::abs(serial) >= kMostDays) return plain(serial);
  auto day = static_cast<int64_t>(std::floor(serial));
  auto time = microseconds(serial - std::floor(serial), serial);
  if (time == kDayMicroseconds) {
    ++day;
    time = 0;
  }
  if (!counts_from_1904 && day == kLeapDay1900) return plain(serial);
  const int64_t epoch = counts_from_1904 ? kEpoch1904 : kEpoch1900 + (day >= 0 && day < kLeapDay1900 ? 1 : 0);
  if (epoch + day > kLastDay) return plain(serial);
  if (!has_time && time == 0) return {Tag::date, epoch + day};
  return {Tag::timestamp, (epoch + day) * kDayMicroseconds + time};
}

Cell clocked(double days, Tag tag) {
  if (std::abs(days) >= kMostDays) return plain(days);
  const auto time = microseconds(days, days);
  return {tag, tag == Tag::time ? std::min(time, kDayMicroseconds - 1) : time};
}

int64_t first_moment(bool counts_from_1904) {
  return (counts_from_1904 ? kEpoch1904 : kEpoch1900) * kDayMicroseconds;
}

Cell parse_iso(std::string_view text) {
  if (text.substr(0, 1) == "P" || text.substr(0, 2) == "-P") return parse_duration(text);
  if (!text.empty() && text.back() == 'Z') text.remove_suffix(1);
  const bool is_clock = text.size() > 2 && (text[0] == 'T' || text[2] == ':');
  if (is_clock) {
    const auto clock = text.substr(text[0] == 'T' ? 1 : 0);
    int64_t time = 0;
    const arrow::Time64Type type(arrow::TimeUnit::MICRO);
    if (!arrow::internal::ParseValue(type, clock.data(), clock.size(), &time)) return {};
    return {Tag::time, time};
  }
  const bool is_day = text.size() == 10;
  int64_t moment = 0;
  bool has_offset = false;
  if (!arrow::internal::ParseTimestampISO8601(text.data(), text.size(), arrow::TimeUnit::MICRO, &moment, &has_offset) ||
      has_offset) {
    return {};
  }
  return is_day ? Cell{Tag::date, moment / kDayMicroseconds} : Cell{Tag::timestamp, moment};
}

}  // namespace carrow::sheets
