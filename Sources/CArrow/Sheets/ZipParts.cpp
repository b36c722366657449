#include "ZipParts.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "Failure.hpp"

namespace carrow::sheets {

namespace {

constexpr const char* kDamaged = "the workbook is damaged or cut short; fetch it again, or open it and save it anew";

// Larger files that shrank further than any sheet does only take time and memory.
constexpr int64_t kUnsuspiciousBytes = 64 << 20;
constexpr int64_t kMostShrinkage = 250;

constexpr unsigned char kCompoundFile[] = {0xD0, 0xCF, 0x11, 0xE0};

struct CloseFile {
  void operator()(FILE* file) const { fclose(file); }
};

// Tells by the first bytes what is no archive, so that the message can say what to do.
void check_first_bytes(const std::string& path) {
  std::unique_ptr<FILE, CloseFile> file(fopen(path.c_str(), "rb"));
  if (!file) {
    const carrow_code code = errno == ENOENT ? CARROW_NOT_FOUND : errno == EACCES ? CARROW_DENIED : CARROW_IO;
    throw Failure(std::string("cannot read the file: ") + strerror(errno), code);
  }
  unsigned char bytes[4] = {};
  const size_t count = fread(bytes, 1, sizeof bytes, file.get());
  if (count == 0) throw Failure("the file is empty", CARROW_EMPTY);
  if (memcmp(bytes, kCompoundFile, sizeof bytes) == 0) {
    throw Failure("this is an old .xls workbook, or one with a password; save it as .xlsx without a password",
                  CARROW_NOT_SUPPORTED);
  }
  if (count < sizeof bytes || memcmp(bytes, "PK", 2) != 0) {
    throw Failure("this is no .xlsx workbook; save it as .xlsx, or say what it is");
  }
}

}  // namespace

int64_t ZipPart::read(void* buffer, int64_t count) {
  const auto got = zip_fread(file_.get(), buffer, static_cast<zip_uint64_t>(count));
  if (got < 0) throw Failure(kDamaged);
  read_ += got;
  if (read_ > size_ || (got == 0 && read_ < size_)) throw Failure(kDamaged);
  return got;
}

ZipParts::ZipParts(const std::string& path) {
  check_first_bytes(path);
  int code = 0;
  archive_.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
  if (!archive_) throw Failure(code == ZIP_ER_MEMORY ? "out of memory" : kDamaged);
}

zip_int64_t ZipParts::find(const std::string& name) const {
  const auto exact = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_ENC_GUESS);
  return exact >= 0 ? exact : zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE | ZIP_FL_ENC_GUESS);
}

ZipPart ZipParts::open(const std::string& name, int64_t limit) const {
  const auto index = find(name);
  if (index < 0) throw Failure("the workbook has no part " + name + "; open it and save it anew");
  zip_stat_t stat;
  constexpr zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
  if (zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &stat) != 0 ||
      (stat.valid & needed) != needed) {
    throw Failure(kDamaged);
  }
  if (stat.encryption_method != ZIP_EM_NONE) {
    throw Failure("the workbook is encrypted; save it without a password", CARROW_NOT_SUPPORTED);
  }
  const auto size = stat.size > INT64_MAX ? INT64_MAX : static_cast<int64_t>(stat.size);
  const bool is_bomb = size > kUnsuspiciousBytes && static_cast<zip_uint64_t>(size / kMostShrinkage) > stat.comp_size;
  if (size > limit || is_bomb) {
    throw Failure("the workbook's part " + name + " would take " + std::to_string(size >> 20) +
                  " MB, which no honest workbook does; check where it comes from");
  }
  auto* file = zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0);
  if (file == nullptr) {
    const bool is_unknown = zip_error_code_zip(zip_get_error(archive_.get())) == ZIP_ER_COMPNOTSUPP;
    throw is_unknown ? Failure("the workbook is compressed in an unusual way; open it and save it anew",
                               CARROW_NOT_SUPPORTED)
                     : Failure(kDamaged);
  }
  return ZipPart(file, name, size);
}

}  // namespace carrow::sheets
