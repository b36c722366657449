#pragma once

#include <arrow/record_batch.h>
#include <arrow/result.h>
#include <arrow/type.h>

#include <memory>
#include <string>
#include <vector>

#include "../JsonCells.hpp"
#include "../include/carrow.h"

namespace carrow {

// Spells rows as text: what comes before them, the rows of each batch, and what comes after all. Several threads may
// spell rows at a time.
class RowText {
 public:
  virtual ~RowText() = default;
  virtual void begin(std::string& out) const = 0;
  virtual arrow::Status append(const arrow::RecordBatch& rows, bool are_first, std::string& out) const = 0;
  virtual void end(bool is_empty, std::string& out) const = 0;
};

// The writers of a batch's columns.
arrow::Result<std::vector<std::unique_ptr<JsonCells>>> row_cells(const arrow::RecordBatch& rows, Losses& losses);

// Comma-separated values (https://www.rfc-editor.org/rfc/rfc4180) with lines that end in a line feed.
std::unique_ptr<RowText> csv_text(std::shared_ptr<arrow::Schema> schema, const carrow_row_options& options);

// One object for each row, on a line of its own or in an array.
std::unique_ptr<RowText> json_text(std::shared_ptr<arrow::Schema> schema, bool is_array);

}  // namespace carrow
