#include "Merges.hpp"

#include <algorithm>

#include "Failure.hpp"
#include "XmlReader.hpp"

namespace carrow::sheets {

namespace {

// Ranges do not overlap, so that a row has at most one for each column.
constexpr size_t kMostInRow = 16384;

class MergesReader : public XmlReader {
 public:
  explicit MergesReader(ZipPart part) : XmlReader(std::move(part)) {}
  std::vector<Merge> merges;

 protected:
  void start(std::string_view name, const Attributes& attributes) override {
    if (name != "mergeCell") return;
    const auto range = attributes["ref"];
    const auto colon = range.find(':');
    if (colon == std::string_view::npos) return;
    Merge merge{};
    merge.first_column = parse_reference(range.substr(0, colon), &merge.first_row);
    merge.last_column = parse_reference(range.substr(colon + 1), &merge.last_row);
    if (merge.first_column < 0 || merge.last_column < 0 || merge.first_row < 1) return;
    if (merge.last_row >= merge.first_row && merge.last_column >= merge.first_column) merges.push_back(merge);
  }

  void end(std::string_view) override {}
};

}  // namespace

std::vector<Merge> read_merges(ZipPart part) {
  MergesReader reader(std::move(part));
  reader.read();
  std::sort(reader.merges.begin(), reader.merges.end(),
            [](const Merge& left, const Merge& right) { return left.first_row < right.first_row; });
  return std::move(reader.merges);
}

bool MergeFiller::reaches(int64_t row) const {
  return std::any_of(active_.begin(), active_.end(),
                     [&](const Active& active) { return active.merge.last_row >= row; });
}

void MergeFiller::open(int64_t row, const std::vector<RowCell>& cells, const TextPool& texts) {
  for (; next_ < merges_.size() && merges_[next_].first_row <= row; ++next_) {
    const auto& merge = merges_[next_];
    if (merge.first_row < row) continue;
    const auto top_left = std::find_if(cells.begin(), cells.end(),
                                       [&](const RowCell& cell) { return cell.column == merge.first_column; });
    if (top_left == cells.end() || top_left->cell.tag == Tag::empty) continue;
    const auto cell = top_left->cell;
    const bool has_own_text = is_text(cell.tag) && cell.payload < 0;
    active_.push_back({merge, cell, has_own_text ? std::string(texts[cell.payload]) : std::string()});
  }
  if (active_.size() > kMostInRow) throw Failure("the sheet's merged cells overlap; open the workbook and save it anew");
}

void MergeFiller::fill(int64_t row, std::vector<RowCell>* cells, TextPool* texts) {
  std::erase_if(active_, [&](const Active& active) { return active.merge.last_row < row; });
  open(row, *cells, *texts);
  for (const auto& active : active_) {
    auto cell = active.cell;
    if (is_text(cell.tag) && cell.payload < 0) cell.payload = texts->add(active.text);
    for (int32_t column = active.merge.first_column; column <= active.merge.last_column; ++column) {
      if (row == active.merge.first_row && column == active.merge.first_column) continue;
      cells->push_back({column, cell});
    }
  }
}

}  // namespace carrow::sheets
