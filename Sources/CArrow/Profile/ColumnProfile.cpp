#include "ColumnProfile.hpp"

#include <arrow/builder.h>
#include <arrow/compute/api.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace carrow {

namespace compute = arrow::compute;

namespace {

// Distinct values take so much memory at most, and numbers so much.
constexpr size_t kCountedBytes = 256u << 20;
constexpr size_t kNumbers = 8u << 20;
// What an entry of the map takes beside its text.
constexpr size_t kEntryBytes = 72;

bool is_text(const arrow::DataType& type) { return arrow::is_base_binary_like(type.id()); }

bool is_counted(const arrow::DataType& type) {
  return is_text(type) || arrow::is_primitive(type.id()) || arrow::is_decimal(type.id());
}

bool has_order(const arrow::DataType& type) {
  return type.id() == arrow::Type::STRING || (is_counted(type) && !is_text(type) && type.id() != arrow::Type::BOOL);
}

// The bytes of a value, in a buffer where they are bits.
std::string_view bytes_of(const arrow::Array& values, int64_t row, char* buffer) {
  if (is_text(*values.type())) return static_cast<const arrow::BinaryArray&>(values).GetView(row);
  if (values.type_id() == arrow::Type::BOOL) {
    *buffer = static_cast<const arrow::BooleanArray&>(values).Value(row) ? 1 : 0;
    return {buffer, 1};
  }
  const auto width = static_cast<size_t>(values.type()->byte_width());
  const auto* bytes = values.data()->GetValues<char>(1, 0);
  return {bytes + static_cast<size_t>(values.offset() + row) * width, width};
}

arrow::Result<std::shared_ptr<arrow::Array>> numbers_of(const std::shared_ptr<arrow::Array>& values) {
  const auto& type = *values->type();
  if (is_text(type)) {
    ARROW_ASSIGN_OR_RAISE(auto lengths, compute::CallFunction(type.id() == arrow::Type::STRING ? "utf8_length" : "binary_length", {values}));
    ARROW_ASSIGN_OR_RAISE(auto numbers, compute::Cast(lengths, arrow::float64()));
    return numbers.make_array();
  }
  if (type.id() == arrow::Type::LIST) {
    ARROW_ASSIGN_OR_RAISE(auto lengths, compute::CallFunction("list_value_length", {values}));
    ARROW_ASSIGN_OR_RAISE(auto numbers, compute::Cast(lengths, arrow::float64()));
    return numbers.make_array();
  }
  auto options = compute::CastOptions::Unsafe(arrow::float64());
  if (!arrow::is_temporal(type.id())) return compute::Cast(*values, arrow::float64(), options);
  const auto integer = type.id() == arrow::Type::DATE32 ? arrow::int32() : arrow::int64();
  ARROW_ASSIGN_OR_RAISE(auto counts, compute::Cast(*values, integer));
  return compute::Cast(*counts, arrow::float64(), options);
}

}  // namespace

ColumnProfile::ColumnProfile(std::shared_ptr<arrow::DataType> type) : type_(std::move(type)) {}

arrow::Status ColumnProfile::add(const std::shared_ptr<arrow::Array>& values) {
  rows_ += values->length();
  nulls_ += values->null_count();
  if (is_counted(*type_)) ARROW_RETURN_NOT_OK(count_values(values));
  if (has_order(*type_)) ARROW_RETURN_NOT_OK(find_bounds(values));
  if (is_counted(*type_) || type_->id() == arrow::Type::LIST) return take_numbers(values);
  return arrow::Status::OK();
}

arrow::Status ColumnProfile::count_values(const std::shared_ptr<arrow::Array>& values) {
  ARROW_ASSIGN_OR_RAISE(auto counted, compute::ValueCounts(values));
  const auto& distinct = *counted->field(0);
  const auto& counts = static_cast<const arrow::Int64Array&>(*counted->field(1));
  char buffer = 0;
  std::string key;
  for (int64_t row = 0; row < distinct.length(); ++row) {
    if (distinct.IsNull(row)) continue;
    key.assign(bytes_of(distinct, row, &buffer));
    const auto found = counts_.find(key);
    if (found != counts_.end()) {
      found->second += counts.Value(row);
    } else if (counted_bytes_ < kCountedBytes) {
      counted_bytes_ += key.size() + kEntryBytes;
      counts_.emplace(key, counts.Value(row));
    } else {
      counts_all_ = false;
    }
  }
  return arrow::Status::OK();
}

arrow::Status ColumnProfile::find_bounds(const std::shared_ptr<arrow::Array>& values) {
  ARROW_ASSIGN_OR_RAISE(auto found, compute::MinMax(values));
  const auto& pair = found.scalar_as<arrow::StructScalar>();
  if (pair.value[0]->is_valid) {
    least_values_.push_back(pair.value[0]);
    greatest_values_.push_back(pair.value[1]);
  }
  return arrow::Status::OK();
}

arrow::Result<std::shared_ptr<arrow::Array>> ColumnProfile::bounds() const {
  std::unique_ptr<arrow::ArrayBuilder> builder, result;
  ARROW_RETURN_NOT_OK(arrow::MakeBuilder(arrow::default_memory_pool(), type_, &builder));
  ARROW_RETURN_NOT_OK(arrow::MakeBuilder(arrow::default_memory_pool(), type_, &result));
  if (least_values_.empty()) {
    ARROW_RETURN_NOT_OK(result->AppendNulls(2));
    return result->Finish();
  }
  for (const auto* side : {&least_values_, &greatest_values_}) {
    for (const auto& value : *side) ARROW_RETURN_NOT_OK(builder->AppendScalar(*value));
    ARROW_ASSIGN_OR_RAISE(auto values, builder->Finish());
    ARROW_ASSIGN_OR_RAISE(auto found, compute::MinMax(values));
    const auto& pair = found.scalar_as<arrow::StructScalar>();
    ARROW_RETURN_NOT_OK(result->AppendScalar(*pair.value[side == &least_values_ ? 0 : 1]));
    builder->Reset();
  }
  return result->Finish();
}

