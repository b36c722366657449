#include "SharedTexts.hpp"

#include "Failure.hpp"
#include "RichText.hpp"
#include "XmlReader.hpp"

namespace carrow::sheets {

namespace {

// The most memory that shared texts may take.
constexpr size_t kMostBytes = size_t{1} << 30;

class TextsReader : public XmlReader {
 public:
  TextsReader(ZipPart part, std::string* bytes, std::vector<uint32_t>* ends)
      : XmlReader(std::move(part)), bytes_(bytes), ends_(ends) {}

 protected:
  void start(std::string_view name, const Attributes&) override {
    if (name == "si") text_.clear();
    text_.start(name);
  }

  void end(std::string_view name) override {
    text_.end(name);
    if (name != "si") return;
    bytes_->append(text_.finished());
    ends_->push_back(static_cast<uint32_t>(bytes_->size()));
    if (bytes_->size() + ends_->size() * sizeof(uint32_t) > kMostBytes) {
      throw Failure("the workbook's texts take more than 1 GB; split the workbook, or save the sheet as CSV");
    }
  }

  void text(std::string_view part) override { text_.text(part); }

 private:
  std::string* bytes_;
  std::vector<uint32_t>* ends_;
  RichText text_;
};

}  // namespace

SharedTexts::SharedTexts(ZipPart part) : ends_{0} {
  TextsReader reader(std::move(part), &bytes_, &ends_);
  reader.read();
}

}  // namespace carrow::sheets
