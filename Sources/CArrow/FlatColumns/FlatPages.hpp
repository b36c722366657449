#pragma once

#include <parquet/column_reader.h>
#include <parquet/file_reader.h>
#include <parquet/statistics.h>

#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include "../Parquet/ParquetSettings.hpp"
#include "FlatColumn.hpp"
#include "FlatRun.hpp"

namespace carrow {

// Goes through the pages of a column, row group by row group.
template <typename Parquet>
class FlatPages {
 public:
  explicit FlatPages(FlatPlace place, bool has_dictionaries = false)
      : place_(std::move(place)), has_dictionaries_(has_dictionaries) {}

  // Whether there are more rows; to be asked before they are read.
  bool has_more() {
    while (reader_ == nullptr || !reader_->HasNext()) {
      if (next_ == place_.groups.size()) return false;
      open(place_.groups[next_]);
      ++next_;
    }
    return true;
  }

  // Reads so many of the next rows, or fewer; the values that are there come close together.
  arrow::Result<FlatRun> read(int64_t rows, typename Parquet::c_type* values) {
    return reading(rows, [&](int16_t* levels, int64_t* present) {
      return reader_->ReadBatch(rows, levels, nullptr, values, present);
    });
  }

  // The same for places in a dictionary, which is given where it is new.
  arrow::Result<FlatRun> read(int64_t rows, int32_t* places, const typename Parquet::c_type** dictionary,
                              int32_t* count) {
    return reading(rows, [&](int16_t* levels, int64_t* present) {
      return reader_->ReadBatchWithDictionary(rows, levels, nullptr, places, present, dictionary, count);
    });
  }

  // The row group that the next rows are in, counted from 1.
  size_t group() const { return next_; }

  // How many bytes the current row group has for a row, or more.
  int64_t bytes_per_row() const {
    const auto rows = group_->metadata()->num_rows();
    const auto bytes = group_->metadata()->ColumnChunk(place_.leaf)->total_uncompressed_size();
    return rows > 0 && bytes > 0 ? bytes / rows + 1 : 0;
  }

 private:
  template <typename Read>
  arrow::Result<FlatRun> reading(int64_t rows, Read&& read) {
    if (!is_without_nulls_ && levels_.size() < static_cast<size_t>(rows)) levels_.resize(static_cast<size_t>(rows));
    auto* levels = is_without_nulls_ ? nullptr : levels_.data();
    FlatRun run{.levels = levels};
    run.rows = read(levels, &run.present);
    // A damaged page may have fewer values than its levels say.
    if (levels != nullptr && std::accumulate(levels, levels + run.rows, int64_t{0}) != run.present) {
      return arrow::Status::Invalid("the file is damaged: a page has ", run.present, " values for ", run.rows, " rows");
    }
    return run;
  }

  void open(int group) {
    group_ = place_.file->RowGroup(group);
    auto column = has_dictionaries_
                      ? group_->ColumnWithExposeEncoding(place_.leaf, parquet::ExposedEncoding::DICTIONARY)
                      : group_->Column(place_.leaf);
    reader_ = std::static_pointer_cast<parquet::TypedColumnReader<Parquet>>(std::move(column));
    is_without_nulls_ = reader_->descr()->max_definition_level() == 0 || counts_no_nulls();
  }

  // Other writers' counts were not always right.
  bool counts_no_nulls() const {
    if (place_.file->metadata()->created_by() != kCreatedBy) return false;
    const auto chunk = group_->metadata()->ColumnChunk(place_.leaf);
    const auto statistics = chunk->statistics();
    return statistics != nullptr && statistics->HasNullCount() && statistics->null_count() == 0;
  }

  FlatPlace place_;
  bool has_dictionaries_;
  size_t next_ = 0;
  std::shared_ptr<parquet::RowGroupReader> group_;
  std::shared_ptr<parquet::TypedColumnReader<Parquet>> reader_;
  bool is_without_nulls_ = false;
  std::vector<int16_t> levels_;
};

}  // namespace carrow