arrow::Status ColumnProfile::take_numbers(const std::shared_ptr<arrow::Array>& values) {
  if (type_->id() == arrow::Type::BOOL) return arrow::Status::OK();
  ARROW_ASSIGN_OR_RAISE(auto array, numbers_of(values));
  const auto& numbers = static_cast<const arrow::DoubleArray&>(*array);
  for (int64_t row = 0; row < numbers.length(); ++row) {
    if (numbers.IsNull(row)) continue;
    const double number = numbers.Value(row);
    if (std::isnan(number)) {
      ++nans_;
    } else {
      take(number);
    }
  }
  return arrow::Status::OK();
}

// Beyond what fits, each number takes the place of another with the chance that all have to stay
// (Vitter's algorithm R).
void ColumnProfile::take(double number) {
  if (number_count_ == 0) {
    shift_ = std::isfinite(number) ? number : 0;
    least_ = greatest_ = number;
  }
  least_ = std::min(least_, number);
  greatest_ = std::max(greatest_, number);
  const long double distance = number - shift_;
  sum_ += distance;
  squares_ += distance * distance;
  ++number_count_;
  if (numbers_.size() < kNumbers) {
    numbers_.push_back(number);
  } else if (const auto place = random_() % static_cast<uint64_t>(number_count_); place < kNumbers) {
    numbers_[place] = number;
  }
}

double ColumnProfile::deviation() const {
  if (number_count_ < 2) return 0;
  return static_cast<double>(std::sqrt(std::max(0.0L, (squares_ - sum_ * sum_ / count()) / (count() - 1))));
}

void ColumnProfile::sort() { std::sort(numbers_.begin(), numbers_.end()); }

double ColumnProfile::quantile(double part) const {
  const double place = part * static_cast<double>(numbers_.size() - 1);
  const auto below = static_cast<size_t>(std::floor(place));
  const auto above = std::min(below + 1, numbers_.size() - 1);
  if (numbers_[below] == numbers_[above]) return numbers_[below];
  return numbers_[below] + (numbers_[above] - numbers_[below]) * (place - std::floor(place));
}

std::vector<int64_t> ColumnProfile::histogram(int32_t intervals) const {
  const double width = (greatest_ - least_) / intervals;
  if (!std::isfinite(width)) return {};
  if (width == 0) return {number_count_};
  std::vector<int64_t> counts(static_cast<size_t>(intervals), 0);
  for (const double number : numbers_) {
    const auto place = static_cast<size_t>((number - least_) / width);
    ++counts[std::min(place, counts.size() - 1)];
  }
  const double scale = static_cast<double>(number_count_) / static_cast<double>(numbers_.size());
  for (auto& count : counts) count = std::llround(static_cast<double>(count) * scale);
  return counts;
}

arrow::Result<std::shared_ptr<arrow::Array>> ColumnProfile::values_of(const std::vector<std::string_view>& keys) const {
  if (is_text(*type_)) {
    std::unique_ptr<arrow::ArrayBuilder> builder;
    ARROW_RETURN_NOT_OK(arrow::MakeBuilder(arrow::default_memory_pool(), type_, &builder));
    auto& texts = static_cast<arrow::BinaryBuilder&>(*builder);
    for (const auto key : keys) ARROW_RETURN_NOT_OK(texts.Append(key));
    return builder->Finish();
  }
  if (type_->id() == arrow::Type::BOOL) {
    arrow::BooleanBuilder builder;
    for (const auto key : keys) ARROW_RETURN_NOT_OK(builder.Append(key.front() != 0));
    return builder.Finish();
  }
  arrow::BufferBuilder bytes;
  for (const auto key : keys) ARROW_RETURN_NOT_OK(bytes.Append(key.data(), static_cast<int64_t>(key.size())));
  ARROW_ASSIGN_OR_RAISE(auto buffer, bytes.Finish());
  return arrow::MakeArray(arrow::ArrayData::Make(type_, static_cast<int64_t>(keys.size()), {nullptr, buffer}, 0));
}

arrow::Result<ColumnProfile::Top> ColumnProfile::top(int32_t most) const {
  using Entry = std::pair<std::string_view, int64_t>;
  std::vector<Entry> entries(counts_.begin(), counts_.end());
  const auto end = entries.begin() + static_cast<std::ptrdiff_t>(std::min(entries.size(), static_cast<size_t>(most)));
  std::partial_sort(entries.begin(), end, entries.end(), [](const Entry& left, const Entry& right) {
    return left.second != right.second ? left.second > right.second : left.first < right.first;
  });
  Top top;
  std::vector<std::string_view> keys;
  for (auto entry = entries.begin(); entry != end; ++entry) {
    keys.push_back(entry->first);
    top.counts.push_back(entry->second);
  }
  ARROW_ASSIGN_OR_RAISE(top.values, is_counted(*type_) ? values_of(keys) : arrow::MakeEmptyArray(type_));
  return top;
}

}  // namespace carrow
