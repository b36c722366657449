#include "CsvOptions.hpp"

namespace carrow {

CsvOptions::CsvOptions(const carrow_csv_options& options)
    : parse(arrow::csv::ParseOptions::Defaults()),
      comment(options.comment),
      decimal_point(options.decimal_point),
      thousands(options.thousands),
      has_header(options.has_header),
      skip_ragged_rows(options.skip_ragged_rows),
      skip_rows(options.skip_rows),
      block_bytes(options.block_bytes),
      encoding(options.encoding == nullptr ? "" : options.encoding),
      names(options.names, options.names + options.name_count),
      null_words(options.null_words, options.null_words + options.null_word_count),
      null_words_in_text(options.null_words_in_text),
      date_formats(options.date_formats, options.date_formats + options.date_format_count) {
  parse.delimiter = options.delimiter;
  parse.quoting = options.quote != 0;
  if (options.quote != 0) parse.quote_char = options.quote;
  parse.escaping = options.escape != 0;
  if (options.escape != 0) parse.escape_char = options.escape;
  parse.pad_short_rows = options.pad_short_rows;
  parse.newlines_in_values = true;
}

}  // namespace carrow
