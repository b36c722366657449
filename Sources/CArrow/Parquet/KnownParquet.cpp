#include "KnownParquet.hpp"

#include <arrow/util/io_util.h>
#include <parquet/exception.h>
#include <parquet/file_reader.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <list>
#include <map>
#include <mutex>
#include <utility>

namespace carrow {

namespace {

// The most bytes of footers, as they are in their files, that are kept; in memory they take some times that.
constexpr int64_t kMostBytes = int64_t{16} << 20;

// A file and its state: device, inode, size, and when its contents and its entry were changed.
using FileState = std::array<int64_t, 7>;

arrow::Result<FileState> state_of(const arrow::io::ReadableFile& file) {
  struct stat found {};
  if (::fstat(file.file_descriptor(), &found) != 0) {
    return arrow::internal::IOErrorFromErrno(errno, "cannot look at the file");
  }
#ifdef __APPLE__
  const auto &contents = found.st_mtimespec, &entry = found.st_ctimespec;
#else
  const auto &contents = found.st_mtim, &entry = found.st_ctim;
#endif
  return FileState{static_cast<int64_t>(found.st_dev), static_cast<int64_t>(found.st_ino), found.st_size,
                   contents.tv_sec,                    contents.tv_nsec,                   entry.tv_sec,
                   entry.tv_nsec};
}

// The files that were opened last.
class KnownFiles {
 public:
  static KnownFiles& shared() {
    static KnownFiles files;
    return files;
  }

  std::shared_ptr<KnownParquet> find(const FileState& state) {
    const std::lock_guard lock(mutex_);
    const auto found = places_.find(state);
    if (found == places_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return found->second->second;
  }

  // The one that is kept, which somebody else may have put there.
  std::shared_ptr<KnownParquet> insert(const FileState& state, std::shared_ptr<KnownParquet> known) {
    const std::lock_guard lock(mutex_);
    const auto found = places_.find(state);
    if (found != places_.end()) return found->second->second;
    bytes_ += known->metadata()->size();
    entries_.emplace_front(state, known);
    places_.emplace(state, entries_.begin());
    while (bytes_ > kMostBytes) {
      bytes_ -= entries_.back().second->metadata()->size();
      places_.erase(entries_.back().first);
      entries_.pop_back();
    }
    return known;
  }

 private:
  using Entries = std::list<std::pair<FileState, std::shared_ptr<KnownParquet>>>;

  std::mutex mutex_;
  // The last one that was used stands first.
  Entries entries_;
  std::map<FileState, Entries::iterator> places_;
  int64_t bytes_ = 0;
};

}  // namespace

arrow::Result<std::shared_ptr<KnownParquet>> KnownParquet::of(const std::shared_ptr<arrow::io::ReadableFile>& file) {
  ARROW_ASSIGN_OR_RAISE(const auto state, state_of(*file));
  if (auto known = KnownFiles::shared().find(state)) return known;
  BEGIN_PARQUET_CATCH_EXCEPTIONS
  return KnownFiles::shared().insert(state, std::make_shared<KnownParquet>(parquet::ReadMetaData(file)));
  END_PARQUET_CATCH_EXCEPTIONS
}

KnownParquet::KnownParquet(std::shared_ptr<parquet::FileMetaData> metadata)
    : metadata_(std::move(metadata)),
      verified_(new std::atomic<bool>[static_cast<size_t>(metadata_->num_row_groups()) *
                                      static_cast<size_t>(metadata_->num_columns())]()) {}

bool KnownParquet::is_verified(const std::vector<int>& groups, const std::vector<int>& leaves) const {
  for (const int group : groups) {
    for (const int leaf : leaves) {
      if (!flag(group, leaf).load(std::memory_order_relaxed)) return false;
    }
  }
  return true;
}

void KnownParquet::mark_verified(const std::vector<int>& groups, const std::vector<int>& leaves) {
  for (const int group : groups) {
    for (const int leaf : leaves) flag(group, leaf).store(true, std::memory_order_relaxed);
  }
}

std::atomic<bool>& KnownParquet::flag(int group, int leaf) const {
  return verified_[static_cast<size_t>(group) * static_cast<size_t>(metadata_->num_columns()) + static_cast<size_t>(leaf)];
}

}  // namespace carrow
