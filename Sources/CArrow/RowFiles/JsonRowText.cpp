#include <arrow/array.h>
#include <arrow/extension_type.h>

#include <vector>

#include "../CellText.hpp"
#include "../JsonCells.hpp"
#include "../JsonText.hpp"
#include "RowText.hpp"

namespace carrow {

namespace {

// Writes documents as they are, each on one line, and text that is none as text.
class Documents {
 public:
  arrow::Status append(const arrow::Array& column, int64_t row, std::string& out) {
    const auto& storage = *static_cast<const arrow::ExtensionArray&>(column).storage();
    const auto text = static_cast<const arrow::StringArray&>(storage).GetView(row);
    document_.clear();
    ARROW_ASSIGN_OR_RAISE(const auto fault, tokens_.index(text));
    uint32_t at = 0;
    const bool is_good = fault == JsonTokens::Fault::kNone && tokens_.count() > 0 &&
                         json_compact(tokens_, 0, &document_, &at) == nullptr && at == tokens_.count();
    if (is_good) out += document_;
    else append_quoted(out, text);
    return arrow::Status::OK();
  }

 private:
  JsonTokens tokens_;
  std::string document_;
};

class JsonRowText : public RowText {
 public:
  JsonRowText(std::shared_ptr<arrow::Schema> schema, bool is_array) : schema_(std::move(schema)), is_array_(is_array) {
    for (const auto& field : schema_->fields()) {
      names_.emplace_back(names_.empty() ? "{" : ",");
      append_quoted(names_.back(), field->name());
      names_.back() += ':';
    }
  }

  void begin(std::string& out) const override {
    if (is_array_) out += '[';
  }

  arrow::Status append(const arrow::RecordBatch& rows, bool are_first, std::string& out) const override {
    Losses losses;
    losses.names_not_finite = true;
    ARROW_ASSIGN_OR_RAISE(const auto cells, row_cells(rows, losses));
    const auto columns = rows.columns();
    Documents documents;
    for (int64_t row = 0; row < rows.num_rows(); ++row) {
      if (is_array_) out += are_first && row == 0 ? "\n" : ",\n";
      for (int index = 0; index < rows.num_columns(); ++index) {
        out += names_[index];
        const auto& column = *columns[index];
        const bool is_document = column.type_id() == arrow::Type::EXTENSION && is_json(*column.type());
        if (!is_document || column.IsNull(row)) cells[index]->append(row, out);
        else ARROW_RETURN_NOT_OK(documents.append(column, row, out));
      }
      out += names_.empty() ? "{}" : "}";
      if (!is_array_) out += '\n';
    }
    return arrow::Status::OK();
  }

  void end(bool is_empty, std::string& out) const override {
    if (is_array_) out += is_empty ? "]\n" : "\n]\n";
  }

 private:
  static bool is_json(const arrow::DataType& type) {
    return static_cast<const arrow::ExtensionType&>(type).extension_name() == "arrow.json";
  }

  const std::shared_ptr<arrow::Schema> schema_;
  const bool is_array_;
  std::vector<std::string> names_;
};

}  // namespace

std::unique_ptr<RowText> json_text(std::shared_ptr<arrow::Schema> schema, bool is_array) {
  return std::make_unique<JsonRowText>(std::move(schema), is_array);
}

}  // namespace carrow
