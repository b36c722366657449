#include "RowText.hpp"

namespace carrow {

arrow::Result<std::vector<std::unique_ptr<JsonCells>>> row_cells(const arrow::RecordBatch& rows, Losses& losses) {
  std::vector<std::unique_ptr<JsonCells>> cells;
  for (const auto& column : rows.columns()) {
    ARROW_ASSIGN_OR_RAISE(auto made, JsonCells::make(column, losses));
    cells.push_back(std::move(made));
  }
  return cells;
}

}  // namespace carrow
