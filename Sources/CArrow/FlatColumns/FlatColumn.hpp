#pragma once

#include <arrow/chunked_array.h>
#include <arrow/result.h>
#include <arrow/type.h>
#include <parquet/file_reader.h>

#include <memory>
#include <vector>

namespace carrow {

// Where the values of a column stand: a leaf of a file, and the row groups that are read, in this order.
struct FlatPlace {
  parquet::ParquetFileReader* file;
  int leaf;
  std::vector<int> groups;
};

// Reads a column that is not nested. Its values are decoded straight into the memory of the arrays: Arrow's own reader
// goes through builders, and makes a bitmap where nothing is null.
class FlatColumn {
 public:
  virtual ~FlatColumn() = default;

  // The next rows, fewer than asked for only where the row groups end. Throws what Arrow's Parquet library throws.
  virtual arrow::Result<std::shared_ptr<arrow::ChunkedArray>> next(int64_t rows) = 0;
};

// The type in which a leaf is read, null where it cannot be read this way; `type` is the one that Arrow reads it in.
std::shared_ptr<arrow::DataType> flat_type(const parquet::ColumnDescriptor& leaf, const arrow::DataType& type);

// A reader for a leaf of such a type.
std::unique_ptr<FlatColumn> flat_column(FlatPlace place, const std::shared_ptr<arrow::DataType>& type);

// One for each kind of type.
std::unique_ptr<FlatColumn> fixed_width_column(FlatPlace place, const std::shared_ptr<arrow::DataType>& type);
std::unique_ptr<FlatColumn> bytes_column(FlatPlace place, const std::shared_ptr<arrow::DataType>& type);
std::unique_ptr<FlatColumn> dictionary_column(FlatPlace place, const std::shared_ptr<arrow::DataType>& type);

}  // namespace carrow
