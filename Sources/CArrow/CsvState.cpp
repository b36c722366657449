#include "CsvState.hpp"

namespace carrow {

namespace {

bool ends_line(char letter) { return letter == '\n' || letter == '\r'; }

}  // namespace

CsvState::CsvState(const CsvOptions& options)
    : comment_(options.comment),
      delimiter_(options.parse.delimiter),
      quote_(options.parse.quoting ? options.parse.quote_char : '\0'),
      escape_(options.parse.escaping ? options.parse.escape_char : '\0') {}

void CsvState::advance(char letter) { place_ = next(letter); }

CsvState::Place CsvState::next(char letter) {
  const bool is_quoted = place_ == Place::kQuoted;
  if (is_escaped_) {
    is_escaped_ = false;
    return is_quoted ? Place::kQuoted : Place::kField;
  }
  if (is_in_comment()) return ends_line(letter) ? Place::kLineStart : Place::kComment;
  if (comment_ != 0 && letter == comment_ && place_ == Place::kLineStart) return Place::kComment;
  if (escape_ != 0 && letter == escape_) {
    is_escaped_ = true;
    return is_quoted ? Place::kQuoted : Place::kField;
  }
  if (quote_ != 0 && letter == quote_) {
    if (is_quoted) return Place::kQuoteInQuoted;
    return place_ == Place::kField ? Place::kField : Place::kQuoted;
  }
  return is_quoted ? Place::kQuoted : next_unquoted(letter);
}

CsvState::Place CsvState::next_unquoted(char letter) const {
  if (ends_line(letter)) return Place::kLineStart;
  return letter == delimiter_ ? Place::kFieldStart : Place::kField;
}

bool ends_in_quotes(std::string_view text, const CsvOptions& options) {
  CsvState state(options);
  for (const char letter : text) state.advance(letter);
  return state.is_in_quotes();
}

}  // namespace carrow
