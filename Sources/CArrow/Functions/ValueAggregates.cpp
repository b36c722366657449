#include <arrow/array/concatenate.h>
#include <arrow/array/util.h>
#include <arrow/builder.h>
#include <arrow/compute/api.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "GroupedAggregate.hpp"

namespace carrow {

namespace {

// Where the values of each group begin among all values, and where the last end, from how many each has.
std::vector<int64_t> starts_of(const std::vector<uint32_t>& groups, int64_t count) {
  std::vector<int64_t> starts(static_cast<size_t>(count) + 1, 0);
  for (const auto group : groups) ++starts[group + 1];
  for (size_t group = 1; group < starts.size(); ++group) starts[group] += starts[group - 1];
  return starts;
}

// Adds the groups of another aggregate's values by the numbers that they have here.
void append_groups(std::vector<uint32_t>& groups, const std::vector<uint32_t>& others, const arrow::ArrayData& numbers) {
  const auto* ids = numbers.GetValues<uint32_t>(1);
  for (const auto group : others) groups.push_back(ids[group]);
}

class ListAggregate : public GroupedAggregate {
 public:
  explicit ListAggregate(std::shared_ptr<arrow::DataType> type) : type_(std::move(type)) {}

  arrow::Status add(const std::shared_ptr<arrow::Array>& values, const std::shared_ptr<arrow::ArrayData>& groups,
                    int64_t rows, int64_t count) override {
    const auto* ids = groups->GetValues<uint32_t>(1);
    for (int64_t row = 0; row < rows; ++row) {
      if (values->IsNull(row)) continue;
      positions_.push_back(length_ + row);
      groups_.push_back(ids[row]);
    }
    chunks_.push_back(values);
    length_ += rows;
    count_ = count;
    return arrow::Status::OK();
  }

  arrow::Status merge(GroupedAggregate& other, const std::shared_ptr<arrow::ArrayData>& groups, int64_t count) override {
    auto& lists = static_cast<ListAggregate&>(other);
    for (const auto position : lists.positions_) positions_.push_back(length_ + position);
    append_groups(groups_, lists.groups_, *groups);
    chunks_.insert(chunks_.end(), lists.chunks_.begin(), lists.chunks_.end());
    length_ += lists.length_;
    count_ = count;
    return arrow::Status::OK();
  }

  arrow::Result<std::shared_ptr<arrow::Array>> finish() override {
    const auto starts = starts_of(groups_, count_);
    if (starts.back() > std::numeric_limits<int32_t>::max()) {
      return arrow::Status::CapacityError("more than 2,147,483,647 values cannot be collected");
    }
    auto next = starts;
    std::vector<int64_t> order(positions_.size());
    for (size_t index = 0; index < positions_.size(); ++index) {
      order[static_cast<size_t>(next[groups_[index]]++)] = positions_[index];
    }
    if (chunks_.empty()) {
      ARROW_ASSIGN_OR_RAISE(auto none, arrow::MakeEmptyArray(type_));
      chunks_.push_back(std::move(none));
    }
    ARROW_ASSIGN_OR_RAISE(const auto all, arrow::Concatenate(chunks_));
    const arrow::Int64Array indices(static_cast<int64_t>(order.size()), arrow::Buffer::Wrap(order));
    ARROW_ASSIGN_OR_RAISE(const auto values, arrow::compute::Take(*all, indices));
    arrow::Int32Builder offsets;
    for (const auto start : starts) ARROW_RETURN_NOT_OK(offsets.Append(static_cast<int32_t>(start)));
    ARROW_ASSIGN_OR_RAISE(const auto ends, offsets.Finish());
    return arrow::ListArray::FromArrays(*ends, *values);
  }

 private:
  const std::shared_ptr<arrow::DataType> type_;
  arrow::ArrayVector chunks_;
  std::vector<int64_t> positions_;
  std::vector<uint32_t> groups_;
  int64_t length_ = 0;
  int64_t count_ = 0;
};

bool is_before(double left, double right) { return std::isnan(right) ? !std::isnan(left) : left < right; }

class QuantileAggregate : public GroupedAggregate {
 public:
  explicit QuantileAggregate(double fraction) : fraction_(fraction) {}

