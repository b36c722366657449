#pragma once

#include <expat.h>

#include <exception>
#include <memory>
#include <string>
#include <string_view>

#include "ZipParts.hpp"

namespace carrow::sheets {

// The attributes of an element.
class Attributes {
 public:
  explicit Attributes(const char** pairs) : pairs_(pairs) {}

  // The value of an attribute by its name without a prefix; empty when there is none.
  std::string_view operator[](std::string_view name) const;
  bool is_true(std::string_view name) const;

  // Calls `visit` with each name and value.
  template <typename Visit>
  void each(Visit&& visit) const {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) visit(pair[0], pair[1]);
  }

 private:
  const char** pairs_;
};

// Reads the XML of a part piece by piece; subclasses take what they need of it.
class XmlReader {
 public:
  explicit XmlReader(ZipPart part);
  virtual ~XmlReader() = default;
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  // Reads until `pause` was called or the part ends; false at the end.
  bool read();
  int64_t bytes_read() const { return part_.bytes_read(); }
  int64_t bytes_total() const { return part_.size(); }

 protected:
  // Names come without their namespace prefix.
  virtual void start(std::string_view name, const Attributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view) {}

  // Lets `read` return after the present element.
  void pause();

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };
  template <typename Body>
  void guarded(Body&& body);
  void feed();
  void check(XML_Status status);
  [[noreturn]] void refuse_entities() const;

  static void XMLCALL on_start(void* self, const char* name, const char** attributes);
  static void XMLCALL on_end(void* self, const char* name);
  static void XMLCALL on_text(void* self, const char* text, int count);
  static void XMLCALL on_doctype(void* self, const char*, const char*, const char*, int);

  ZipPart part_;
  std::unique_ptr<XML_ParserStruct, Free> parser_;
  std::exception_ptr thrown_;
  int depth_ = 0;
  bool is_paused_ = false;
  bool has_ended_ = false;
};

}  // namespace carrow::sheets
