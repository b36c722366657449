#pragma once

#include <string>

#include "CsvState.hpp"

namespace carrow {

// Blanks the comment lines of a CSV text that arrives in pieces. The empty line that is left is skipped by the
// parser and keeps the line count right.
class CommentFilter {
 public:
  explicit CommentFilter(const CsvOptions& options) : is_active_(options.comment != 0), state_(options) {}

  // Filters the text from position `start` on, which continues what was filtered before.
  void apply(std::string* text, size_t start);

 private:
  bool is_active_;
  CsvState state_;
};

}  // namespace carrow
