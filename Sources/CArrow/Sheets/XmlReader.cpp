#include "XmlReader.hpp"

#include <new>

#include "Failure.hpp"

namespace carrow::sheets {

namespace {

constexpr int kChunkBytes = 64 << 10;
// Limits that no workbook comes near; they bound memory and time.
constexpr int kDeepestElement = 256;
constexpr int64_t kLongestTag = 4 << 20;

std::string_view local(const char* name) {
  // Most names are one letter long.
  if (name[0] != 0 && name[1] == 0) return {name, 1};
  std::string_view whole(name);
  const auto colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

}  // namespace

std::string_view Attributes::operator[](std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (local(pair[0]) == name) return pair[1];
  }
  return {};
}

bool Attributes::is_true(std::string_view name) const {
  const auto value = (*this)[name];
  return value == "1" || value == "true" || value == "on";
}

XmlReader::XmlReader(ZipPart part) : part_(std::move(part)), parser_(XML_ParserCreate(nullptr)) {
  if (!parser_) throw std::bad_alloc();
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(parser_.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser_.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
}

bool XmlReader::read() {
  while (!has_ended_) {
    if (is_paused_) {
      is_paused_ = false;
      check(XML_ResumeParser(parser_.get()));
    } else {
      feed();
    }
    if (is_paused_) return true;
  }
  return false;
}

void XmlReader::feed() {
  void* buffer = XML_GetBuffer(parser_.get(), kChunkBytes);
  if (buffer == nullptr) throw std::bad_alloc();
  const auto count = part_.read(buffer, kChunkBytes);
  check(XML_ParseBuffer(parser_.get(), static_cast<int>(count), count == 0));
  if (part_.bytes_read() - XML_GetCurrentByteIndex(parser_.get()) > kLongestTag + kChunkBytes) {
    throw Failure("the workbook's part " + part_.name() + " has a tag longer than any workbook's; open it and save it anew");
  }
}

void XmlReader::check(XML_Status status) {
  if (thrown_) std::rethrow_exception(thrown_);
  if (status == XML_STATUS_ERROR) {
    throw Failure("the workbook's part " + part_.name() + " is not well-formed XML (" +
                  XML_ErrorString(XML_GetErrorCode(parser_.get())) + " at byte " +
                  std::to_string(XML_GetCurrentByteIndex(parser_.get())) + "); open the workbook and save it anew");
  }
  if (status == XML_STATUS_SUSPENDED) return;
  XML_ParsingStatus state;
  XML_GetParsingStatus(parser_.get(), &state);
  has_ended_ = state.parsing == XML_FINISHED;
}

void XmlReader::pause() {
  is_paused_ = true;
  XML_StopParser(parser_.get(), XML_TRUE);
}

// An exception must not pass through the C parser's frames.
template <typename Body>
void XmlReader::guarded(Body&& body) {
  if (thrown_) return;
  try {
    body();
  } catch (...) {
    thrown_ = std::current_exception();
    XML_StopParser(parser_.get(), XML_FALSE);
  }
}

void XmlReader::refuse_entities() const {
  throw Failure("the workbook's part " + part_.name() + " declares a document type, which no workbook does; check where it comes from");
}

void XMLCALL XmlReader::on_start(void* self, const char* name, const char** attributes) {
  auto* reader = static_cast<XmlReader*>(self);
  reader->guarded([&] {
    if (++reader->depth_ > kDeepestElement) {
      throw Failure("the workbook's part " + reader->part_.name() + " is nested deeper than any workbook's");
    }
    reader->start(local(name), Attributes(attributes));
  });
}

void XMLCALL XmlReader::on_end(void* self, const char* name) {
  auto* reader = static_cast<XmlReader*>(self);
  reader->guarded([&] {
    --reader->depth_;
    reader->end(local(name));
  });
}

void XMLCALL XmlReader::on_text(void* self, const char* text, int count) {
  auto* reader = static_cast<XmlReader*>(self);
  reader->guarded([&] { reader->text({text, static_cast<size_t>(count)}); });
}

void XMLCALL XmlReader::on_doctype(void* self, const char*, const char*, const char*, int) {
  auto* reader = static_cast<XmlReader*>(self);
  reader->guarded([&] { reader->refuse_entities(); });
}

}  // namespace carrow::sheets
