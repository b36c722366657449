#pragma once

#include <arrow/result.h>
#include <arrow/type.h>
#include <parquet/arrow/reader.h>

#include <memory>
#include <vector>

#include "../include/carrow.h"
#include "KnownParquet.hpp"

namespace carrow {

// A file that is open, and the rows and columns of it that are wanted.
class ParquetOpening {
 public:
  // Of a count of row groups below 0, all are wanted; without a target all columns are.
  static arrow::Result<ParquetOpening> open(const char* path, int first_group, int group_count,
                                            const arrow::Schema* target);

  // The file's own columns.
  arrow::Result<std::shared_ptr<arrow::Schema>> schema() const;

  // The file's reader, for which text that has a small dictionary comes as one where the target allows it.
  arrow::Result<std::unique_ptr<parquet::arrow::FileReader>> reader(const carrow_parquet_reading& reading) const;

  const parquet::FileMetaData& metadata() const { return *known_->metadata(); }
  const std::vector<int>& groups() const { return groups_; }
  // The leaves of the columns; the first one of the file where it has none of them, because its rows still count.
  const std::vector<int>& leaves() const { return leaves_; }
  int64_t rows() const;
  // To be called when all was read.
  void mark_verified() const { known_->mark_verified(groups_, leaves_); }

 private:
  arrow::Result<std::shared_ptr<arrow::io::RandomAccessFile>> input(int64_t size) const;
  bool are_few(int64_t size) const;

  std::shared_ptr<arrow::io::ReadableFile> file_;
  std::shared_ptr<KnownParquet> known_;
  std::vector<int> groups_;
  std::vector<int> leaves_;
  // Those of the leaves that may come as dictionaries, and have small ones.
  std::vector<int> dictionaries_;
};

}  // namespace carrow
