#pragma once

#include <cstdint>
#include <vector>

#include "JsonColumns.hpp"
#include "JsonTokens.hpp"

namespace carrow {

// How rows stand in a text.
enum class JsonShape {
  kList,      // elements of one list
  kLines,     // one object on each line
  kSequence,  // objects one after the other, however they are spread over lines
};

// Goes over the tokens of a text and finds the rows in it, block by block.
class JsonRows {
 public:
  struct Fault {
    const char* message = nullptr;  // null when nothing is wrong
    uint32_t position = 0;
    bool is_shape = false;  // JSON, but no row: the message is what there is instead
  };

  explicit JsonRows(JsonShape shape) : shape_(shape) {}

  // Goes over the tokens as far as there are whole rows; what is not consumed belongs before the next block.
  Fault walk(const JsonTokens& tokens, JsonColumns* columns);

  // Forgets the block.
  void forget() {
    starts_.clear();
    consumed_ = 0;
  }

  // Whether one line holds an object and nothing else.
  static Fault check_line(const JsonTokens& tokens);

  JsonShape shape() const { return shape_; }
  // Bytes of the block that are done with.
  uint32_t consumed() const { return consumed_; }
  // Whether tokens are left that begin a row which is not whole.
  bool is_incomplete() const { return is_incomplete_; }
  // Whether the list has ended.
  bool is_done() const { return expected_ == Expected::kNothing; }
  // Where the rows begin.
  const std::vector<uint32_t>& starts() const { return starts_; }

 private:
  enum class Expected { kFirst, kElement, kSeparator, kNothing };
  static constexpr uint32_t kIncomplete = UINT32_MAX;

  // Reads a row that begins with a token; returns the token behind it.
  static uint32_t row(const JsonTokens& tokens, uint32_t token, uint32_t row, JsonColumns* columns, Fault* fault);
  static uint32_t field(const JsonTokens& tokens, uint32_t token, uint32_t row, JsonColumns* columns, Fault* fault);
  bool separator(const JsonTokens& tokens, uint32_t token, Fault* fault);

  JsonShape shape_;
  Expected expected_ = Expected::kFirst;
  uint32_t consumed_ = 0;
  bool is_incomplete_ = false;
  std::vector<uint32_t> starts_;
};

}  // namespace carrow
