#include "JsonFaults.hpp"

#include <arrow/util/utf8.h>

#include <algorithm>

#include "JsonText.hpp"
#include "Status.hpp"

namespace carrow {

namespace {

// How deep lists of objects are looked for, and how many are told.
constexpr int kListDepth = 4;
constexpr size_t kMostLists = 10;

arrow::Status located(carrow_code code, const std::string& message, std::string_view text, size_t at, int64_t line,
                      int64_t ahead) {
  const auto before = text.substr(0, std::min(at, text.size()));
  const size_t newline = before.rfind('\n');
  const auto column = count_characters(before.substr(newline + 1)) + (newline == std::string_view::npos ? ahead : 0);
  return failure(code, message + " (column " + std::to_string(column + 1) + ")",
                 line + std::count(before.begin(), before.end(), '\n'));
}

size_t control_character(std::string_view text) {
  bool in_string = false;
  for (size_t at = 0; at < text.size(); ++at) {
    if (in_string && static_cast<unsigned char>(text[at]) < 0x20) return at;
    if (in_string && text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      in_string = !in_string;
    }
  }
  return text.size();
}

// The first line that is not UTF-8.
size_t broken_line(std::string_view text) {
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    if (!arrow::util::ValidateUTF8(text.substr(start, end - start))) return start;
    start = end + 1;
  }
  return 0;
}

std::string key_at(const JsonTokens& tokens, uint32_t token) {
  std::string buffer;
  std::string_view key;
  (void)json_string(tokens.token(token), &buffer, &key);
  return std::string(key);
}

void find_lists(const JsonTokens& tokens, uint32_t token, const std::string& prefix, int depth,
                std::vector<std::string>* lists) {
  const uint32_t end = tokens.after_value(token);
  for (uint32_t key = token + 1; key + 3 < end && tokens.first(key) == '"' && lists->size() < kMostLists;) {
    const uint32_t value = key + 2;
    const auto name = prefix + key_at(tokens, key);
    if (tokens.first(value) == '[' && tokens.first(value + 1) == '{') lists->push_back(name);
    if (tokens.first(value) == '{' && depth < kListDepth) find_lists(tokens, value, name + ".", depth + 1, lists);
    key = tokens.after_value(value) + 1;
  }
}

}  // namespace

arrow::Status token_failure(JsonTokens::Fault fault, std::string_view text, int64_t line, int64_t ahead) {
  switch (fault) {
    case JsonTokens::Fault::kUnclosedString:
      return located(CARROW_JSON_SYNTAX, "a string is never closed", text, last_quote(text), line,
                     ahead);
    case JsonTokens::Fault::kControlCharacter:
      return located(CARROW_JSON_SYNTAX, "a control character in a string must be escaped", text,
                     control_character(text), line, ahead);
    case JsonTokens::Fault::kEncoding: {
      const auto before = text.substr(0, broken_line(text));
      return failure(CARROW_ENCODING, "the text is not UTF-8", line + std::count(before.begin(), before.end(), '\n'));
    }
    default:
      return arrow::Status::OK();
  }
}

arrow::Status row_failure(const JsonRows::Fault& fault, std::string_view text, int64_t line, bool is_list,
                          int64_t ahead) {
  if (fault.message == nullptr) return arrow::Status::OK();
  if (!fault.is_shape) return located(CARROW_JSON_SYNTAX, fault.message, text, fault.position, line, ahead);
  const std::string place = is_list ? "the list holds " : "the line holds ";
  return located(CARROW_JSON_SHAPE, place + fault.message + ", not an object", text, fault.position, line, ahead);
}

std::pair<JsonFound, std::string> skipped_line(const arrow::Status& why, std::string_view text, int64_t line) {
  constexpr size_t kShownBytes = 10000;
  JsonFound found;
  found.is_found = true;
  found.line = line;
  found.text = std::string(text.substr(0, kShownBytes));
  return {found, why.message()};
}

size_t last_quote(std::string_view text) {
  size_t quote = text.rfind('"');
  while (quote != std::string_view::npos) {
    size_t slash = quote;
    while (slash > 0 && text[slash - 1] == '\\') --slash;
    if ((quote - slash) % 2 == 0) return quote;
    quote = slash == 0 ? std::string_view::npos : text.rfind('"', slash - 1);
  }
  return 0;
}

std::vector<std::string> lists_of_objects(const JsonTokens& tokens) {
  std::vector<std::string> lists;
  find_lists(tokens, 0, "", 0, &lists);
  return lists;
}

bool holds_columns(const JsonTokens& tokens) {
  const uint32_t end = tokens.after_value(0);
  uint32_t key = 1;
  while (key + 4 < end && tokens.first(key) == '"') {
    if (tokens.first(key + 2) != '{' || tokens.token(key + 3) != "\"0\"") return false;
    key = tokens.after_value(key + 2) + 1;
  }
  return key > 1;
}

}  // namespace carrow
