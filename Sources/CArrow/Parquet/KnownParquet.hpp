#pragma once

#include <arrow/io/file.h>
#include <arrow/result.h>
#include <parquet/metadata.h>

#include <atomic>
#include <memory>
#include <vector>

namespace carrow {

// What this process knows of a Parquet file that it opened before: its footer, and which of its column chunks were read to
// the end with the right checksums.
class KnownParquet {
 public:
  // The same for all who open a file, as long as nobody changes it. The oldest ones are forgotten.
  static arrow::Result<std::shared_ptr<KnownParquet>> of(const std::shared_ptr<arrow::io::ReadableFile>& file);

  explicit KnownParquet(std::shared_ptr<parquet::FileMetaData> metadata);

  const std::shared_ptr<parquet::FileMetaData>& metadata() const { return metadata_; }

  // Whether the checksums of these columns in these row groups were all right.
  bool is_verified(const std::vector<int>& groups, const std::vector<int>& leaves) const;
  void mark_verified(const std::vector<int>& groups, const std::vector<int>& leaves);

 private:
  std::atomic<bool>& flag(int group, int leaf) const;

  std::shared_ptr<parquet::FileMetaData> metadata_;
  std::unique_ptr<std::atomic<bool>[]> verified_;
};

}  // namespace carrow
