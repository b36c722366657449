#pragma once

#include <arrow/result.h>

#include <cstdint>
#include <memory>
#include <string_view>

namespace carrow {

// Where the tokens of a JSON text begin; also checks that the text is UTF-8.
//
// This stands in for simdjson, whose library cannot be linked beside libparquet: that exports the symbols of another
// version of simdjson, so that calls of one end in the other.
class JsonTokens {
 public:
  enum class Fault { kNone, kUnclosedString, kControlCharacter, kEncoding };

  JsonTokens();

  // Finds the tokens; the text must stay where it is for as long as they are used.
  arrow::Result<Fault> index(std::string_view text);

  uint32_t count() const { return count_; }
  std::string_view text() const { return text_; }
  // Where a token begins; for count() the end of the text.
  uint32_t position(uint32_t token) const { return positions_[token]; }
  char first(uint32_t token) const { return text_[positions_[token]]; }

  // A token without the space behind it.
  std::string_view token(uint32_t index) const {
    size_t end = positions_[index + 1];
    while (is_space(text_[end - 1])) --end;
    return text_.substr(positions_[index], end - positions_[index]);
  }

  // The token behind a value that begins with a token; beyond count() when the value has no end.
  uint32_t after_value(uint32_t token) const;

  static bool is_space(char letter) {
    return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
  }

 private:
  std::unique_ptr<uint32_t[]> storage_;
  size_t capacity_ = 0;
  std::string_view text_;
  const uint32_t* positions_ = nullptr;
  uint32_t count_ = 0;
};

}  // namespace carrow
