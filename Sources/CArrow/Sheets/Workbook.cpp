#include "Workbook.hpp"

#include <cstdlib>
#include <functional>
#include <map>

#include "Failure.hpp"
#include "XmlReader.hpp"

namespace carrow::sheets {

namespace {

constexpr int64_t kMostPartBytes = 64 << 20;
constexpr int64_t kMostTextBytes = int64_t{4} << 30;
constexpr int64_t kMostSheetBytes = int64_t{256} << 30;

// Calls a function with each element.
class ElementReader : public XmlReader {
 public:
  using Visit = std::function<void(std::string_view, const Attributes&)>;

  ElementReader(ZipPart part, Visit visit) : XmlReader(std::move(part)), visit_(std::move(visit)) {}

 protected:
  void start(std::string_view name, const Attributes& attributes) override { visit_(name, attributes); }
  void end(std::string_view) override {}

 private:
  Visit visit_;
};

void each_element(ZipPart part, ElementReader::Visit visit) {
  ElementReader(std::move(part), std::move(visit)).read();
}

struct Relation {
  std::string id;
  std::string type;  // the last word of the type's address
  std::string path;
};

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

// A part's path within the archive, from a target relative to a folder.
std::string resolved(const std::string& folder, std::string_view target) {
  std::string whole = !target.empty() && target[0] == '/' ? std::string(target) : folder + std::string(target);
  std::vector<std::string> steps;
  size_t start = 0;
  while (start <= whole.size()) {
    const auto end = std::min(whole.find('/', start), whole.size());
    const auto step = whole.substr(start, end - start);
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
    start = end + 1;
  }
  std::string path;
  for (const auto& step : steps) path += (path.empty() ? "" : "/") + step;
  return path;
}

std::vector<Relation> relations(const ZipParts& parts, const std::string& path) {
  std::vector<Relation> found;
  const auto folder = folder_of(path);
  const auto name = folder + "_rels/" + path.substr(folder.size()) + ".rels";
  if (!parts.has(name)) return found;
  each_element(parts.open(name, kMostPartBytes), [&](std::string_view element, const Attributes& attributes) {
    if (element != "Relationship" || attributes["TargetMode"] == "External") return;
    std::string type(attributes["Type"]);
    type.erase(0, type.rfind('/') + 1);
    found.push_back({std::string(attributes["Id"]), type, resolved(folder, attributes["Target"])});
  });
  return found;
}

std::string main_part(const ZipParts& parts) {
  for (const auto& relation : relations(parts, "")) {
    if (relation.type != "officeDocument") continue;
    if (relation.path.ends_with(".bin")) {
      throw Failure("this is a binary .xlsb workbook; save it as .xlsx", CARROW_NOT_SUPPORTED);
    }
    return relation.path;
  }
  if (parts.has("xl/workbook.xml")) return "xl/workbook.xml";
  if (parts.has("content.xml")) {
    throw Failure("this is an OpenDocument file; save it as .xlsx", CARROW_NOT_SUPPORTED);
  }
  throw Failure("this is a zip archive, but no .xlsx workbook; check the path");
}

int64_t number(std::string_view text) { return strtoll(std::string(text).c_str(), nullptr, 10); }

std::vector<NumberClass> read_styles(ZipPart part) {
  std::vector<NumberClass> styles;
  std::map<int64_t, NumberClass> formats;
  bool is_in_cell_styles = false;
  each_element(std::move(part), [&](std::string_view element, const Attributes& attributes) {
    if (element == "numFmt" && !is_in_cell_styles) {
      formats[number(attributes["numFmtId"])] = classify_format(attributes["formatCode"]);
    } else if (element == "cellXfs") {
      is_in_cell_styles = true;
    } else if (element == "cellStyles" || element == "dxfs" || element == "cellStyleXfs") {
      is_in_cell_styles = false;
    } else if (element == "xf" && is_in_cell_styles) {
      const auto id = number(attributes["numFmtId"]);
      const auto custom = formats.find(id);
      styles.push_back(custom == formats.end() ? builtin_format(id) : custom->second);
    }
  });
  return styles;
}

}  // namespace

Workbook::Workbook(const std::string& path) : parts_(path) {
  const auto main = main_part(parts_);
  std::map<std::string, Relation> by_id;
  for (auto& relation : relations(parts_, main)) {
    if (relation.type == "sharedStrings") texts_path_ = relation.path;
    if (relation.type == "styles") styles_path_ = relation.path;
    by_id[relation.id] = std::move(relation);
  }
  each_element(parts_.open(main, kMostPartBytes), [&](std::string_view element, const Attributes& attributes) {
    if (element == "workbookPr") counts_from_1904_ = attributes.is_true("date1904");
    if (element != "sheet") return;
    std::string id;
    // Not `sheetId`, nor an `id` without a prefix.
    attributes.each([&](std::string_view name, std::string_view value) {
      if (name.size() > 3 && name.ends_with(":id")) id = value;
    });
    const auto relation = by_id.find(id);
    // Charts and dialogs can be sheets, too, but have no cells.
    if (relation == by_id.end() || relation->second.type != "worksheet") return;
    sheets_.push_back({std::string(attributes["name"]), relation->second.path});
  });
  if (sheets_.empty()) throw Failure("the workbook has no sheet with cells");
}

ZipPart Workbook::open_sheet(int32_t index) const {
  return parts_.open(sheets_[static_cast<size_t>(index)].path, kMostSheetBytes);
}

void Workbook::load() {
  if (!styles_path_.empty() && parts_.has(styles_path_)) styles_ = read_styles(parts_.open(styles_path_, kMostPartBytes));
  if (!texts_path_.empty() && parts_.has(texts_path_)) texts_ = SharedTexts(parts_.open(texts_path_, kMostTextBytes));
}

}  // namespace carrow::sheets
