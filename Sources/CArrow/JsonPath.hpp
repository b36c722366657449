#pragma once

#include <arrow/status.h>

#include <string>
#include <string_view>
#include <vector>

namespace carrow {

// Finds the list of rows inside one large object by its keys, whatever stands before and after it, without holding
// more than a key of it.
class JsonPath {
 public:
  explicit JsonPath(std::vector<std::string> path) : path_(std::move(path)) {}

  // Goes over the next piece of text; `end` is where it stopped: behind the opening bracket of the list, or at the end.
  arrow::Status seek(std::string_view text, size_t* end);
  bool is_found() const { return is_found_; }

  // Goes over what follows the list.
  arrow::Status skip(std::string_view text);
  // Whether everything that was opened is closed.
  bool is_closed() const { return depth_ == 0 && !in_string_; }

  // What the last failure is about: the keys there are where one of the path's is missing.
  const std::vector<std::string>& keys() const { return keys_; }

 private:
  // Takes one byte outside strings.
  arrow::Status take(char letter);
  arrow::Status begin_value(char letter);
  arrow::Status end_container();
  void in_string(char letter);
  bool is_on_path() const { return depth_ == matched_ + 1; }

  std::vector<std::string> path_;
  std::vector<std::string> keys_;
  std::string text_;       // the last string on the path's level, as it is spelled
  int64_t depth_ = 0;
  int64_t matched_ = 0;    // how many keys of the path the open objects are
  bool in_string_ = false;
  bool is_escaped_ = false;
  bool is_key_next_ = false;
  bool is_value_next_ = false;  // the value of the path's next key
  bool is_found_ = false;
};

}  // namespace carrow
