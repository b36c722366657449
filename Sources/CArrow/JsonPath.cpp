#include "JsonPath.hpp"

#include "JsonText.hpp"
#include "Status.hpp"

namespace carrow {

namespace {

// Keys beyond these are not remembered for a message.
constexpr size_t kMostKeys = 20;
// More of a key is not kept, so that no path matches it.
constexpr size_t kLongestKey = 10000;

std::string joined(const std::vector<std::string>& path, size_t count) {
  std::string text;
  for (size_t index = 0; index < count; ++index) text += (index > 0 ? "." : "") + path[index];
  return text;
}

std::string plain_key(const std::string& spelled) {
  std::string buffer;
  std::string_view text;
  if (json_string("\"" + spelled + "\"", &buffer, &text) != JsonString::kGood) return spelled;
  // `text` may point into the temporary above.
  return buffer.empty() ? spelled : buffer;
}

}  // namespace

arrow::Status JsonPath::seek(std::string_view text, size_t* end) {
  size_t at = 0;
  for (; at < text.size() && !is_found_; ++at) {
    if (in_string_) {
      in_string(text[at]);
    } else {
      ARROW_RETURN_NOT_OK(take(text[at]));
    }
  }
  *end = at;
  return arrow::Status::OK();
}

arrow::Status JsonPath::skip(std::string_view text) {
  for (char letter : text) {
    if (in_string_) {
      in_string(letter);
    } else if (letter == '"') {
      in_string_ = true;
    } else if (letter == '{' || letter == '[') {
      ++depth_;
    } else if (letter == '}' || letter == ']') {
      if (--depth_ < 0) return failure(CARROW_JSON_SYNTAX, "a bracket is closed that was never opened");
    } else if (depth_ == 0 && !JsonTokens::is_space(letter)) {
      return failure(CARROW_JSON_SYNTAX, "something follows the object");
    }
  }
  return arrow::Status::OK();
}

void JsonPath::in_string(char letter) {
  if (is_escaped_) {
    is_escaped_ = false;
  } else if (letter == '\\') {
    is_escaped_ = true;
  } else if (letter == '"') {
    in_string_ = false;
    return;
  }
  if (is_key_next_ && text_.size() < kLongestKey) text_.push_back(letter);
}

arrow::Status JsonPath::take(char letter) {
  if (JsonTokens::is_space(letter)) return arrow::Status::OK();
  if (letter == ':') {
    if (is_key_next_) {
      const auto key = plain_key(text_);
      if (keys_.size() < kMostKeys) keys_.push_back(key);
      is_value_next_ = key == path_[static_cast<size_t>(matched_)];
      is_key_next_ = false;
    }
    return arrow::Status::OK();
  }
  if (is_value_next_) ARROW_RETURN_NOT_OK(begin_value(letter));
  switch (letter) {
    case '"':
      in_string_ = true;
      text_.clear();
      break;
    case '{':
    case '[':
      ++depth_;
      is_key_next_ = letter == '{' && is_on_path();
      break;
    case '}':
    case ']':
      return end_container();
    case ',':
      is_key_next_ = is_on_path();
      break;
    default:
      break;
  }
  return arrow::Status::OK();
}

arrow::Status JsonPath::begin_value(char letter) {
  is_value_next_ = false;
  const auto count = static_cast<size_t>(matched_) + 1;
  const bool is_last = count == path_.size();
  if (letter != (is_last ? '[' : '{')) {
    return failure(CARROW_JSON_PATH, "'" + joined(path_, count) + "' is no " + (is_last ? "list" : "object"));
  }
  if (is_last) {
    is_found_ = true;
  } else {
    ++matched_;
    keys_.clear();
  }
  return arrow::Status::OK();
}

arrow::Status JsonPath::end_container() {
  const bool is_missing = is_on_path();
  is_key_next_ = false;
  --depth_;
  if (!is_missing) return arrow::Status::OK();
  const auto count = static_cast<size_t>(matched_) + 1;
  std::string known;
  for (const auto& key : keys_) known += (known.empty() ? "" : ", ") + key;
  return failure(CARROW_JSON_PATH, "there is no '" + joined(path_, count) + "'" +
                                       (known.empty() ? "" : " (there is " + known + ")"));
}

}  // namespace carrow
