#include "JsonRows.hpp"

#include <cstring>

namespace carrow {

namespace {

// More cells than this, nulls among them, are left to the next block.
constexpr size_t kMostCells = size_t{8} << 20;

JsonRows::Fault fault_at(const JsonTokens& tokens, uint32_t token, const char* message) {
  return {message, tokens.position(token), false};
}

const char* kind_name(char first) {
  switch (first) {
    case '[': return "a list";
    case '"': return "a string";
    case 't': case 'f': return "a boolean";
    case 'n': return "null";
    default: return first == '-' || (first >= '0' && first <= '9') ? "a number" : nullptr;
  }
}

JsonRows::Fault no_object(const JsonTokens& tokens, uint32_t token) {
  const char* name = kind_name(tokens.first(token));
  if (name == nullptr) return fault_at(tokens, token, "expected an object");
  return {name, tokens.position(token), true};
}

bool has_newline(const JsonTokens& tokens, uint32_t from, uint32_t to) {
  return std::memchr(tokens.text().data() + from, '\n', to - from) != nullptr;
}

}  // namespace

JsonRows::Fault JsonRows::walk(const JsonTokens& tokens, JsonColumns* columns) {
  Fault fault;
  starts_.clear();
  consumed_ = 0;
  is_incomplete_ = false;
  uint32_t token = 0;
  while (token < tokens.count()) {
    if (expected_ == Expected::kNothing) return fault;
    if (expected_ == Expected::kSeparator && shape_ == JsonShape::kList) {
      if (!separator(tokens, token, &fault)) return fault;
      consumed_ = tokens.position(token++) + 1;
      continue;
    }
    if (expected_ == Expected::kFirst && shape_ == JsonShape::kList && tokens.first(token) == ']') {
      expected_ = Expected::kNothing;
      consumed_ = tokens.position(token) + 1;
      continue;
    }
    if (tokens.first(token) != '{') return no_object(tokens, token);
    if (shape_ == JsonShape::kLines && !starts_.empty() && !has_newline(tokens, consumed_, tokens.position(token))) {
      return fault_at(tokens, token, "expected the end of the line after the object");
    }
    const auto number = static_cast<uint32_t>(starts_.size());
    const uint32_t next = row(tokens, token, number, columns, &fault);
    if (fault.message != nullptr) return fault;
    if (next == kIncomplete) {
      columns->drop_from(number);
      is_incomplete_ = true;
      return fault;
    }
    starts_.push_back(tokens.position(token));
    expected_ = Expected::kSeparator;
    consumed_ = tokens.position(next - 1) + 1;
    token = next;
    if (starts_.size() * columns->size() > kMostCells) return fault;
  }
  return fault;
}

JsonRows::Fault JsonRows::check_line(const JsonTokens& tokens) {
  Fault fault;
  if (tokens.count() == 0) return fault;
  if (tokens.first(0) != '{') return no_object(tokens, 0);
  const uint32_t next = row(tokens, 0, 0, nullptr, &fault);
  if (fault.message != nullptr) return fault;
  if (next == kIncomplete) return fault_at(tokens, tokens.count(), "the object does not end on this line");
  if (next < tokens.count()) return fault_at(tokens, next, "expected the end of the line after the object");
  return fault;
}

bool JsonRows::separator(const JsonTokens& tokens, uint32_t token, Fault* fault) {
  const char letter = tokens.first(token);
  if (letter != ',' && letter != ']') {
    *fault = fault_at(tokens, token, "expected ',' or ']' after an object");
    return false;
  }
  expected_ = letter == ',' ? Expected::kElement : Expected::kNothing;
  return true;
}

uint32_t JsonRows::row(const JsonTokens& tokens, uint32_t token, uint32_t number, JsonColumns* columns, Fault* fault) {
  const uint32_t count = tokens.count();
  if (columns != nullptr) columns->begin_row();
  if (token + 1 >= count) return kIncomplete;
  if (tokens.first(token + 1) == '}') return token + 2;
  while (true) {
    token = field(tokens, token + 1, number, columns, fault);
    if (fault->message != nullptr || token >= count) return kIncomplete;
    const char letter = tokens.first(token);
    if (letter == '}') return token + 1;
    if (letter != ',') {
      *fault = fault_at(tokens, token, "expected ',' or '}' after a value");
      return kIncomplete;
    }
  }
}

uint32_t JsonRows::field(const JsonTokens& tokens, uint32_t token, uint32_t number, JsonColumns* columns,
                         Fault* fault) {
  const uint32_t count = tokens.count();
  if (token >= count) return count;
  if (tokens.first(token) != '"') {
    *fault = fault_at(tokens, token, "expected a key in double quotes");
    return count;
  }
  if (token + 1 >= count) return count;
  if (tokens.first(token + 1) != ':') {
    *fault = fault_at(tokens, token + 1, "expected ':' after a key");
    return count;
  }
  if (token + 2 >= count) return count;
  const char letter = tokens.first(token + 2);
  if (letter == ',' || letter == ':' || letter == '}' || letter == ']') {
    *fault = fault_at(tokens, token + 2, "expected a value");
    return count;
  }
  if (columns != nullptr) {
    JsonColumn* column = columns->find(tokens.token(token));
    if (column == nullptr) {
      *fault = fault_at(tokens, token, "this key is no JSON string");
      return count;
    }
    column->add(number, token + 2);
  }
  return letter == '{' || letter == '[' ? tokens.after_value(token + 2) : token + 3;
}

}  // namespace carrow
