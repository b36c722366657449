#include <arrow/buffer.h>
#include <arrow/filesystem/filesystem.h>
#include <arrow/io/file.h>
#include <arrow/io/interfaces.h>
#include <arrow/util/config.h>
#include <arrow/util/io_util.h>
#include <arrow/util/key_value_metadata.h>

#include <dlfcn.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "include/cobjectstore.h"

struct cobjects_object {
  std::shared_ptr<arrow::io::RandomAccessFile> file;
  int64_t size;
  std::string tag;
};

namespace {

using arrow::Result;
using arrow::Status;
using FileSystem = std::shared_ptr<arrow::fs::FileSystem>;

#ifdef __APPLE__
const std::string library_name = "libarrow_s3." + std::to_string(ARROW_VERSION_MAJOR * 100 + ARROW_VERSION_MINOR) + ".dylib";
#else
const std::string library_name = "libarrow_s3.so." + std::to_string(ARROW_VERSION_MAJOR * 100 + ARROW_VERSION_MINOR);
#endif

// Arrow's build brings no certificates along, and looks for them where another system has them.
std::string certificates() {
  if (const char* told = std::getenv("SSL_CERT_FILE"); told != nullptr && *told != 0) return told;
  for (const char* path : {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"}) {
    if (std::filesystem::exists(path)) return path;
  }
  return "";
}

Status (*finish)() = nullptr;

// What ends the connections of a library, which Arrow leaves to who loaded it.
void find_finish(void* library) {
  finish = reinterpret_cast<Status (*)()>(dlsym(library, "_ZN5arrow2fs17EnsureS3FinalizedEv"));
}

// Has to be said after the first connection was made: what was made last goes away first.
void finish_at_exit() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (finish != nullptr) std::atexit([] { (void)finish(); });
  });
}

Status load() {
  arrow::fs::FileSystemGlobalOptions options;
  options.tls_ca_file_path = certificates();
  ARROW_RETURN_NOT_OK(arrow::fs::Initialize(options));
  void* library = dlopen(library_name.c_str(), RTLD_NOW);
  // Some builds have S3 in Arrow itself; then there is no such library.
  if (library != nullptr) ARROW_RETURN_NOT_OK(arrow::fs::LoadFileSystemFactories(library_name.c_str()));
  find_finish(library != nullptr ? library : RTLD_DEFAULT);
  return Status::OK();
}

arrow::fs::FileSystemFactoryOptions keys(const cobjects_store& store) {
  arrow::fs::FileSystemFactoryOptions options;
  if (store.key == nullptr || store.secret == nullptr) return options;
  options.emplace_back("access_key", std::string(store.key));
  options.emplace_back("secret_key", std::string(store.secret));
  if (store.token != nullptr) options.emplace_back("session_token", std::string(store.token));
  return options;
}

// What tells stores apart; a null byte ends each part.
std::string identity(const cobjects_store& store) {
  std::string text;
  for (const char* part : {store.address, store.key, store.secret, store.token}) {
    text.append(part == nullptr ? "" : part).push_back('\0');
  }
  return text;
}

Result<FileSystem> file_system(const cobjects_store& store) {
  static std::once_flag once;
  static Status loaded;
  std::call_once(once, [] { loaded = load(); });
  ARROW_RETURN_NOT_OK(loaded);
  static std::mutex mutex;
  static auto* known = new std::map<std::string, FileSystem>();
  const auto name = identity(store);
  {
    const std::lock_guard lock(mutex);
    if (const auto found = known->find(name); found != known->end()) return found->second;
  }
  auto made = arrow::fs::FileSystemFromUriAndOptions(store.address, keys(store));
  finish_at_exit();
  ARROW_RETURN_NOT_OK(made);
  const std::lock_guard lock(mutex);
  return known->emplace(name, made.MoveValueUnsafe()).first->second;
}

Result<std::unique_ptr<cobjects_object>> open(const cobjects_store& store, const std::string& path) {
  ARROW_ASSIGN_OR_RAISE(auto files, file_system(store));
  auto object = std::make_unique<cobjects_object>();
  ARROW_ASSIGN_OR_RAISE(object->file, files->OpenInputFile(path));
  ARROW_ASSIGN_OR_RAISE(object->size, object->file->GetSize());
  ARROW_ASSIGN_OR_RAISE(auto metadata, object->file->ReadMetadata());
  if (metadata != nullptr) object->tag = metadata->Get("ETag").ValueOr("");
  return object;
}

