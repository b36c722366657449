#pragma once

#include <arrow/record_batch.h>
#include <parquet/arrow/reader.h>

#include <memory>
#include <vector>

namespace carrow {

// Reads leaves of some row groups, which have so many rows, of a file that lives longer than the reader; null where one of
// them is not a column that `FlatColumn` reads. Batches and threads are as the file's properties say.
std::unique_ptr<arrow::RecordBatchReader> flat_reader(const parquet::arrow::FileReader& file,
                                                      const std::vector<int>& groups, const std::vector<int>& leaves,
                                                      int64_t rows);

}  // namespace carrow
