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
// Entries are united when there are so many more.
constexpr size_t kWords = 1u << 16;
// What an entry of the map takes beside its text.
constexpr size_t kEntryBytes = 72;

bool is_text(const arrow::DataType& type) { return arrow::is_base_binary_like(type.id()); }

bool is_counted(const arrow::DataType& type) {
  return is_text(type) || arrow::is_primitive(type.id()) || arrow::is_decimal(type.id());
}

bool has_order(const arrow::DataType& type) {
  return type.id() == arrow::Type::STRING || (is_counted(type) && !is_text(type) && type.id() != arrow::Type::BOOL);
}

bool is_word(const arrow::DataType& type) {
  return type.id() == arrow::Type::BOOL || (arrow::is_fixed_width(type.id()) && type.byte_width() <= 8);
}

// The bytes of a value.
std::string_view bytes_of(const arrow::Array& values, int64_t row) {
  if (is_text(*values.type())) return static_cast<const arrow::BinaryArray&>(values).GetView(row);
  const auto width = static_cast<size_t>(values.type()->byte_width());
  const auto* bytes = values.data()->GetValues<char>(1, 0);
  return {bytes + static_cast<size_t>(values.offset() + row) * width, width};
}

arrow::Result<std::shared_ptr<arrow::Array>> numbers_of(const std::shared_ptr<arrow::Array>& values) {
  const auto& type = *values->type();
  if (is_text(type) || type.id() == arrow::Type::LIST) {
    const auto* function = type.id() == arrow::Type::LIST     ? "list_value_length"
                           : type.id() == arrow::Type::STRING ? "utf8_length"
                                                              : "binary_length";
    ARROW_ASSIGN_OR_RAISE(auto lengths, compute::CallFunction(function, {values}));
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
  if (is_word(*type_)) return count_words(distinct, counts);
  std::string key;
  for (int64_t row = 0; row < distinct.length(); ++row) {
    if (distinct.IsNull(row)) continue;
    key.assign(bytes_of(distinct, row));
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

arrow::Status ColumnProfile::count_words(const arrow::Array& distinct, const arrow::Int64Array& counts) {
  for (int64_t row = 0; row < distinct.length() && counts_all_; ++row) {
    if (distinct.IsNull(row)) continue;
    uint64_t word = 0;
    if (type_->id() == arrow::Type::BOOL) {
      word = static_cast<const arrow::BooleanArray&>(distinct).Value(row) ? 1 : 0;
    } else {
      const auto bytes = bytes_of(distinct, row);
      std::memcpy(&word, bytes.data(), bytes.size());
    }
    words_.emplace_back(word, counts.Value(row));
    if (words_.size() < 2 * united_ + kWords) continue;
    unite_words();
    counts_all_ = united_ * sizeof words_.front() < kCountedBytes;
  }
  return arrow::Status::OK();
}

void ColumnProfile::unite_words() {
  if (words_.size() == united_) return;
  std::sort(words_.begin(), words_.end());
  size_t last = 0;
  for (size_t index = 1; index < words_.size(); ++index) {
    if (words_[index].first == words_[last].first) {
      words_[last].second += words_[index].second;
    } else {
      words_[++last] = words_[index];
    }
  }
  united_ = last + 1;
  words_.resize(united_);
}

int64_t ColumnProfile::distinct() {
  unite_words();
  return static_cast<int64_t>(counts_.size() + words_.size());
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

double ColumnProfile::quantile(double part) {
  const double place = part * static_cast<double>(numbers_.size() - 1);
  const auto below = numbers_.begin() + static_cast<std::ptrdiff_t>(std::floor(place));
  std::nth_element(numbers_.begin(), below, numbers_.end());
  if (below + 1 == numbers_.end()) return *below;
  const double above = *std::min_element(below + 1, numbers_.end());
  return *below == above ? above : *below + (above - *below) * (place - std::floor(place));
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

namespace {

// The entries that come most often; of those that come as often, the lesser ones.
template <typename Entry>
std::vector<Entry> most_frequent(std::vector<Entry> entries, size_t most) {
  const auto end = entries.begin() + static_cast<std::ptrdiff_t>(std::min(entries.size(), most));
  std::partial_sort(entries.begin(), end, entries.end(), [](const Entry& left, const Entry& right) {
    return left.second != right.second ? left.second > right.second : left.first < right.first;
  });
  entries.erase(end, entries.end());
  return entries;
}

}  // namespace

arrow::Result<ColumnProfile::Top> ColumnProfile::top(int32_t most) {
  unite_words();
  Top top;
  std::vector<std::string_view> keys;
  const auto words = most_frequent(words_, static_cast<size_t>(most));
  const auto width = type_->id() == arrow::Type::BOOL ? 1 : static_cast<size_t>(std::max(type_->byte_width(), 0));
  for (const auto& [word, count] : words) {
    keys.emplace_back(reinterpret_cast<const char*>(&word), width);
    top.counts.push_back(count);
  }
  using Entry = std::pair<std::string_view, int64_t>;
  for (const auto& [key, count] : most_frequent(std::vector<Entry>(counts_.begin(), counts_.end()), static_cast<size_t>(most))) {
    keys.push_back(key);
    top.counts.push_back(count);
  }
  ARROW_ASSIGN_OR_RAISE(top.values, is_counted(*type_) ? values_of(keys) : arrow::MakeEmptyArray(type_));
  return top;
}

}  // namespace carrow
