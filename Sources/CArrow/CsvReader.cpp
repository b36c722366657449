#include <arrow/array/concatenate.h>
#include <arrow/array/util.h>
#include <arrow/c/bridge.h>
#include <arrow/csv/parser.h>
#include <arrow/record_batch.h>
#include <arrow/util/parallel.h>
#include <arrow/util/thread_pool.h>
#include <arrow/util/utf8.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "CsvBlocks.hpp"
#include "CsvColumn.hpp"
#include "CsvRows.hpp"
#include "Status.hpp"

using carrow::CsvBlocks;
using carrow::CsvColumn;
using carrow::CsvOptions;
using carrow::RaggedRow;
using carrow::blank_prefix;
using carrow::count_lines;
using carrow::find_row;
using carrow::make_parser;
using carrow::parse_rows;
using carrow::visit_rows;

struct FoundText {
  int64_t line;
  int64_t row;
  std::string text;
};

struct carrow_csv {
  std::string path;
  std::unique_ptr<CsvOptions> options;
  std::unique_ptr<CsvBlocks> blocks;
  std::vector<std::string> names;
  std::vector<std::unique_ptr<CsvColumn>> columns;
  std::unique_ptr<arrow::csv::BlockParser> parser;
  std::string block;  // the text of the rows in `parser`
  int64_t block_line = 1;
  bool block_is_final = false;
  int64_t first_row = 0;
  arrow::ArrayVector arrays;
  std::vector<FoundText> skipped;  // rows, with the number of their fields
  std::vector<FoundText> misfits;
};

namespace {

void report_row_error(carrow_csv* csv, const arrow::Status& status, const std::vector<RaggedRow>& ragged,
                      std::string_view text, bool is_final, carrow_error* error) {
  const auto columns = static_cast<int32_t>(csv->columns.size());
  auto found = find_row(*csv->options, text, is_final, columns,
                        [](const arrow::Status& row, const arrow::csv::BlockParser&, int64_t) { return !row.ok(); });
  const int64_t line = csv->blocks->line() + (found ? found->first : 0);
  if (ragged.empty()) return carrow::report(error, CARROW_INVALID, status.message(), line);
  carrow::report(error, CARROW_RAGGED_ROW, status.message(), line);
  error->expected = ragged.back().expected;
  error->actual = ragged.back().actual;
}

void note_skipped(carrow_csv* csv, const std::vector<RaggedRow>& ragged, std::string_view text) {
  int64_t line = csv->blocks->line();
  const char* counted = text.data();
  for (const auto& row : ragged) {
    line += count_lines({counted, static_cast<size_t>(row.text.data() - counted)});
    counted = row.text.data();
    csv->skipped.push_back({line, row.actual, std::string(row.text)});
  }
}

arrow::Result<std::vector<std::string>> read_header(CsvBlocks& blocks, const CsvOptions& options, bool consumes) {
  std::vector<std::string> names;
  ARROW_ASSIGN_OR_RAISE(auto text, blocks.rows());
  while (!text.empty() && blank_prefix(text) == text.size()) {
    blocks.consume(text.size());
    ARROW_ASSIGN_OR_RAISE(text, blocks.rows());
  }
  if (text.empty()) return names;
  auto parser = make_parser(options, -1, 1);
  uint32_t size = 0;
  ARROW_RETURN_NOT_OK(parse_rows(*parser, text, blocks.is_final(), &size));
  if (parser->num_rows() == 0) return names;
  ARROW_RETURN_NOT_OK(parser->VisitLastRow([&](const uint8_t* data, uint32_t length, bool, bool) {
    names.emplace_back(reinterpret_cast<const char*>(data), length);
    return arrow::Status::OK();
  }));
  if (consumes) blocks.consume(size);
  return names;
}

arrow::Status open_blocks(carrow_csv* csv, std::vector<std::string>* header) {
  csv->first_row = 0;
  csv->parser.reset();
  ARROW_ASSIGN_OR_RAISE(csv->blocks, CsvBlocks::open(csv->path, *csv->options));
  ARROW_ASSIGN_OR_RAISE(*header, read_header(*csv->blocks, *csv->options, csv->options->has_header));
  return arrow::Status::OK();
}

std::vector<std::string> column_names(const CsvOptions& options, std::vector<std::string> header) {
  if (!options.names.empty()) return options.names;
  if (options.has_header) return header;
  for (size_t index = 0; index < header.size(); ++index) header[index] = "c" + std::to_string(index + 1);
  return header;
}

bool report_bad_header(carrow_csv* csv, const std::vector<std::string>& header, carrow_error* error) {
  if (header.empty()) {
    carrow::report(error, CARROW_EMPTY, "the file has no rows and no header");
    return true;
  }
  for (const auto& name : csv->names) {
    if (arrow::util::ValidateUTF8(name)) continue;
    carrow::report(error, CARROW_ENCODING, "the header is not UTF-8", csv->blocks->line() - 1);
    return true;
  }
  if (csv->names.size() == header.size()) return false;
  carrow::report(error, CARROW_RAGGED_ROW, "names and fields differ in number", csv->blocks->line());
  error->expected = static_cast<int32_t>(csv->names.size());
  error->actual = static_cast<int32_t>(header.size());
  return true;
}

carrow_csv_value copied(const FoundText& found) {
  carrow_csv_value value{};
  value.found = true;
  value.line = found.line;
  value.row = found.row;
  value.text = strndup(found.text.data(), found.text.size());
  return value;
}

// The field of a parser's one row.
std::string field_text(const arrow::csv::BlockParser& parser, int32_t column) {
  std::string text;
  (void)parser.VisitColumn(column, [&](const uint8_t* data, uint32_t size, bool, bool) {
    text.assign(reinterpret_cast<const char*>(data), size);
    return arrow::Status::OK();
  });
  return text;
}

// The first row of the block for which `test` holds, with the text of one of its fields.
template <typename Test>
carrow_csv_value find_value(carrow_csv* csv, int32_t column, Test&& test) {
  std::string text;
  auto found = find_row(*csv->options, csv->block, csv->block_is_final, static_cast<int32_t>(csv->columns.size()),
                        [&](const arrow::Status& status, const arrow::csv::BlockParser& parser, int64_t row) {
                          if (!status.ok() || parser.num_rows() == 0 || !test(parser, row)) return false;
                          text = field_text(parser, column);
                          return true;
                        });
  if (!found) return carrow_csv_value{};
  return copied({csv->block_line + found->first, csv->first_row + found->second, text});
}

}  // namespace

