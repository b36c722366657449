#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "JsonTokens.hpp"

namespace carrow {

// What a value is by its spelling.
enum class JsonClass : uint8_t {
  kNull,
  kBool,
  kInt,
  kBigInt,  // an integer beyond 64 bits
  kFloat,
  kString,
  kNested,
  // Values that JSON has no words for, in texts that a program of ours wrote: T and microseconds, D and days,
  // B and a string of base64, M and a string of digits, U and a string.
  kTimestamp,
  kDate,
  kBinary,
  kDecimal,
  kUuid,
  kMalformed,
};

// The deepest nesting that is accepted.
constexpr int kJsonDepth = 512;

// How many characters a UTF-8 text has.
int64_t count_characters(std::string_view text);

// The class of a token that begins a value; an integer's value too.
JsonClass json_class(std::string_view token, bool is_typed, int64_t* integer);

// The value of a float's token, NaN and infinities among them; false when it is too large.
bool json_double(std::string_view token, double* value);

// Whether an integer is the same number as a double. False for one whose digits a double loses.
bool is_exact_double(int64_t integer);
bool is_exact_double(std::string_view digits);

enum class JsonString { kGood, kMalformed, kHalfCharacter };

// What a string's token means; plain text is not copied but pointed at.
JsonString json_string(std::string_view token, std::string* buffer, std::string_view* text);

// Copies the value that begins with a token without the space between its tokens, and checks all of it.
// Returns what is wrong, or null; `at` is the token it is wrong at.
const char* json_compact(const JsonTokens& tokens, uint32_t token, std::string* out, uint32_t* at);

}  // namespace carrow
