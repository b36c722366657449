#pragma once

#include <arrow/io/interfaces.h>
#include <arrow/result.h>
#include <parquet/metadata.h>

#include <string_view>

namespace carrow {

// https://parquet.apache.org/docs/file-format/
constexpr std::string_view kParquetMagic = "PAR1";

// Copies the pages of a chunk as they are, neither decoded nor compressed again, to the end of another file; only where
// they are in the file is other than before. Returns their bytes before compression.
arrow::Result<int64_t> copy_pages(arrow::io::RandomAccessFile& input, const parquet::ColumnChunkMetaData& from,
                                  parquet::ColumnChunkMetaDataBuilder& to, arrow::io::OutputStream& sink);

}  // namespace carrow
