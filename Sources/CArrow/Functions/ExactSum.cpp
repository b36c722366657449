#include <arrow/array.h>
#include <arrow/builder.h>
#include <arrow/type.h>
#include <arrow/util/decimal.h>

#include <cstring>
#include <limits>
#include <vector>

#include "GroupedAggregate.hpp"

namespace carrow {

namespace {

using Wide = __int128;

// Stands for a sum that is beyond what decimals hold.
constexpr Wide overflown = std::numeric_limits<Wide>::max();

struct Sum {
  Wide value = 0;
  bool is_empty = true;

  void add(Wide more) {
    is_empty = false;
    if (value == overflown || more == overflown || __builtin_add_overflow(value, more, &value)) value = overflown;
  }
};

// The sum of integers without nulls, in halves of which no carry is lost for 2^31 of them.
Wide sum_of(const int64_t* values, int64_t count) {
  int64_t high = 0;
  uint64_t low = 0;
  for (int64_t row = 0; row < count; ++row) {
    high += values[row] >> 32;
    low += static_cast<uint32_t>(values[row]);
  }
  return static_cast<Wide>(high) * (Wide{1} << 32) + low;
}

class ExactSum : public GroupedAggregate {
 public:
  explicit ExactSum(int32_t scale) : type_(arrow::decimal128(arrow::Decimal128Type::kMaxPrecision, scale)) {}

  arrow::Status add(const std::shared_ptr<arrow::Array>& values, const std::shared_ptr<arrow::ArrayData>& groups,
                    int64_t rows, int64_t count) override {
    sums_.resize(static_cast<size_t>(count));
    const auto* ids = groups->GetValues<uint32_t>(1);
    if (values->type_id() == arrow::Type::INT64) {
      const auto* numbers = values->data()->GetValues<int64_t>(1);
      if (count == 1 && values->null_count() == 0 && rows <= std::numeric_limits<int32_t>::max()) {
        sums_.front().add(sum_of(numbers, rows));
      } else {
        add_each(*values, ids, rows, [&](int64_t row) { return Wide{numbers[row]}; });
      }
    } else {
      const auto* bytes = static_cast<const arrow::FixedSizeBinaryArray&>(*values).raw_values();
      add_each(*values, ids, rows, [&](int64_t row) {
        Wide number;
        std::memcpy(&number, bytes + row * static_cast<int64_t>(sizeof number), sizeof number);
        return number;
      });
    }
    return arrow::Status::OK();
  }

  arrow::Status merge(GroupedAggregate& other, const std::shared_ptr<arrow::ArrayData>& groups, int64_t count) override {
    sums_.resize(static_cast<size_t>(count));
    const auto& others = static_cast<ExactSum&>(other).sums_;
    const auto* ids = groups->GetValues<uint32_t>(1);
    for (size_t group = 0; group < others.size(); ++group) {
      if (!others[group].is_empty) sums_[ids[group]].add(others[group].value);
    }
    return arrow::Status::OK();
  }

  arrow::Result<std::shared_ptr<arrow::Array>> finish() override {
    arrow::Decimal128Builder builder(type_);
    ARROW_RETURN_NOT_OK(builder.Reserve(static_cast<int64_t>(sums_.size())));
    for (const auto& sum : sums_) {
      const arrow::Decimal128 number(static_cast<int64_t>(sum.value >> 64), static_cast<uint64_t>(sum.value));
      ARROW_RETURN_NOT_OK(sum.is_empty ? builder.AppendNull() : builder.Append(number));
    }
    return builder.Finish();
  }

 private:
  template <typename Number>
  void add_each(const arrow::Array& values, const uint32_t* ids, int64_t rows, Number number) {
    const bool has_nulls = values.null_count() > 0;
    for (int64_t row = 0; row < rows; ++row) {
      if (!has_nulls || values.IsValid(row)) sums_[ids[row]].add(number(row));
    }
  }

  const std::shared_ptr<arrow::DataType> type_;
  std::vector<Sum> sums_;
};

}  // namespace

arrow::Result<std::unique_ptr<GroupedAggregate>> exact_sum_aggregate(const arrow::DataType& type) {
  switch (type.id()) {
    case arrow::Type::INT64: return std::make_unique<ExactSum>(0);
    case arrow::Type::DECIMAL128:
      return std::make_unique<ExactSum>(static_cast<const arrow::Decimal128Type&>(type).scale());
    default: return arrow::Status::TypeError("no exact sum of ", type.ToString());
  }
}

}  // namespace carrow
