#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>

#include "Cells.hpp"

namespace carrow::sheets {

namespace {

// Numbers outside are shown with an exponent.
constexpr double kLeastFixed = 1e-4;
constexpr double kMostFixed = 1e21;

std::string number_text(double value) {
  char text[64];
  const double size = std::abs(value);
  const bool is_fixed = size == 0 || (size >= kLeastFixed && size < kMostFixed);
  const auto format = is_fixed ? std::chars_format::fixed : std::chars_format::scientific;
  std::string shortest(text, std::to_chars(text, text + sizeof text, value, format).ptr);
  if (const auto exponent = shortest.find('e'); exponent != std::string::npos) shortest[exponent] = 'E';
  return shortest;
}

std::string date_text(int64_t days) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  char text[40];
  snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
           static_cast<unsigned>(date.day()));
  return text;
}

// Hours may be more than a day's.
std::string clock_text(int64_t microseconds) {
  const int64_t seconds = microseconds / 1'000'000, fraction = microseconds % 1'000'000;
  char text[64];
  snprintf(text, sizeof text, "%02lld:%02lld:%02lld.%06lld", static_cast<long long>(seconds / 3600),
           static_cast<long long>(seconds / 60 % 60), static_cast<long long>(seconds % 60),
           static_cast<long long>(fraction));
  std::string clock(text);
  clock.erase(clock.find_last_not_of('0') + 1);
  if (clock.back() == '.') clock.pop_back();
  return clock;
}

std::string timestamp_text(int64_t microseconds) {
  const int64_t days = microseconds / kDayMicroseconds - (microseconds % kDayMicroseconds < 0 ? 1 : 0);
  return date_text(days) + "T" + clock_text(microseconds - days * kDayMicroseconds);
}

}  // namespace

std::string rendered(Cell cell) {
  switch (cell.tag) {
    case Tag::boolean:
      return cell.payload != 0 ? "TRUE" : "FALSE";
    case Tag::integer:
    case Tag::big_integer:
      return std::to_string(cell.payload);
    case Tag::number:
      return number_text(double_of(cell.payload));
    case Tag::date:
      return date_text(cell.payload);
    case Tag::timestamp:
      return timestamp_text(cell.payload);
    case Tag::time:
      return clock_text(cell.payload);
    case Tag::duration:
      return cell.payload < 0 ? "-" + clock_text(-cell.payload) : clock_text(cell.payload);
    default:
      return "";
  }
}

}  // namespace carrow::sheets
