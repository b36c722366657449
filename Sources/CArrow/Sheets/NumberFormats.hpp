#pragma once

#include <cstdint>
#include <string_view>

namespace carrow::sheets {

// What a number format makes of a number.
enum class NumberClass : uint8_t { number, date, date_time, time, duration };

// The class of a format code such as `yyyy-mm-dd` or `[h]:mm`.
NumberClass classify_format(std::string_view code);
// The class of a format that every workbook has, by its id.
NumberClass builtin_format(int64_t id);

}  // namespace carrow::sheets