  arrow::Status add(const std::shared_ptr<arrow::Array>& values, const std::shared_ptr<arrow::ArrayData>& groups,
                    int64_t rows, int64_t count) override {
    const auto* ids = groups->GetValues<uint32_t>(1);
    count_ = count;
    if (values->type_id() == arrow::Type::DOUBLE) append(static_cast<const arrow::DoubleArray&>(*values), ids, rows);
    else append(static_cast<const arrow::Int64Array&>(*values), ids, rows);
    return arrow::Status::OK();
  }

  arrow::Status merge(GroupedAggregate& other, const std::shared_ptr<arrow::ArrayData>& groups, int64_t count) override {
    auto& quantiles = static_cast<QuantileAggregate&>(other);
    values_.insert(values_.end(), quantiles.values_.begin(), quantiles.values_.end());
    append_groups(groups_, quantiles.groups_, *groups);
    count_ = count;
    return arrow::Status::OK();
  }

  arrow::Result<std::shared_ptr<arrow::Array>> finish() override {
    const auto starts = starts_of(groups_, count_);
    std::vector<double> sorted;
    if (count_ > 1) {
      auto next = starts;
      sorted.resize(values_.size());
      for (size_t index = 0; index < values_.size(); ++index) {
        sorted[static_cast<size_t>(next[groups_[index]]++)] = values_[index];
      }
    } else {
      sorted.swap(values_);
    }
    arrow::DoubleBuilder result;
    for (size_t group = 0; group + 1 < starts.size(); ++group) {
      if (starts[group] == starts[group + 1]) ARROW_RETURN_NOT_OK(result.AppendNull());
      else ARROW_RETURN_NOT_OK(result.Append(quantile(sorted.data() + starts[group], sorted.data() + starts[group + 1])));
    }
    return result.Finish();
  }

 private:
  template <typename Array>
  void append(const Array& values, const uint32_t* groups, int64_t rows) {
    for (int64_t row = 0; row < rows; ++row) {
      if (values.IsNull(row)) continue;
      values_.push_back(static_cast<double>(values.Value(row)));
      groups_.push_back(groups[row]);
    }
  }

  double quantile(double* first, double* last) const {
    const double place = fraction_ * static_cast<double>(last - first - 1);
    const auto whole = static_cast<int64_t>(place);
    std::nth_element(first, first + whole, last, is_before);
    const double low = first[whole];
    const double part = place - static_cast<double>(whole);
    if (part == 0) return low;
    const double high = *std::min_element(first + whole + 1, last, is_before);
    return low == high ? low : low + (high - low) * part;
  }

  const double fraction_;
  std::vector<double> values_;
  std::vector<uint32_t> groups_;
  int64_t count_ = 0;
};

class ExtremeAggregate : public GroupedAggregate {
 public:
  explicit ExtremeAggregate(bool is_greatest) : is_greatest_(is_greatest) {}

  arrow::Status add(const std::shared_ptr<arrow::Array>& values, const std::shared_ptr<arrow::ArrayData>& groups,
                    int64_t rows, int64_t count) override {
    const auto* ids = groups->GetValues<uint32_t>(1);
    const auto& numbers = static_cast<const arrow::DoubleArray&>(*values);
    best_.resize(static_cast<size_t>(count));
    is_there_.resize(static_cast<size_t>(count));
    for (int64_t row = 0; row < rows; ++row) {
      if (!numbers.IsNull(row)) take(numbers.Value(row), ids[row]);
    }
    return arrow::Status::OK();
  }

  arrow::Status merge(GroupedAggregate& other, const std::shared_ptr<arrow::ArrayData>& groups, int64_t count) override {
    const auto& extremes = static_cast<ExtremeAggregate&>(other);
    const auto* ids = groups->GetValues<uint32_t>(1);
    best_.resize(static_cast<size_t>(count));
    is_there_.resize(static_cast<size_t>(count));
    for (size_t group = 0; group < extremes.best_.size(); ++group) {
      if (extremes.is_there_[group]) take(extremes.best_[group], ids[group]);
    }
    return arrow::Status::OK();
  }

  arrow::Result<std::shared_ptr<arrow::Array>> finish() override {
    arrow::DoubleBuilder result;
    ARROW_RETURN_NOT_OK(result.AppendValues(best_, is_there_));
    return result.Finish();
  }

 private:
  void take(double value, uint32_t group) {
    double& best = best_[group];
    const bool is_better = is_greatest_ ? is_before(best, value) : is_before(value, best);
    if (is_better || !is_there_[group]) best = value;
    is_there_[group] = true;
  }

