#pragma once

#include <arrow/array.h>
#include <arrow/type.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace carrow {

// Appends numbers as JSON spells them: shortest digits that read back the same, whole ones with `.0`.
void append_number(std::string& out, double value);
void append_number(std::string& out, float value);
void append_number(std::string& out, int64_t value);
void append_number(std::string& out, uint64_t value);

// Appends `2026-01-31`, `2026-01-31T12:00:00.5`, `12:00:00.5` and `PT26H3M4.5S`; digits of a second only as far as needed.
void append_date(std::string& out, int64_t days);
void append_timestamp(std::string& out, int64_t count, arrow::TimeUnit::type unit, bool is_instant);
void append_time(std::string& out, int64_t count, arrow::TimeUnit::type unit);
void append_duration(std::string& out, int64_t count, arrow::TimeUnit::type unit);

// Appends 16 bytes as a UUID in lower case.
void append_uuid(std::string& out, const uint8_t* bytes);

// Appends text as a JSON string, and bytes in base64.
void append_quoted(std::string& out, std::string_view text);
void append_base64(std::string& out, std::string_view bytes);

int64_t units_per_second(arrow::TimeUnit::type unit);

}  // namespace carrow
