#pragma once

#include <arrow/io/interfaces.h>
#include <parquet/metadata.h>

#include <memory>
#include <utility>

#include "../include/carrow.h"

// A Parquet file whose footer was read.
struct carrow_parquet_groups {
  std::shared_ptr<arrow::io::RandomAccessFile> input;
  std::shared_ptr<parquet::FileMetaData> footer;

  carrow_parquet_groups(std::shared_ptr<arrow::io::RandomAccessFile> source, std::shared_ptr<parquet::FileMetaData> known)
      : input(std::move(source)), footer(std::move(known)) {}

  const parquet::FileMetaData& metadata() const { return *footer; }
};
