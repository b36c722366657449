#pragma once

#include <arrow/record_batch.h>
#include <parquet/properties.h>

#include <memory>
#include <set>
#include <string>

#include "../include/carrow.h"

namespace carrow {

// Parquet writes its headers and footers in many small pieces.
constexpr int64_t kParquetBufferBytes = int64_t{64} << 10;

// The name that our files bear.
constexpr char kCreatedBy[] = "lighttable";

// What all files have in common.
parquet::WriterProperties::Builder parquet_settings(const carrow_parquet_options& options);
std::shared_ptr<parquet::ArrowWriterProperties> arrow_settings(const carrow_parquet_options& options);

// Parquet's bounds leave NaN out, so they say nothing of a column that has one.
void note_nans(const arrow::RecordBatch& rows, std::set<std::string>& names);

}  // namespace carrow
