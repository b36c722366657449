#include "TextInput.hpp"

#include <arrow/buffer.h>
#include <arrow/io/compressed.h>
#include <arrow/io/file.h>
#include <arrow/util/compression.h>
#include <iconv.h>

#include <cerrno>
#include <string_view>

#include "Status.hpp"

namespace carrow {

namespace {

// As long as the longest mark that tells compressions and encodings apart.
constexpr int64_t kPeekBytes = 4;

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// https://www.rfc-editor.org/rfc/rfc1952, rfc8878, and bzip2's "BZh".
arrow::Compression::type compression_of(std::string_view start) {
  if (start.substr(0, 2) == "\x1f\x8b") return arrow::Compression::GZIP;
  if (start.substr(0, 4) == "\x28\xb5\x2f\xfd") return arrow::Compression::ZSTD;
  if (start.substr(0, 3) == "BZh") return arrow::Compression::BZ2;
  return arrow::Compression::UNCOMPRESSED;
}

bool drop_prefix(std::string* text, std::string_view prefix) {
  if (std::string_view(*text).substr(0, prefix.size()) != prefix) return false;
  text->erase(0, prefix.size());
  return true;
}

bool is_utf8_name(const std::string& name) {
  std::string folded;
  for (char letter : name) {
    if (letter != '-' && letter != '_') folded.push_back(static_cast<char>(std::tolower(letter)));
  }
  return folded.empty() || folded == "utf8" || folded == "utf8sig" || folded == "ascii" || folded == "usascii";
}

}  // namespace

arrow::Result<std::unique_ptr<TextInput>> TextInput::open(const std::string& path, const std::string& encoding) {
  std::unique_ptr<TextInput> input(new TextInput());
  ARROW_ASSIGN_OR_RAISE(input->file_, arrow::io::ReadableFile::Open(path));
  auto size = input->file_->GetSize();
  if (size.ok()) input->total_ = *size;
  ARROW_ASSIGN_OR_RAISE(auto start, input->file_->ReadAt(0, kPeekBytes));
  ARROW_RETURN_NOT_OK(input->file_->Seek(0));
  const auto compression = compression_of(start->ToString());
  input->stream_ = input->file_;
  if (compression != arrow::Compression::UNCOMPRESSED) {
    ARROW_ASSIGN_OR_RAISE(auto codec, arrow::util::Codec::Create(compression));
    ARROW_ASSIGN_OR_RAISE(input->stream_, arrow::io::CompressedInputStream::Make(codec.get(), input->file_));
  }
  ARROW_RETURN_NOT_OK(input->choose_encoding(encoding));
  return input;
}

TextInput::~TextInput() {
  if (converter_ != nullptr) iconv_close(static_cast<iconv_t>(converter_));
}

arrow::Status TextInput::choose_encoding(const std::string& encoding) {
  ARROW_ASSIGN_OR_RAISE(pending_, read_raw(kPeekBytes));
  encoding_ = encoding;
  if (is_utf8_name(encoding)) {
    encoding_.clear();
    if (drop_prefix(&pending_, kByteOrderMark)) return arrow::Status::OK();
    if (drop_prefix(&pending_, "\xff\xfe")) encoding_ = "UTF-16LE";
    if (drop_prefix(&pending_, "\xfe\xff")) encoding_ = "UTF-16BE";
  }
  if (encoding_.empty()) return arrow::Status::OK();
  iconv_t converter = iconv_open("UTF-8", encoding_.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) {
    return arrow::Status::Invalid("unknown encoding '", encoding_, "'; try utf-8, utf-16, latin1 or windows-1252");
  }
  converter_ = converter;
  return arrow::Status::OK();
}

arrow::Result<std::string> TextInput::read_raw(int64_t count) {
  std::string raw(static_cast<size_t>(count), '\0');
  ARROW_ASSIGN_OR_RAISE(const int64_t got, stream_->Read(count, raw.data()));
  raw.resize(static_cast<size_t>(got));
  return raw;
}

arrow::Status TextInput::read(int64_t count, std::string* out) {
  const size_t before = out->size();
  while (!is_done_ && out->size() == before) {
    std::string raw = std::move(pending_);
    pending_.clear();
    if (converter_ == nullptr && raw.empty()) {
      out->resize(before + static_cast<size_t>(count));
      ARROW_ASSIGN_OR_RAISE(const int64_t got, stream_->Read(count, out->data() + before));
      out->resize(before + static_cast<size_t>(got));
      is_done_ = got == 0;
      return arrow::Status::OK();
    }
    if (static_cast<int64_t>(raw.size()) < count) {
      ARROW_ASSIGN_OR_RAISE(const auto more, read_raw(count - static_cast<int64_t>(raw.size())));
      raw.append(more);
    }
    is_done_ = raw.empty();
    if (converter_ == nullptr) {
      out->append(raw);
    } else {
      ARROW_RETURN_NOT_OK(transcode(raw, is_done_, out));
    }
  }
  return arrow::Status::OK();
}

arrow::Status TextInput::transcode(const std::string& raw, bool is_final, std::string* out) {
  partial_.append(raw);
  char* source = partial_.data();
  size_t left = partial_.size();
  std::string converted(left * 4 + 16, '\0');
  char* target = converted.data();
  size_t room = converted.size();
  const size_t result = iconv(static_cast<iconv_t>(converter_), &source, &left, &target, &room);
  if (result == static_cast<size_t>(-1) && (errno != EINVAL || is_final)) {
    return failure(CARROW_ENCODING, "the file is not " + encoding_ + ": it has bytes that are no character there");
  }
  converted.resize(converted.size() - room);
  if (is_at_start_ && !converted.empty()) {
    drop_prefix(&converted, kByteOrderMark);
    is_at_start_ = false;
  }
  out->append(converted);
  partial_.erase(0, partial_.size() - left);
  return arrow::Status::OK();
}

int64_t TextInput::bytes_read() const {
  auto position = file_->Tell();
  return position.ok() ? *position : 0;
}

}  // namespace carrow
