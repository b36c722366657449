#pragma once

#include <parquet/metadata.h>

#include <string>
#include <vector>

#include "../include/carrow.h"

struct carrow_parquet_summary {
  struct Column {
    std::string path;
    carrow_column_stats stats{};
    std::string min;
    std::string max;
    bool is_known = true;
  };
  int64_t rows = 0;
  int64_t bytes = 0;
  std::vector<Column> columns;
};

namespace carrow {

// Folds the row groups' column statistics into one set per leaf column.
void summarize(const parquet::FileMetaData& metadata, carrow_parquet_summary& summary);

// The column statistics of one row group.
void summarize_group(const parquet::FileMetaData& metadata, int group, carrow_parquet_summary& summary);

}  // namespace carrow
