#include "ParquetPages.hpp"

#include <parquet/statistics.h>

#include <algorithm>
#include <map>

namespace carrow {

arrow::Result<int64_t> copy_pages(arrow::io::RandomAccessFile& input, const parquet::ColumnChunkMetaData& from,
                                  parquet::ColumnChunkMetaDataBuilder& to, arrow::io::OutputStream& sink) {
  const int64_t dictionary = from.has_dictionary_page() ? from.dictionary_page_offset() : 0;
  const int64_t start = dictionary > 0 ? std::min(dictionary, from.data_page_offset()) : from.data_page_offset();
  ARROW_ASSIGN_OR_RAISE(const auto end, sink.Tell());
  const int64_t shift = end - start;
  ARROW_ASSIGN_OR_RAISE(const auto pages, input.ReadAt(start, from.total_compressed_size()));
  if (pages->size() != from.total_compressed_size()) return arrow::Status::IOError("the file is cut off");
  ARROW_RETURN_NOT_OK(sink.Write(pages));
  if (const auto statistics = from.encoded_statistics()) to.SetStatistics(*statistics);
  if (const auto sizes = from.size_statistics()) to.SetSizeStatistics(*sizes);
  std::map<parquet::Encoding::type, int32_t> dictionary_pages, data_pages;
  for (const auto& page : from.encoding_stats()) {
    (page.page_type == parquet::PageType::DICTIONARY_PAGE ? dictionary_pages : data_pages)[page.encoding] = page.count;
  }
  const bool falls_back = dictionary > 0 && data_pages.count(parquet::Encoding::PLAIN) > 0;
  to.Finish(from.num_values(), dictionary > 0 ? dictionary + shift : 0, 0, from.data_page_offset() + shift,
            from.total_compressed_size(), from.total_uncompressed_size(), dictionary > 0, falls_back, dictionary_pages,
            data_pages);
  return from.total_uncompressed_size();
}

}  // namespace carrow