carrow_csv* carrow_csv_open(const char* path, const carrow_csv_options* options, carrow_error* error) {
  auto csv = std::make_unique<carrow_csv>();
  csv->path = path;
  csv->options = std::make_unique<CsvOptions>(*options);
  std::vector<std::string> header;
  if (!carrow::guarded(error, [&] { return open_blocks(csv.get(), &header); })) return nullptr;
  csv->names = column_names(*csv->options, header);
  if (report_bad_header(csv.get(), header, error)) return nullptr;
  csv->columns.resize(csv->names.size());
  csv->arrays.resize(csv->names.size());
  for (int32_t index = 0; index < static_cast<int32_t>(csv->columns.size()); ++index) {
    if (!carrow_csv_set_kind(csv.get(), index, CARROW_CSV_STRING, false, 0, 0, error)) return nullptr;
  }
  return csv.release();
}

void carrow_csv_free(carrow_csv* csv) {
  const carrow::Presence presence;
  delete csv;
}

bool carrow_csv_rewind(carrow_csv* csv, carrow_error* error) {
  std::vector<std::string> header;
  return carrow::guarded(error, [&] { return open_blocks(csv, &header); });
}

int32_t carrow_csv_column_count(const carrow_csv* csv) { return static_cast<int32_t>(csv->names.size()); }

const char* carrow_csv_column_name(const carrow_csv* csv, int32_t column) { return csv->names[column].c_str(); }

