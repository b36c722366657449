#pragma once

#include <arrow/array.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "JsonText.hpp"
#include "Status.hpp"

namespace carrow {

// A value found in a text, with its place in it.
struct JsonFound {
  bool is_found = false;
  int64_t row = 0;  // 0-based, in the whole source
  int64_t line = 0;
  int64_t offset = 0;  // 1-based place in the line, for what does not fit
  int32_t column = 0;
  carrow_json_reason reason = CARROW_JSON_MISFIT;
  std::string text;
};

// The rows that are being converted.
struct JsonBlock {
  const JsonTokens& tokens;
  int64_t rows;
  int64_t first_row;
  int64_t first_line;
  int64_t ahead;  // characters of the first line before the text
  bool is_typed;

  // The line on which a token stands.
  int64_t line(uint32_t token) const;
  // The 1-based place of a token in its line, in characters.
  int64_t offset(uint32_t token) const;
};

// The values of one key, and what they can become.
class JsonColumn {
 public:
  JsonColumn(std::string name, int32_t index) : name_(std::move(name)), index_(index) {}

  const std::string& name() const { return name_; }

  // Asks for a kind instead of the one that all values fit.
  void set_kind(carrow_json_kind kind) { wanted_ = kind; }
  carrow_json_kind kind() const { return wanted_ != CARROW_JSON_INFER ? wanted_ : inferred_kind(); }
  // The first value of a class; of the null class the first value of any other.
  const JsonFound& first(carrow_json_class value_class) const { return firsts_[value_class]; }
  // The most digits before and behind the point of the decimals so far.
  int32_t integer_digits() const { return integer_digits_; }
  int32_t fraction_digits() const { return fraction_digits_; }

  // Notes the token that begins the value of a row; a later one of the same row counts.
  void add(uint32_t row, uint32_t token) {
    if (!cells_.empty() && cells_.back().row == row) {
      replaced_.push_back(cells_.back());
      cells_.back().token = token;
    } else {
      cells_.push_back({row, token});
    }
  }

  // Forgets the values from a row on.
  void drop_from(uint32_t row) {
    while (!cells_.empty() && cells_.back().row >= row) cells_.pop_back();
    while (!replaced_.empty() && replaced_.back().row >= row) replaced_.pop_back();
  }

  void clear();

  // Makes the array of the block's values, each of the kind that they and all before them fit.
  arrow::Status convert(const JsonBlock& block);
  const std::shared_ptr<arrow::Array>& array() const { return array_; }
  const std::vector<JsonFound>& failures() const { return failures_; }

 private:
  struct Cell {
    uint32_t row;
    uint32_t token;
  };
  enum class Step { kValue, kNull, kWider };

  carrow_json_kind inferred_kind() const;
  arrow::Status build(carrow_json_kind kind, const JsonBlock& block, bool* is_wider);
  template <typename Builder, typename Append>
  arrow::Status fill(const JsonBlock& block, Builder* builder, bool* is_wider, Append&& append);

  arrow::Status build_conflict(const JsonBlock& block, bool* is_wider);
  arrow::Status build_bools(const JsonBlock& block, bool* is_wider);
  arrow::Status build_integers(const JsonBlock& block, bool* is_wider);
  arrow::Status build_floats(const JsonBlock& block, bool* is_wider);
  arrow::Status build_strings(const JsonBlock& block, bool* is_wider);
  arrow::Status build_texts(const JsonBlock& block, carrow_json_kind kind);
  arrow::Status build_json(const JsonBlock& block);
  arrow::Status build_moments(const JsonBlock& block, bool* is_wider, bool is_date);
  arrow::Status build_binaries(const JsonBlock& block, bool* is_wider);
  arrow::Status build_uuids(const JsonBlock& block, bool* is_wider);
  arrow::Status build_decimals(const JsonBlock& block, bool* is_wider);

  bool is_wanted() const { return wanted_ != CARROW_JSON_INFER; }
  bool has(carrow_json_class value_class) const { return firsts_[value_class].is_found; }
  bool has_only_moments(const JsonBlock& block) const;
  void note(carrow_json_class value_class, const JsonBlock& block, const Cell& cell);
  // What becomes of a value that the kind does not take.
  Step other(JsonClass found, const JsonBlock& block, const Cell& cell);
  Step fail(carrow_json_reason reason, const JsonBlock& block, const Cell& cell, uint32_t token);
  Step fail(carrow_json_reason reason, const JsonBlock& block, const Cell& cell) {
    return fail(reason, block, cell, cell.token);
  }
  bool text_of(JsonClass found, std::string_view token, std::string* buffer, std::string_view* text) const;
  void note_digits(std::string_view digits);
  arrow::Status check_replaced(const JsonBlock& block);

  std::string name_;
  int32_t index_;
  carrow_json_kind wanted_ = CARROW_JSON_INFER;
  std::array<JsonFound, CARROW_JSON_CLASSES> firsts_;
  int32_t integer_digits_ = 0;
  int32_t fraction_digits_ = 0;
  std::vector<Cell> cells_;
  std::vector<Cell> replaced_;
  std::vector<JsonFound> failures_;
  std::shared_ptr<arrow::Array> array_;
};

}  // namespace carrow
