#include "JsonText.hpp"

#include <arrow/util/value_parsing.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>

namespace carrow {

namespace {

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

size_t skip_digits(std::string_view text, size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

bool is_non_finite(std::string_view token) {
  if (!token.empty() && token[0] == '-') token.remove_prefix(1);
  return token == "NaN" || token == "nan" || token == "Infinity" || token == "inf" || token == "Inf";
}

// Reads what follows the digits of an integer: a fraction, an exponent, or both.
bool is_float_tail(std::string_view token, size_t at) {
  if (token[at] == '.') {
    const size_t end = skip_digits(token, at + 1);
    if (end == at + 1) return false;
    at = end;
  }
  if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
    ++at;
    if (at < token.size() && (token[at] == '+' || token[at] == '-')) ++at;
    const size_t end = skip_digits(token, at);
    if (end == at) return false;
    at = end;
  }
  return at == token.size();
}

JsonClass number_class(std::string_view token, int64_t* integer) {
  const bool is_negative = token[0] == '-';
  const size_t first = is_negative ? 1 : 0;
  uint64_t value = 0;
  bool fits = true;
  size_t at = first;
  for (; at < token.size() && is_digit(token[at]); ++at) {
    const auto digit = static_cast<uint64_t>(token[at] - '0');
    fits = fits && value <= (UINT64_MAX - digit) / 10;
    value = value * 10 + digit;
  }
  if (at == first || (token[first] == '0' && at > first + 1)) {
    return is_non_finite(token) ? JsonClass::kFloat : JsonClass::kMalformed;
  }
  if (at < token.size()) return is_float_tail(token, at) ? JsonClass::kFloat : JsonClass::kMalformed;
  const uint64_t limit = static_cast<uint64_t>(INT64_MAX) + (is_negative ? 1 : 0);
  if (!fits || value > limit) return JsonClass::kBigInt;
  *integer = static_cast<int64_t>(is_negative ? 0 - value : value);
  return JsonClass::kInt;
}

JsonClass typed_class(std::string_view token, int64_t* integer) {
  const auto rest = token.substr(1);
  switch (token[0]) {
    case 'T':
      return number_class(rest, integer) == JsonClass::kInt ? JsonClass::kTimestamp : JsonClass::kMalformed;
    case 'D':
      return number_class(rest, integer) == JsonClass::kInt ? JsonClass::kDate : JsonClass::kMalformed;
    case 'B':
      return JsonClass::kBinary;
    case 'M':
      return JsonClass::kDecimal;
    case 'U':
      return JsonClass::kUuid;
    default:
      return JsonClass::kMalformed;
  }
}

int hex_value(char letter) {
  if (is_digit(letter)) return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

// The number of four hexadecimal digits, -1 when they are none.
int32_t hex_unit(std::string_view text, size_t at) {
  if (at + 4 > text.size()) return -1;
  int32_t unit = 0;
  for (size_t index = at; index < at + 4; ++index) {
    const int digit = hex_value(text[index]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

void append_utf8(uint32_t scalar, std::string* out) {
  const auto put = [out](uint32_t byte) { out->push_back(static_cast<char>(byte)); };
  if (scalar < 0x80) return put(scalar);
  if (scalar < 0x800) {
    put(0xc0 | (scalar >> 6));
  } else if (scalar < 0x10000) {
    put(0xe0 | (scalar >> 12));
    put(0x80 | ((scalar >> 6) & 0x3f));
  } else {
    put(0xf0 | (scalar >> 18));
    put(0x80 | ((scalar >> 12) & 0x3f));
    put(0x80 | ((scalar >> 6) & 0x3f));
  }
  put(0x80 | (scalar & 0x3f));
}

char simple_escape(char letter) {
  switch (letter) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case '"': case '\\': case '/': return letter;
    default: return '\0';
  }
}

// Reads \uXXXX, perhaps two of them, at `at` (behind the backslash); moves `at` behind it.
JsonString unicode_escape(std::string_view text, size_t* at, std::string* out) {
  const int32_t unit = hex_unit(text, *at + 1);
  if (unit < 0) return JsonString::kMalformed;
  *at += 5;
  if (unit < 0xd800 || unit > 0xdfff) {
    append_utf8(static_cast<uint32_t>(unit), out);
    return JsonString::kGood;
  }
  const bool is_pair = unit < 0xdc00 && text.substr(*at, 2) == "\\u";
  const int32_t low = is_pair ? hex_unit(text, *at + 2) : -1;
  if (low < 0xdc00 || low > 0xdfff) return JsonString::kHalfCharacter;
  *at += 6;
  append_utf8(0x10000 + ((static_cast<uint32_t>(unit) - 0xd800) << 10) + (static_cast<uint32_t>(low) - 0xdc00), out);
  return JsonString::kGood;
}

JsonString unescape(std::string_view text, std::string* out) {
  auto result = JsonString::kGood;
  for (size_t at = 0; at < text.size();) {
    const size_t next = std::min(text.find('\\', at), text.size());
    out->append(text.substr(at, next - at));
    at = next + 1;
    if (next == text.size()) break;
    if (at == text.size()) return JsonString::kMalformed;
    if (text[at] == 'u') {
      const auto escape = unicode_escape(text, &at, out);
      if (escape == JsonString::kMalformed) return escape;
      if (escape == JsonString::kHalfCharacter) result = escape;
      continue;
    }
    const char letter = simple_escape(text[at++]);
    if (letter == '\0') return JsonString::kMalformed;
    out->push_back(letter);
  }
  return result;
}

// Whether a quoted token has no quote inside that is not escaped.
bool is_one_string(std::string_view inner) {
  for (size_t at = 0; at < inner.size(); ++at) {
    if (inner[at] == '\\') {
      ++at;
    } else if (inner[at] == '"') {
      return false;
    }
  }
  return true;
}

}  // namespace

JsonClass json_class(std::string_view token, bool is_typed, int64_t* integer) {
  switch (token[0]) {
    case '"': return JsonClass::kString;
    case '{': case '[': return JsonClass::kNested;
    case 't': return token == "true" ? JsonClass::kBool : JsonClass::kMalformed;
    case 'f': return token == "false" ? JsonClass::kBool : JsonClass::kMalformed;
    case 'n':
      if (token == "null") return JsonClass::kNull;
      break;
    case 'T': case 'D': case 'B': case 'M': case 'U':
      return is_typed ? typed_class(token, integer) : JsonClass::kMalformed;
    default:
      break;
  }
  return number_class(token, integer);
}

bool json_double(std::string_view token, double* value) {
  if (is_non_finite(token)) {
    const double size = token.back() == 'N' || token.back() == 'n' ? NAN : INFINITY;
    *value = token[0] == '-' ? -size : size;
    return true;
  }
  if (!arrow::internal::ParseValue<arrow::DoubleType>(token.data(), token.size(), value)) return false;
  return std::isfinite(*value);
}

int64_t count_characters(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char letter) { return (static_cast<unsigned char>(letter) & 0xc0) != 0x80; });
}

bool is_exact_double(int64_t integer) {
  constexpr int64_t kAllExact = int64_t{1} << 53;
  if (integer >= -kAllExact && integer <= kAllExact) return true;
  const auto number = static_cast<double>(integer);
  return number < 0x1p63 && static_cast<int64_t>(number) == integer;
}

bool is_exact_double(std::string_view digits) {
  double number = 0;
  if (!json_double(digits, &number)) return false;
  char text[400];
  return std::snprintf(text, sizeof(text), "%.0f", number) > 0 && digits == text;
}

JsonString json_string(std::string_view token, std::string* buffer, std::string_view* text) {
  if (token.size() < 2 || token.back() != '"') return JsonString::kMalformed;
  const auto inner = token.substr(1, token.size() - 2);
  if (inner.empty() || std::memchr(inner.data(), '\\', inner.size()) == nullptr) {
    *text = inner;
    const bool has_quote = !inner.empty() && std::memchr(inner.data(), '"', inner.size()) != nullptr;
    return has_quote ? JsonString::kMalformed : JsonString::kGood;
  }
  if (!is_one_string(inner)) return JsonString::kMalformed;
  buffer->clear();
  const auto result = unescape(inner, buffer);
  *text = *buffer;
  return result;
}

}  // namespace carrow