bool carrow_csv_set_kind(carrow_csv* csv, int32_t column, int32_t kind, bool is_lenient, int32_t precision,
                         int32_t scale, carrow_error* error) {
  csv->arrays[column].reset();
  csv->columns[column] = std::make_unique<CsvColumn>(*csv->options, static_cast<carrow_csv_kind>(kind), is_lenient,
                                                     precision, scale);
  return carrow::guarded(error, [&] { return csv->columns[column]->initialize(); });
}

int32_t carrow_csv_advance(carrow_csv* csv, carrow_error* error) {
  if (csv->parser) csv->first_row += csv->parser->num_rows();
  std::fill(csv->arrays.begin(), csv->arrays.end(), nullptr);
  csv->parser.reset();
  csv->skipped.clear();
  while (true) {
    std::string_view text;
    if (!carrow::guarded(error, [&]() -> arrow::Status { return csv->blocks->rows().Value(&text); })) {
      if (error->line == 0) error->line = csv->blocks->line();
      return -1;
    }
    if (text.empty()) return 0;
    std::vector<RaggedRow> ragged;
    auto parser = make_parser(*csv->options, static_cast<int32_t>(csv->columns.size()),
                              arrow::csv::kMaxParserNumRows, &ragged, csv->options->skip_ragged_rows);
    uint32_t size = 0;
    const bool is_final = csv->blocks->is_final();
    const auto status = parse_rows(*parser, text, is_final, &size);
    if (!status.ok()) {
      report_row_error(csv, status, ragged, text, is_final, error);
      return -1;
    }
    if (size == 0) {
      carrow::report(error, CARROW_INVALID, "this is not a row", csv->blocks->line());
      return -1;
    }
    note_skipped(csv, ragged, text);
    csv->block.assign(text.substr(0, size));
    csv->block_line = csv->blocks->line();
    csv->block_is_final = is_final && size == text.size();
    csv->blocks->consume(size);
    if (parser->num_rows() == 0) continue;
    csv->parser = std::move(parser);
    return 1;
  }
}

int64_t carrow_csv_block_rows(const carrow_csv* csv) { return csv->parser ? csv->parser->num_rows() : 0; }

int64_t carrow_csv_skipped_count(const carrow_csv* csv) { return static_cast<int64_t>(csv->skipped.size()); }

carrow_csv_value carrow_csv_skipped(const carrow_csv* csv, int64_t index) {
  return copied(csv->skipped[static_cast<size_t>(index)]);
}

void carrow_csv_row_lines(carrow_csv* csv, const int64_t* rows, int64_t count, int64_t* lines) {
  int64_t next = 0, line = csv->block_line;
  const char* counted = csv->block.data();
  (void)visit_rows(*csv->options, csv->block, csv->block_is_final, static_cast<int32_t>(csv->columns.size()),
                   [&](const arrow::Status&, const arrow::csv::BlockParser&, int64_t row, std::string_view rest) {
                     line += count_lines({counted, static_cast<size_t>(rest.data() - counted)});
                     counted = rest.data();
                     if (next < count && rows[next] == row) lines[next++] = line;
                     return next == count;
                   });
}

int32_t carrow_csv_convert(carrow_csv* csv, uint8_t* failed, carrow_error* error) {
  const int count = static_cast<int>(csv->columns.size());
  std::fill(failed, failed + count, uint8_t{0});
  bool ok = carrow::guarded(error, [&] {
    return arrow::internal::ParallelFor(count, [&](int column) -> arrow::Status {
      if (csv->arrays[column]) return arrow::Status::OK();
      auto array = csv->columns[column]->convert(*csv->parser, column);
      if (array.ok()) {
        csv->arrays[column] = std::move(array).ValueUnsafe();
        return arrow::Status::OK();
      }
      failed[column] = 1;
      return array.status().IsInvalid() ? arrow::Status::OK() : array.status();
    });
  });
  return ok ? static_cast<int32_t>(std::count(failed, failed + count, uint8_t{1})) : -1;
}

