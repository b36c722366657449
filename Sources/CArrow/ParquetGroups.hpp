#pragma once

#include <arrow/io/interfaces.h>
#include <parquet/file_reader.h>

#include <memory>

#include "carrow.h"

// A Parquet file whose footer was read.
struct carrow_parquet_groups {
  std::shared_ptr<arrow::io::RandomAccessFile> input;
  std::unique_ptr<parquet::ParquetFileReader> reader;

  explicit carrow_parquet_groups(std::shared_ptr<arrow::io::RandomAccessFile> source)
      : input(std::move(source)), reader(parquet::ParquetFileReader::Open(input)) {}

  const parquet::FileMetaData& metadata() const { return *reader->metadata(); }
};
