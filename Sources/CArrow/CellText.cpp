#include "CellText.hpp"

#include <arrow/util/base64.h>

#include <charconv>
#include <chrono>
#include <cmath>

namespace carrow {

namespace {

template <typename Number>
void append_chars(std::string& out, Number value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  out.append(buffer, end);
}

template <typename Number>
void append_real(std::string& out, Number value) {
  const auto start = out.size();
  append_chars(out, value);
  if (std::isfinite(value) && out.find_first_of(".e", start) == std::string::npos) out += ".0";
}

void append_padded(std::string& out, uint64_t value, int width) {
  char digits[20];
  int count = 0;
  do {
    digits[count++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value > 0);
  for (int missing = width - count; missing > 0; --missing) out += '0';
  while (count > 0) out += digits[--count];
}

// The digits after the point of a second, as few as needed.
void append_fraction(std::string& out, int64_t fraction, int64_t per_second) {
  if (fraction == 0) return;
  int width = 0;
  for (int64_t rest = per_second; rest > 1; rest /= 10) ++width;
  out += '.';
  append_padded(out, static_cast<uint64_t>(fraction), width);
  while (out.back() == '0') out.pop_back();
}

// Whether std::chrono has a year for a day.
bool is_nameable(int64_t days) { return days > -11'000'000 && days < 11'000'000; }

std::string_view unit_name(arrow::TimeUnit::type unit) {
  switch (unit) {
    case arrow::TimeUnit::SECOND:
      return " s";
    case arrow::TimeUnit::MILLI:
      return " ms";
    case arrow::TimeUnit::MICRO:
      return " us";
    default:
      return " ns";
  }
}

int64_t floor_divide(int64_t value, int64_t divisor) {
  const int64_t quotient = value / divisor;
  return value % divisor < 0 ? quotient - 1 : quotient;
}

}  // namespace

int64_t units_per_second(arrow::TimeUnit::type unit) {
  switch (unit) {
    case arrow::TimeUnit::SECOND:
      return 1;
    case arrow::TimeUnit::MILLI:
      return 1'000;
    case arrow::TimeUnit::MICRO:
      return 1'000'000;
    default:
      return 1'000'000'000;
  }
}

void append_number(std::string& out, double value) { append_real(out, value); }
void append_number(std::string& out, float value) { append_real(out, value); }
void append_number(std::string& out, int64_t value) { append_chars(out, value); }
void append_number(std::string& out, uint64_t value) { append_chars(out, value); }

void append_date(std::string& out, int64_t days) {
  if (!is_nameable(days)) {
    append_number(out, days);
    out += " days";
    return;
  }
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  const int year = static_cast<int>(date.year());
  if (year < 0) out += '-';
  append_padded(out, static_cast<uint64_t>(std::abs(year)), 4);
  out += '-';
  append_padded(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  append_padded(out, static_cast<unsigned>(date.day()), 2);
}

void append_time(std::string& out, int64_t count, arrow::TimeUnit::type unit) {
  const int64_t per_second = units_per_second(unit);
  if (count < 0 || count / per_second >= 86'400) {
    append_duration(out, count, unit);
    return;
  }
  const int64_t seconds = count / per_second;
  append_padded(out, static_cast<uint64_t>(seconds / 3600), 2);
  out += ':';
  append_padded(out, static_cast<uint64_t>(seconds / 60 % 60), 2);
  out += ':';
  append_padded(out, static_cast<uint64_t>(seconds % 60), 2);
  append_fraction(out, count % per_second, per_second);
}

void append_timestamp(std::string& out, int64_t count, arrow::TimeUnit::type unit, bool is_instant) {
  const int64_t per_day = 86'400 * units_per_second(unit);
  const int64_t days = floor_divide(count, per_day);
  if (!is_nameable(days)) {
    append_number(out, count);
    out += unit_name(unit);
    return;
  }
  append_date(out, days);
  out += 'T';
  append_time(out, count - days * per_day, unit);
  if (is_instant) out += 'Z';
}

void append_duration(std::string& out, int64_t count, arrow::TimeUnit::type unit) {
  const auto per_second = static_cast<uint64_t>(units_per_second(unit));
  const uint64_t size = count < 0 ? uint64_t{0} - static_cast<uint64_t>(count) : static_cast<uint64_t>(count);
  const uint64_t seconds = size / per_second, fraction = size % per_second;
  if (count < 0) out += '-';
  out += "PT";
  if (seconds >= 3600) append_padded(out, seconds / 3600, 1), out += 'H';
  if (seconds / 60 % 60 > 0) append_padded(out, seconds / 60 % 60, 1), out += 'M';
  if (seconds % 60 == 0 && fraction == 0 && seconds > 0) return;
  append_padded(out, seconds % 60, 1);
  append_fraction(out, static_cast<int64_t>(fraction), static_cast<int64_t>(per_second));
  out += 'S';
}

void append_uuid(std::string& out, const uint8_t* bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (int index = 0; index < 16; ++index) {
    if (index == 4 || index == 6 || index == 8 || index == 10) out += '-';
    out += kDigits[bytes[index] >> 4];
    out += kDigits[bytes[index] & 15];
  }
}

void append_quoted(std::string& out, std::string_view text) {
  constexpr char kDigits[] = "0123456789abcdef";
  out += '"';
  size_t start = 0;
  for (size_t index = 0; index < text.size(); ++index) {
    const auto byte = static_cast<unsigned char>(text[index]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out.append(text, start, index - start);
    start = index + 1;
    switch (byte) {
      case '"':
      case '\\':
        out += '\\', out += static_cast<char>(byte);
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        out += "\\u00", out += kDigits[byte >> 4], out += kDigits[byte & 15];
    }
  }
  out.append(text, start);
  out += '"';
}

void append_base64(std::string& out, std::string_view bytes) {
  out += '"';
  out += arrow::util::base64_encode(bytes);
  out += '"';
}

}  // namespace carrow
