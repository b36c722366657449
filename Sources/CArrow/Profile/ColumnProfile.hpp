#pragma once

#include <arrow/array.h>
#include <arrow/result.h>
#include <arrow/scalar.h>
#include <arrow/status.h>
#include <arrow/type.h>

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace carrow {

// What the values of a column are like, found batch by batch within bounded memory.
class ColumnProfile {
 public:
  explicit ColumnProfile(std::shared_ptr<arrow::DataType> type);

  arrow::Status add(const std::shared_ptr<arrow::Array>& values);

  // How often values come, the most frequent first, as at most `most` rows of {value, count}.
  struct Top {
    std::shared_ptr<arrow::Array> values;
    std::vector<int64_t> counts;
  };
  arrow::Result<Top> top(int32_t most);

  // The least and the greatest value, in this order; null when there is none or no order.
  arrow::Result<std::shared_ptr<arrow::Array>> bounds() const;

  // Numbers: those of numeric and time columns, in their units, and the lengths of lists, text and bytes.
  bool has_numbers() const { return number_count_ > 0; }
  double mean() const { return static_cast<double>(shift_ + sum_ / count()); }
  double deviation() const;
  double least() const { return least_; }
  double greatest() const { return greatest_; }
  // Below which a part of the numbers, or of the sample of them, lies; their order changes.
  double quantile(double part);
  // How many numbers lie in each of equal intervals from the least to the greatest; one interval when these are equal, and
  // none when they are not finite.
  std::vector<int64_t> histogram(int32_t intervals) const;

  int64_t rows() const { return rows_; }
  int64_t nulls() const { return nulls_; }
  int64_t nans() const { return nans_; }
  int64_t distinct();
  // Whether all values were counted, rather than those that fit into memory.
  bool counts_all() const { return counts_all_; }
  // Whether all numbers are known, rather than a sample.
  bool knows_all() const { return number_count_ == static_cast<int64_t>(numbers_.size()); }

 private:
  arrow::Status count_values(const std::shared_ptr<arrow::Array>& values);
  arrow::Status count_words(const arrow::Array& distinct, const arrow::Int64Array& counts);
  // Makes one entry of those of the same value.
  void unite_words();
  arrow::Status find_bounds(const std::shared_ptr<arrow::Array>& values);
  arrow::Status take_numbers(const std::shared_ptr<arrow::Array>& values);
  void take(double number);
  long double count() const { return static_cast<long double>(number_count_); }
  arrow::Result<std::shared_ptr<arrow::Array>> values_of(const std::vector<std::string_view>& keys) const;

  std::shared_ptr<arrow::DataType> type_;
  int64_t rows_ = 0;
  int64_t nulls_ = 0;
  int64_t nans_ = 0;
  // How often values come, those of up to 8 bytes as numbers in entries that are united now and then.
  std::unordered_map<std::string, int64_t> counts_;
  std::vector<std::pair<uint64_t, int64_t>> words_;
  size_t united_ = 0;
  size_t counted_bytes_ = 0;
  bool counts_all_ = true;
  std::vector<std::shared_ptr<arrow::Scalar>> least_values_, greatest_values_;
  std::vector<double> numbers_;
  int64_t number_count_ = 0;
  long double shift_ = 0, sum_ = 0, squares_ = 0;
  double least_ = 0, greatest_ = 0;
  std::mt19937_64 random_{1};
};

}  // namespace carrow