  const bool is_greatest_;
  std::vector<double> best_;
  std::vector<bool> is_there_;
};

// Keeps a value for each group, and some that later ones took the place of.
class PickAggregate : public GroupedAggregate {
 public:
  PickAggregate(std::shared_ptr<arrow::DataType> type, bool is_last) : type_(std::move(type)), is_last_(is_last) {}

  arrow::Status add(const std::shared_ptr<arrow::Array>& values, const std::shared_ptr<arrow::ArrayData>& groups,
                    int64_t rows, int64_t count) override {
    const auto* ids = groups->GetValues<uint32_t>(1);
    places_.resize(static_cast<size_t>(count), kNone);
    std::vector<int64_t> picked;
    for (int64_t row = 0; row < rows; ++row) {
      auto& place = places_[ids[row]];
      if ((place != kNone && !is_last_) || values->IsNull(row)) continue;
      // The last of several rows of this batch takes the place of the one before.
      if (place >= length_) {
        picked[static_cast<size_t>(place - length_)] = row;
      } else {
        place = length_ + static_cast<int64_t>(picked.size());
        picked.push_back(row);
      }
    }
    if (picked.empty()) return arrow::Status::OK();
    ARROW_ASSIGN_OR_RAISE(auto chunk, taken(*values, picked));
    length_ += chunk->length();
    chunks_.push_back(std::move(chunk));
    return length_ > 4 * count + kSpareRows ? compact() : arrow::Status::OK();
  }

  arrow::Status merge(GroupedAggregate& other, const std::shared_ptr<arrow::ArrayData>& groups, int64_t count) override {
    ARROW_ASSIGN_OR_RAISE(const auto values, other.finish());
    return add(values, groups, values->length(), count);
  }

  arrow::Result<std::shared_ptr<arrow::Array>> finish() override {
    ARROW_RETURN_NOT_OK(compact());
    return chunks_.front();
  }

 private:
  static constexpr int64_t kNone = -1;
  static constexpr int64_t kSpareRows = 65536;

  static arrow::Result<std::shared_ptr<arrow::Array>> taken(const arrow::Array& values,
                                                            const std::vector<int64_t>& positions) {
    const arrow::Int64Array indices(static_cast<int64_t>(positions.size()), arrow::Buffer::Wrap(positions));
    return arrow::compute::Take(values, indices);
  }

  // Makes one chunk with a value for each group, null where there is none.
  arrow::Status compact() {
    ARROW_ASSIGN_OR_RAISE(auto none, arrow::MakeArrayOfNull(type_, 1));
    chunks_.push_back(std::move(none));
    ARROW_ASSIGN_OR_RAISE(const auto all, arrow::Concatenate(chunks_));
    auto positions = places_;
    for (auto& position : positions) position = position == kNone ? length_ : position;
    ARROW_ASSIGN_OR_RAISE(auto values, taken(*all, positions));
    for (size_t group = 0; group < places_.size(); ++group) {
      if (places_[group] != kNone) places_[group] = static_cast<int64_t>(group);
    }
    length_ = values->length();
    chunks_ = {std::move(values)};
    return arrow::Status::OK();
  }

  const std::shared_ptr<arrow::DataType> type_;
  const bool is_last_;
  // Where each group's value is among those of all chunks.
  std::vector<int64_t> places_;
  arrow::ArrayVector chunks_;
  int64_t length_ = 0;
};

}  // namespace

std::unique_ptr<GroupedAggregate> pick_aggregate(std::shared_ptr<arrow::DataType> type, bool is_last) {
  return std::make_unique<PickAggregate>(std::move(type), is_last);
}

std::unique_ptr<GroupedAggregate> list_aggregate(std::shared_ptr<arrow::DataType> type) {
  return std::make_unique<ListAggregate>(std::move(type));
}

arrow::Result<std::unique_ptr<GroupedAggregate>> quantile_aggregate(const arrow::DataType& type, double fraction) {
  if (type.id() != arrow::Type::DOUBLE && type.id() != arrow::Type::INT64) {
    return arrow::Status::TypeError("quantiles are of numbers, not ", type.ToString());
  }
  return std::make_unique<QuantileAggregate>(fraction);
}

std::unique_ptr<GroupedAggregate> extreme_aggregate(bool is_greatest) {
  return std::make_unique<ExtremeAggregate>(is_greatest);
}

}  // namespace carrow
