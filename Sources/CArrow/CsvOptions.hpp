#pragma once

#include <arrow/csv/options.h>

#include <string>
#include <vector>

#include "include/carrow.h"

namespace carrow {

// An owned copy of the caller's options.
struct CsvOptions {
  explicit CsvOptions(const carrow_csv_options& options);

  arrow::csv::ParseOptions parse;
  char comment;
  char decimal_point;
  char thousands;
  bool has_header;
  bool skip_ragged_rows;
  int64_t skip_rows;
  int64_t block_bytes;
  std::string encoding;
  std::vector<std::string> names;
  std::vector<std::string> null_words;
  bool null_words_in_text;
  std::vector<std::string> date_formats;
};

}  // namespace carrow
