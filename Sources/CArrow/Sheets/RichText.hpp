#pragma once

#include <string>
#include <string_view>

namespace carrow::sheets {

// Collects the text of an `si` or `is` element: its runs joined, phonetic runs left out.
class RichText {
 public:
  void start(std::string_view name);
  void end(std::string_view name);
  void text(std::string_view part);
  void clear();

  // The text so far, with escapes such as _x000D_ resolved.
  const std::string& finished();

 private:
  std::string text_;
  bool is_in_text_ = false;
  int phonetic_depth_ = 0;
};

// Resolves the escapes by which workbooks write characters that XML cannot (ECMA-376 part 1, 22.9.2.19).
void resolve_escapes(std::string* text);

// Appends a part of a value that no workbook makes longer than a few kilobytes.
void append_limited(std::string* text, std::string_view part);

}  // namespace carrow::sheets