Status copy(arrow::io::InputStream& source, arrow::io::OutputStream& target) {
  constexpr int64_t part = 8 << 20;
  for (;;) {
    ARROW_ASSIGN_OR_RAISE(auto bytes, source.Read(part));
    if (bytes->size() == 0) return Status::OK();
    ARROW_RETURN_NOT_OK(target.Write(bytes));
  }
}

Status put(const cobjects_store& store, const std::string& path, const std::string& file, const std::string& type) {
  ARROW_ASSIGN_OR_RAISE(auto files, file_system(store));
  ARROW_ASSIGN_OR_RAISE(auto source, arrow::io::ReadableFile::Open(file));
  ARROW_ASSIGN_OR_RAISE(const auto size, source->GetSize());
  // Who may only write is not told what is there.
  if (auto there = files->OpenInputFile(path); there.ok()) {
    ARROW_ASSIGN_OR_RAISE(const auto known, (*there)->GetSize());
    if (known == size) return Status::OK();
  }
  ARROW_ASSIGN_OR_RAISE(auto target, files->OpenOutputStream(path, arrow::key_value_metadata({"Content-Type"}, {type})));
  const auto copied = copy(*source, *target);
  if (copied.ok()) return target->Close();
  // Otherwise the part that was read would become the object.
  (void)target->Abort();
  return copied;
}

Status remove_all(const cobjects_store& store, const std::string& path) {
  ARROW_ASSIGN_OR_RAISE(auto files, file_system(store));
  // Removing what is not there would leave an empty object for the folder above.
  ARROW_ASSIGN_OR_RAISE(const auto folder, files->GetFileInfo(path));
  return folder.type() == arrow::fs::FileType::NotFound ? Status::OK() : files->DeleteDir(path);
}

bool mentions(std::string_view text, std::initializer_list<std::string_view> words) {
  for (const auto word : words) {
    if (text.find(word) != std::string_view::npos) return true;
  }
  return false;
}

cobjects_reason reason(const Status& status) {
  if (status.IsInvalid() && mentions(status.message(), {"Unrecognized filesystem type", "without S3"})) {
    return cobjects_unsupported;
  }
  if (arrow::internal::ErrnoFromStatus(status) == ENOENT || mentions(status.message(), {"NO_SUCH_", "RESOURCE_NOT_FOUND"})) {
    return cobjects_missing;
  }
  const bool is_forbidden = mentions(status.message(), {"ACCESS_DENIED", "INVALID_ACCESS_KEY_ID", "SIGNATURE_DOES_NOT_MATCH",
                                                        "EXPIRED_TOKEN", "response code 403", "response code 401"});
  return is_forbidden ? cobjects_forbidden : cobjects_other;
}

void tell(const Status& status, cobjects_failure* failure) {
  failure->reason = reason(status);
  std::snprintf(failure->message, sizeof failure->message, "%s", status.message().c_str());
}

}  // namespace

cobjects_object* cobjects_open(const cobjects_store* store, const char* path, cobjects_failure* failure) {
  auto object = open(*store, path);
  if (object.ok()) return object.MoveValueUnsafe().release();
  tell(object.status(), failure);
  return nullptr;
}

int64_t cobjects_size(const cobjects_object* object) { return object->size; }

const char* cobjects_tag(const cobjects_object* object) { return object->tag.c_str(); }

int64_t cobjects_read(cobjects_object* object, int64_t offset, void* bytes, int64_t count, cobjects_failure* failure) {
  const auto read = object->file->ReadAt(offset, count, bytes);
  if (read.ok()) return *read;
  tell(read.status(), failure);
  return -1;
}

void cobjects_close(cobjects_object* object) { delete object; }

bool cobjects_put(const cobjects_store* store, const char* path, const char* file, const char* type,
                  cobjects_failure* failure) {
  const auto status = put(*store, path, file, type);
  if (!status.ok()) tell(status, failure);
  return status.ok();
}

bool cobjects_remove_all(const cobjects_store* store, const char* path, cobjects_failure* failure) {
  const auto status = remove_all(*store, path);
  if (status.ok()) return true;
  tell(status, failure);
  return failure->reason == cobjects_missing;
}
