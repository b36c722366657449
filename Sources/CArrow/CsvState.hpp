#pragma once

#include <string_view>

#include "CsvOptions.hpp"

namespace carrow {

// Where in a CSV text one is, character by character, by the rules of Arrow's parser: quotes mean something
// only at the start of a field.
class CsvState {
 public:
  explicit CsvState(const CsvOptions& options);

  void advance(char letter);
  bool is_in_comment() const { return place_ == Place::kComment; }
  bool is_in_quotes() const { return place_ == Place::kQuoted; }

 private:
  enum class Place { kLineStart, kFieldStart, kField, kQuoted, kQuoteInQuoted, kComment };

  Place next(char letter);
  Place next_unquoted(char letter) const;

  char comment_;  // 0: none
  char delimiter_;
  char quote_;   // 0: none
  char escape_;  // 0: none
  Place place_ = Place::kLineStart;
  bool is_escaped_ = false;
};

// Whether a text that begins with a row ends in a quoted field.
bool ends_in_quotes(std::string_view text, const CsvOptions& options);

}  // namespace carrow
