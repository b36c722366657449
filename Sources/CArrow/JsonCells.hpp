#pragma once

#include <arrow/array.h>
#include <arrow/result.h>

#include <memory>
#include <string>

namespace carrow {

// What a conversion could not keep.
struct Losses {
  bool below_microseconds = false;  // digits of a second after the sixth
  bool not_finite = false;          // NaN and infinities, for which JSON has no word
  bool names_not_finite = false;    // asks for the strings "NaN", "Infinity" and "-Infinity" in their place
};

// Writes the values of one array as JSON, nested ones whole, in the order of their fields.
class JsonCells {
 public:
  virtual ~JsonCells() = default;
  JsonCells(const JsonCells&) = delete;
  JsonCells& operator=(const JsonCells&) = delete;

  static arrow::Result<std::unique_ptr<JsonCells>> make(const std::shared_ptr<arrow::Array>& values, Losses& losses);

  // Appends the value at a row, `null` for a null.
  void append(int64_t row, std::string& out) const;

 protected:
  explicit JsonCells(std::shared_ptr<arrow::Array> values) : values_(std::move(values)) {}
  virtual void append_valid(int64_t row, std::string& out) const = 0;

  std::shared_ptr<arrow::Array> values_;
};

// The values as JSON text, nulls as nulls.
arrow::Result<std::shared_ptr<arrow::Array>> json_texts(const std::shared_ptr<arrow::Array>& values, Losses& losses);

// The values as text: strings as they are, other values as JSON spells them without quotes.
arrow::Result<std::shared_ptr<arrow::Array>> plain_texts(const std::shared_ptr<arrow::Array>& values);

}  // namespace carrow
