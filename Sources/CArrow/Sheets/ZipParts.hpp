#pragma once

#include <zip.h>

#include <cstdint>
#include <memory>
#include <string>

namespace carrow::sheets {

// One file of an archive, uncompressed piece by piece.
class ZipPart {
 public:
  ZipPart(zip_file_t* file, std::string name, int64_t size) : file_(file), name_(std::move(name)), size_(size) {}

  // Fills the buffer; 0 at the end.
  int64_t read(void* buffer, int64_t count);
  int64_t size() const { return size_; }
  int64_t bytes_read() const { return read_; }
  const std::string& name() const { return name_; }

 private:
  struct Close {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
  };
  std::unique_ptr<zip_file_t, Close> file_;
  std::string name_;
  int64_t size_;
  int64_t read_ = 0;
};

// The files of a zip archive.
class ZipParts {
 public:
  explicit ZipParts(const std::string& path);

  bool has(const std::string& name) const { return find(name) >= 0; }
  // Opens a file of at most `limit` bytes; throws a Failure when it is missing, encrypted or a bomb.
  ZipPart open(const std::string& name, int64_t limit) const;

 private:
  struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
  };
  zip_int64_t find(const std::string& name) const;

  std::unique_ptr<zip_t, Discard> archive_;
};

}  // namespace carrow::sheets