bool carrow_csv_convert_partly(carrow_csv* csv, int32_t column, carrow_error* error) {
  auto& converter = *csv->columns[column];
  csv->misfits.clear();
  return carrow::guarded(error, [&]() -> arrow::Status {
    arrow::ArrayVector values;
    arrow::Status failure;
    int64_t line = csv->block_line;
    const char* counted = csv->block.data();
    const auto visit = [&](const arrow::Status& status, const arrow::csv::BlockParser& parser, int64_t row,
                           std::string_view rest) {
      if (!status.ok() || parser.num_rows() == 0) return false;
      line += count_lines({counted, static_cast<size_t>(rest.data() - counted)});
      counted = rest.data();
      auto value = converter.convert(parser, column);
      if (!value.ok()) {
        csv->misfits.push_back({line, csv->first_row + row, field_text(parser, column)});
        value = arrow::MakeArrayOfNull(converter.type(), 1);
      }
      failure = value.status();
      if (failure.ok()) values.push_back(std::move(value).ValueUnsafe());
      return !failure.ok();
    };
    (void)visit_rows(*csv->options, csv->block, csv->block_is_final, static_cast<int32_t>(csv->columns.size()), visit);
    ARROW_RETURN_NOT_OK(failure);
    return arrow::Concatenate(values).Value(&csv->arrays[column]);
  });
}

int64_t carrow_csv_misfit_count(const carrow_csv* csv) { return static_cast<int64_t>(csv->misfits.size()); }

carrow_csv_value carrow_csv_misfit_at(const carrow_csv* csv, int64_t index) {
  return copied(csv->misfits[static_cast<size_t>(index)]);
}

bool carrow_csv_fits(carrow_csv* csv, int32_t column, int32_t kind) {
  CsvColumn candidate(*csv->options, static_cast<carrow_csv_kind>(kind), false, 0, 0);
  return carrow::guarded(nullptr, [&]() -> arrow::Status {
    ARROW_RETURN_NOT_OK(candidate.initialize());
    return candidate.convert(*csv->parser, column).status();
  });
}

carrow_csv_value carrow_csv_misfit(carrow_csv* csv, int32_t column) {
  return find_value(csv, column, [&](const arrow::csv::BlockParser& parser, int64_t) {
    return !csv->columns[column]->convert(parser, column).ok();
  });
}

carrow_csv_value carrow_csv_first_null(carrow_csv* csv, int32_t column) {
  const auto& array = csv->arrays[column];
  if (!array || array->null_count() == 0) return carrow_csv_value{};
  return find_value(csv, column, [&](const arrow::csv::BlockParser&, int64_t row) { return array->IsNull(row); });
}

carrow_csv_value carrow_csv_value_at(carrow_csv* csv, int32_t column, int64_t row_in_block) {
  return find_value(csv, column, [&](const arrow::csv::BlockParser&, int64_t row) { return row == row_in_block; });
}

void carrow_csv_value_clear(carrow_csv_value* value) {
  free(value->text);
  *value = carrow_csv_value{};
}

bool carrow_csv_has_null_words(const carrow_csv* csv, int32_t column) { return csv->columns[column]->has_null_words(); }

bool carrow_csv_schema(carrow_csv* csv, struct ArrowSchema* out, carrow_error* error) {
  return carrow::guarded(error, [&] {
    arrow::FieldVector fields;
    for (size_t index = 0; index < csv->columns.size(); ++index) {
      fields.push_back(arrow::field(csv->names[index], csv->columns[index]->type()));
    }
    return arrow::ExportSchema(arrow::Schema(fields), out);
  });
}

bool carrow_csv_take(carrow_csv* csv, struct ArrowArray* out, carrow_error* error) {
  return carrow::guarded(error, [&] {
    arrow::FieldVector fields;
    for (size_t index = 0; index < csv->columns.size(); ++index) {
      fields.push_back(arrow::field(csv->names[index], csv->columns[index]->type()));
    }
    auto batch = arrow::RecordBatch::Make(arrow::schema(fields), csv->parser->num_rows(), csv->arrays);
    return arrow::ExportRecordBatch(*batch, out);
  });
}

int64_t carrow_csv_bytes_read(const carrow_csv* csv) { return csv->blocks->input().bytes_read(); }

int64_t carrow_csv_bytes_total(const carrow_csv* csv) { return csv->blocks->input().bytes_total(); }
