#include <arrow/array.h>

#include <algorithm>
#include <array>

#include "../JsonCells.hpp"
#include "RowText.hpp"

namespace carrow {

namespace {

class CsvText : public RowText {
 public:
  CsvText(std::shared_ptr<arrow::Schema> schema, const carrow_row_options& options)
      : schema_(std::move(schema)),
        delimiter_(options.delimiter),
        null_word_(options.null_word),
        has_header_(options.has_header) {
    for (const char letter : {delimiter_, '"', '\n', '\r'}) is_special_[static_cast<uint8_t>(letter)] = true;
    constexpr std::string_view kNumbers = "0123456789+-.eINafintyrusl";
    numbers_are_plain_ = null_word_.empty() && kNumbers.find(delimiter_) == std::string_view::npos;
  }

  void begin(std::string& out) const override {
    if (!has_header_) return;
    for (int index = 0; index < schema_->num_fields(); ++index) {
      if (index > 0) out += delimiter_;
      append_field(out, schema_->field(index)->name());
    }
    out += '\n';
  }

  arrow::Status append(const arrow::RecordBatch& rows, bool, std::string& out) const override {
    Losses losses;
    losses.names_not_finite = true;
    ARROW_ASSIGN_OR_RAISE(const auto cells, row_cells(rows, losses));
    const auto columns = rows.columns();
    std::string cell;
    for (int64_t row = 0; row < rows.num_rows(); ++row) {
      for (int index = 0; index < rows.num_columns(); ++index) {
        if (index > 0) out += delimiter_;
        ARROW_RETURN_NOT_OK(append_cell(out, *columns[index], *cells[index], row, cell));
      }
      out += '\n';
    }
    return arrow::Status::OK();
  }

  void end(bool, std::string&) const override {}

 private:
  arrow::Status append_cell(std::string& out, const arrow::Array& column, const JsonCells& cells, int64_t row,
                            std::string& cell) const {
    if (column.IsNull(row)) return append_null(out, column);
    if (column.type_id() == arrow::Type::STRING) {
      append_field(out, static_cast<const arrow::StringArray&>(column).GetView(row));
      return arrow::Status::OK();
    }
    if (numbers_are_plain_ && (column.type_id() == arrow::Type::INT64 || column.type_id() == arrow::Type::BOOL)) {
      cells.append(row, out);
      return arrow::Status::OK();
    }
    cell.clear();
    if (column.type_id() == arrow::Type::BINARY) {
      append_escaped(cell, static_cast<const arrow::BinaryArray&>(column).GetView(row));
      append_field(out, cell);
      return arrow::Status::OK();
    }
    cells.append(row, cell);
    const bool is_text = cell.front() == '"';
    append_field(out, is_text ? std::string_view(cell).substr(1, cell.size() - 2) : std::string_view(cell));
    return arrow::Status::OK();
  }

  // Bytes as DuckDB writes them: printable ones as they are, all others, and the backslash, as `\xHH`.
  static void append_escaped(std::string& out, std::string_view bytes) {
    constexpr char kDigits[] = "0123456789ABCDEF";
    for (const char byte : bytes) {
      if (byte >= ' ' && byte <= '~' && byte != '\\') {
        out += byte;
      } else {
        out += "\\x";
        out += kDigits[static_cast<uint8_t>(byte) >> 4];
        out += kDigits[byte & 15];
      }
    }
  }

  // A line without a character is no row to most readers.
  arrow::Status append_null(std::string& out, const arrow::Array& column) const {
    if (!null_word_.empty() || schema_->num_fields() > 1) {
      out += null_word_;
    } else if (column.type_id() != arrow::Type::STRING) {
      out += "\"\"";
    } else {
      return arrow::Status::Invalid("column '", schema_->field(0)->name(),
                                    "' is the only one and has nulls, which would be blank lines; choose a word for null");
    }
    return arrow::Status::OK();
  }

  // Text that could be read as something else is quoted: also the empty text and the word for null.
  bool needs_quotes(std::string_view text) const {
    if (text.empty() || text == null_word_ || text.front() == ' ' || text.back() == ' ') return true;
    return std::any_of(text.begin(), text.end(),
                       [this](char letter) { return is_special_[static_cast<uint8_t>(letter)]; });
  }

  void append_field(std::string& out, std::string_view text) const {
    if (!needs_quotes(text)) {
      out += text;
      return;
    }
    out += '"';
    for (const char letter : text) {
      if (letter == '"') out += '"';
      out += letter;
    }
    out += '"';
  }

  const std::shared_ptr<arrow::Schema> schema_;
  const char delimiter_;
  const std::string null_word_;
  const bool has_header_;
  std::array<bool, 256> is_special_{};
  // Whether no integer or truth value can need quotes.
  bool numbers_are_plain_ = false;
};

}  // namespace

std::unique_ptr<RowText> csv_text(std::shared_ptr<arrow::Schema> schema, const carrow_row_options& options) {
  return std::make_unique<CsvText>(std::move(schema), options);
}

}  // namespace carrow
