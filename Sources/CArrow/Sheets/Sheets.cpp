#include <arrow/array.h>
#include <arrow/c/bridge.h>
#include <arrow/record_batch.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "../Status.hpp"
#include "Failure.hpp"
#include "SheetReader.hpp"

using carrow::sheets::attempt;
using carrow::sheets::Kind;
using carrow::sheets::SheetOptions;
using carrow::sheets::SheetReader;
using carrow::sheets::Tag;
using carrow::sheets::Witness;
using carrow::sheets::Workbook;

struct carrow_workbook {
  std::shared_ptr<Workbook> workbook;
};

struct carrow_sheet {
  std::unique_ptr<SheetReader> reader;
  std::string name;  // the last that was asked for
};

namespace {

SheetOptions copied(const carrow_sheet_options& options) {
  SheetOptions copy;
  copy.sheet = options.sheet;
  copy.has_header = options.has_header;
  copy.fills_merged = options.fills_merged;
  copy.block_cells = options.block_cells;
  copy.has_fixed_columns = options.first_column >= 0;
  if (copy.has_fixed_columns) {
    copy.area.first_column = options.first_column;
    copy.area.last_column = options.last_column;
  }
  copy.area.first_row = options.first_row;
  if (options.last_row > 0) copy.area.last_row = options.last_row;
  copy.rules.null_words.assign(options.null_words, options.null_words + options.null_word_count);
  copy.rules.null_words_in_text = options.null_words_in_text;
  return copy;
}

carrow_sheet_cell cell(const carrow_sheet* sheet, int32_t column, const Witness* witness) {
  carrow_sheet_cell found{};
  if (witness == nullptr) return found;
  const auto reference = carrow::sheets::cell_reference(sheet->reader->block_column(column), witness->row);
  found.found = true;
  found.row = witness->row;
  found.reference = strdup(reference.c_str());
  found.text = strndup(witness->text.data(), witness->text.size());
  return found;
}

arrow::Result<std::shared_ptr<arrow::RecordBatch>> built(const SheetReader& reader, const int32_t* kinds) {
  const auto& block = reader.block();
  arrow::FieldVector fields;
  arrow::ArrayVector arrays;
  for (int32_t index = 0; index < reader.column_count(); ++index) {
    ARROW_ASSIGN_OR_RAISE(auto array, block.build(reader.block_column(index), static_cast<Kind>(kinds[index])));
    fields.push_back(arrow::field(reader.column_name(index), array->type()));
    arrays.push_back(std::move(array));
  }
  return arrow::RecordBatch::Make(arrow::schema(fields), block.rows(), arrays);
}

}  // namespace

carrow_workbook* carrow_workbook_open(const char* path, carrow_error* error) {
  auto workbook = std::make_unique<carrow_workbook>();
  const bool ok = attempt(error, [&] { workbook->workbook = std::make_shared<Workbook>(path); });
  return ok ? workbook.release() : nullptr;
}

void carrow_workbook_free(carrow_workbook* workbook) {
  const carrow::Presence presence;
  delete workbook;
}

int32_t carrow_workbook_sheet_count(const carrow_workbook* workbook) {
  return static_cast<int32_t>(workbook->workbook->sheets().size());
}

const char* carrow_workbook_sheet_name(const carrow_workbook* workbook, int32_t sheet) {
  return workbook->workbook->sheets()[static_cast<size_t>(sheet)].name.c_str();
}

carrow_sheet* carrow_sheet_open(carrow_workbook* workbook, const carrow_sheet_options* options, carrow_error* error) {
  auto sheet = std::make_unique<carrow_sheet>();
  const bool ok = attempt(error, [&] {
    workbook->workbook->load();
    sheet->reader = std::make_unique<SheetReader>(workbook->workbook, copied(*options));
  });
  return ok ? sheet.release() : nullptr;
}

void carrow_sheet_free(carrow_sheet* sheet) {
  const carrow::Presence presence;
  delete sheet;
}

bool carrow_sheet_rewind(carrow_sheet* sheet, carrow_error* error) {
  return attempt(error, [&] { sheet->reader->rewind(); });
}

int32_t carrow_sheet_advance(carrow_sheet* sheet, carrow_error* error) {
  bool has_rows = false;
  return attempt(error, [&] { has_rows = sheet->reader->advance(); }) ? has_rows : -1;
}

int32_t carrow_sheet_column_count(const carrow_sheet* sheet) { return sheet->reader->column_count(); }

const char* carrow_sheet_column_name(carrow_sheet* sheet, int32_t column) {
  sheet->name = sheet->reader->column_name(column);
  return sheet->name.c_str();
}

int64_t carrow_sheet_first_row(const carrow_sheet* sheet) { return sheet->reader->first_row(); }

int32_t carrow_sheet_column_kind(const carrow_sheet* sheet, int32_t column) {
  return static_cast<int32_t>(sheet->reader->facts(column).kind());
}

int32_t carrow_sheet_block_kind(const carrow_sheet* sheet, int32_t column) {
  const auto& reader = *sheet->reader;
  return static_cast<int32_t>(carrow::sheets::kind_of(reader.block().tags(reader.block_column(column))));
}

int64_t carrow_sheet_block_rows(const carrow_sheet* sheet) { return sheet->reader->block().rows(); }

carrow_sheet_cell carrow_sheet_evidence(const carrow_sheet* sheet, int32_t column) {
  return cell(sheet, column, sheet->reader->facts(column).decisive());
}

carrow_sheet_cell carrow_sheet_lost(const carrow_sheet* sheet, int32_t column, int32_t loss, int64_t* count) {
  const auto tag = loss == CARROW_SHEET_ERROR ? Tag::error : Tag::uncached;
  const auto& facts = sheet->reader->facts(column);
  *count = facts.count_of(tag);
  return cell(sheet, column, *count > 0 ? facts.first(tag) : nullptr);
}

void carrow_sheet_cell_clear(carrow_sheet_cell* cell) {
  free(cell->reference);
  free(cell->text);
  *cell = carrow_sheet_cell{};
}

bool carrow_sheet_take(carrow_sheet* sheet, const int32_t* kinds, struct ArrowSchema* schema, struct ArrowArray* out,
                       carrow_error* error) {
  return carrow::guarded(error, [&]() -> arrow::Status {
    ARROW_ASSIGN_OR_RAISE(auto batch, built(*sheet->reader, kinds));
    return arrow::ExportRecordBatch(*batch, out, schema);
  });
}

int64_t carrow_sheet_bytes_read(const carrow_sheet* sheet) { return sheet->reader->bytes_read(); }

int64_t carrow_sheet_bytes_total(const carrow_sheet* sheet) { return sheet->reader->bytes_total(); }
