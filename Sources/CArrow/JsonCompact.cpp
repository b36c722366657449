#include <string>
#include <vector>

#include "JsonText.hpp"

namespace carrow {

namespace {

// Goes through the tokens of a value; `open` has the closing brackets that are due.
class Compactor {
 public:
  Compactor(const JsonTokens& tokens, std::string* out) : tokens_(tokens), out_(out) {}

  const char* run(uint32_t* at) {
    do {
      const char* fault = value(at);
      if (fault != nullptr) return fault;
      while (!open_.empty()) {
        const char letter = next(*at);
        if (letter == open_.back()) {
          open_.pop_back();
          put(at);
          continue;
        }
        if (letter != ',') return open_.back() == '}' ? "expected ',' or '}'" : "expected ',' or ']'";
        put(at);
        if (open_.back() == '}') fault = key(at);
        if (fault != nullptr) return fault;
        break;
      }
    } while (!open_.empty());
    return nullptr;
  }

 private:
  char next(uint32_t at) const { return at < tokens_.count() ? tokens_.first(at) : '\0'; }

  void put(uint32_t* at) { out_->append(tokens_.token((*at)++)); }

  const char* key(uint32_t* at) {
    if (next(*at) != '"') return "expected a key in double quotes";
    const char* fault = string(at);
    if (fault != nullptr) return fault;
    if (next(*at) != ':') return "expected ':' after a key";
    put(at);
    return nullptr;
  }

  const char* string(uint32_t* at) {
    std::string_view text;
    if (json_string(tokens_.token(*at), &buffer_, &text) == JsonString::kMalformed) return "this is no JSON string";
    put(at);
    return nullptr;
  }

  const char* value(uint32_t* at) {
    while (true) {
      const char letter = next(*at);
      if (letter == '"') return string(at);
      if (letter != '{' && letter != '[') return scalar(at);
      if (open_.size() >= kJsonDepth) return "nested more than 512 levels deep";
      open_.push_back(letter == '{' ? '}' : ']');
      put(at);
      if (next(*at) == open_.back()) {
        open_.pop_back();
        put(at);
        return nullptr;
      }
      const char* fault = letter == '{' ? key(at) : nullptr;
      if (fault != nullptr) return fault;
    }
  }

  const char* scalar(uint32_t* at) {
    int64_t integer = 0;
    if (*at >= tokens_.count()) return "a value is missing";
    const auto token = tokens_.token(*at);
    switch (json_class(token, false, &integer)) {
      case JsonClass::kMalformed:
        return "expected a value";
      case JsonClass::kFloat:
        if (token.back() < '0' || token.back() > '9') return "JSON has no such number; use null";
        break;
      default:
        break;
    }
    put(at);
    return nullptr;
  }

  const JsonTokens& tokens_;
  std::string* out_;
  std::string buffer_;
  std::vector<char> open_;
};

}  // namespace

const char* json_compact(const JsonTokens& tokens, uint32_t token, std::string* out, uint32_t* at) {
  *at = token;
  return Compactor(tokens, out).run(at);
}

}  // namespace carrow
