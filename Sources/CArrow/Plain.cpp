#include "Plain.hpp"

#include <arrow/array/array_dict.h>
#include <arrow/array/concatenate.h>
#include <arrow/array/util.h>
#include <arrow/builder.h>
#include <arrow/compute/api.h>
#include <arrow/extension/fixed_shape_tensor.h>
#include <arrow/extension_type.h>
#include <arrow/util/decimal.h>
#include <arrow/util/utf8.h>

#include <limits>

#include "CellText.hpp"

namespace carrow {

namespace {

namespace compute = arrow::compute;

using Values = std::shared_ptr<arrow::Array>;
using Type = std::shared_ptr<arrow::DataType>;

arrow::Result<Values> cast(const Values& values, const Type& type) {
  return compute::Cast(*values, type, compute::CastOptions::Safe(type));
}

Values retyped(const Values& values, const Type& type) {
  auto data = values->data()->Copy();
  data->type = type;
  return arrow::MakeArray(std::move(data));
}

// The values as text when they do not all fit.
arrow::Result<Values> cast_or_texts(const Values& values, const Type& type) {
  auto result = cast(values, type);
  if (result.ok() || result.status().IsOutOfMemory() || result.status().IsNotImplemented()) return result;
  return plain_texts(values);
}

arrow::Result<Values> unsigned_integers(const Values& values) {
  const auto& numbers = static_cast<const arrow::UInt64Array&>(*values);
  for (int64_t row = 0; row < numbers.length(); ++row) {
    if (numbers.Value(row) > static_cast<uint64_t>(std::numeric_limits<int64_t>::max()) && numbers.IsValid(row)) {
      return cast(values, arrow::decimal128(20, 0));
    }
  }
  return retyped(values, arrow::int64());
}

// Arrow's cast keeps the lower 128 bits of what does not fit.
arrow::Result<Values> wide_decimals(const Values& values, const Type& type) {
  const auto& numbers = static_cast<const arrow::Decimal256Array&>(*values);
  const auto scale = static_cast<const arrow::Decimal256Type&>(*values->type()).scale();
  const auto& target = static_cast<const arrow::Decimal128Type&>(*type);
  for (int64_t row = 0; row < numbers.length(); ++row) {
    if (numbers.IsNull(row)) continue;
    const auto number = arrow::Decimal256(numbers.GetValue(row)).Rescale(scale, target.scale());
    if (!number.ok() || !number->FitsInPrecision(target.precision())) return plain_texts(values);
  }
  return cast(values, type);
}

// Whether all values are UTF-8: when the bytes of all together are, only the places between them remain to be seen.
bool is_utf8(const arrow::StringArray& texts) {
  const auto* bytes = texts.raw_data();
  const int64_t first = texts.value_offset(0), last = texts.value_offset(texts.length());
  if (bytes == nullptr || first == last) return true;
  bool is_valid = arrow::util::ValidateUTF8(bytes + first, last - first);
  for (int64_t row = 0; is_valid && row < texts.length(); ++row) {
    const int64_t offset = texts.value_offset(row);
    is_valid = offset == last || (bytes[offset] & 0xC0) != 0x80;
  }
  if (is_valid) return true;
  for (int64_t row = 0; row < texts.length(); ++row) {
    if (texts.IsValid(row) && !arrow::util::ValidateUTF8(texts.GetView(row))) return false;
  }
  return true;
}

arrow::Result<Values> strings(const Values& values) {
  Values texts = values;
  if (texts->type_id() != arrow::Type::STRING) {
    ARROW_ASSIGN_OR_RAISE(auto bytes, cast(values, values->type_id() == arrow::Type::STRING_VIEW ||
                                                           values->type_id() == arrow::Type::LARGE_STRING
                                                       ? arrow::utf8()
                                                       : arrow::binary()));
    texts = retyped(bytes, arrow::utf8());
  }
  return is_utf8(static_cast<const arrow::StringArray&>(*texts)) ? texts : retyped(texts, arrow::binary());
}

// Counts of another unit in microseconds, rounded down; text when one is out of the range from `first` to `last`.
arrow::Result<Values> microseconds(const Values& values, arrow::TimeUnit::type unit, const Type& type, int64_t first,
                                   int64_t last, Losses& losses) {
  Values wide = values;
  if (values->type_id() == arrow::Type::TIME32) {
    ARROW_ASSIGN_OR_RAISE(wide, cast(retyped(values, arrow::int32()), arrow::int64()));
  }
  const int64_t per_second = units_per_second(unit);
  const int64_t factor = per_second < 1'000'000 ? 1'000'000 / per_second : 1;
  const int64_t divisor = per_second > 1'000'000 ? per_second / 1'000'000 : 1;
  const auto* counts = wide->data()->GetValues<int64_t>(1);
  ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateBuffer(wide->length() * static_cast<int64_t>(sizeof(int64_t))));
  auto* results = reinterpret_cast<int64_t*>(buffer->mutable_data());
  for (int64_t row = 0; row < wide->length(); ++row) {
    int64_t result = 0;
    bool fits = !__builtin_mul_overflow(counts[row], factor, &result);
    if (divisor > 1) {
      const int64_t rest = ((result % divisor) + divisor) % divisor;
      if (rest != 0 && wide->IsValid(row)) losses.below_microseconds = true;
      result = result / divisor - (rest != 0 && result < 0 ? 1 : 0);
    }
    fits = fits && result >= first && result <= last;
    if (!fits && wide->IsValid(row)) return plain_texts(values);
    results[row] = fits ? result : 0;
  }
  std::shared_ptr<arrow::Buffer> nulls;
  if (wide->null_count() > 0) {
    ARROW_ASSIGN_OR_RAISE(auto is_valid, compute::IsValid(*wide));
    nulls = is_valid.array()->buffers[1];
    if (is_valid.array()->offset != 0) return arrow::Status::Invalid("unexpected offset of a bitmap");
  }
  return arrow::MakeArray(arrow::ArrayData::Make(type, wide->length(), {nulls, std::move(buffer)}));
}

arrow::Result<Values> times(const Values& values, const Type& type, Losses& losses) {
  constexpr int64_t kLeast = std::numeric_limits<int64_t>::min(), kMost = std::numeric_limits<int64_t>::max();
  switch (values->type_id()) {
    case arrow::Type::TIMESTAMP: {
      const auto unit = static_cast<const arrow::TimestampType&>(*values->type()).unit();
      if (unit == arrow::TimeUnit::MICRO) return retyped(values, type);
      return microseconds(values, unit, type, kLeast, kMost, losses);
    }
    case arrow::Type::DURATION: {
      const auto unit = static_cast<const arrow::DurationType&>(*values->type()).unit();
      return microseconds(values, unit, type, kLeast, kMost, losses);
    }
    default: {
      const auto unit = values->type_id() == arrow::Type::TIME32
                            ? static_cast<const arrow::Time32Type&>(*values->type()).unit()
                            : static_cast<const arrow::Time64Type&>(*values->type()).unit();
      return microseconds(values, unit, type, 0, 86'399'999'999, losses);
    }
  }
}

arrow::Result<Values> uuids(const Values& values) {
  const auto& bytes = static_cast<const arrow::FixedSizeBinaryArray&>(*values);
  arrow::StringBuilder builder;
  ARROW_RETURN_NOT_OK(builder.Reserve(bytes.length()));
  ARROW_RETURN_NOT_OK(builder.ReserveData(bytes.length() * 36));
  std::string text;
  for (int64_t row = 0; row < bytes.length(); ++row) {
    text.clear();
    if (bytes.IsValid(row)) append_uuid(text, bytes.GetValue(row));
    if (bytes.IsValid(row)) builder.UnsafeAppend(text);
    else builder.UnsafeAppendNull();
  }
  return builder.Finish();
}

// Takes the words that the rows have when there are more words than rows, else converts each word once.
arrow::Result<Values> dictionary(const Values& values, const PlainForm& form, Losses& losses) {
  const auto& array = static_cast<const arrow::DictionaryArray&>(*values);
  if (array.dictionary()->length() > array.length()) {
    ARROW_ASSIGN_OR_RAISE(auto taken, compute::Take(*array.dictionary(), *array.indices()));
    return plain(taken, form, losses);
  }
  ARROW_ASSIGN_OR_RAISE(auto words, plain(array.dictionary(), form, losses));
  return compute::Take(*words, *array.indices());
}

Values list_of(const Type& type, const arrow::ArrayData& like, const Values& items) {
  auto data = like.Copy();
  data->type = type;
  data->child_data = {items->data()};
  return arrow::MakeArray(std::move(data));
}

// The items of a list that is a slice of a larger one are copied out, so that no others are converted.
arrow::Result<Values> list(const Values& values, const PlainForm& form, Losses& losses) {
  Values lists = values;
  // Arrow's cast of list views loses nulls of the items.
  if (lists->type_id() == arrow::Type::LIST_VIEW) {
    const auto& views = static_cast<const arrow::ListViewArray&>(*lists);
    ARROW_ASSIGN_OR_RAISE(lists, arrow::ListArray::FromListView(views, arrow::default_memory_pool()));
  } else if (lists->type_id() == arrow::Type::LARGE_LIST_VIEW) {
    const auto& views = static_cast<const arrow::LargeListViewArray&>(*lists);
    ARROW_ASSIGN_OR_RAISE(lists, arrow::LargeListArray::FromListView(views, arrow::default_memory_pool()));
  }
  if (lists->type_id() != arrow::Type::LIST) {
    ARROW_ASSIGN_OR_RAISE(lists, cast(lists, arrow::list(lists->type()->field(0))));
  }
  const auto used = [](const arrow::ListArray& array) {
    return array.value_offset(array.length()) - array.value_offset(0);
  };
  if (lists->offset() != 0 || used(static_cast<const arrow::ListArray&>(*lists)) <
                                  static_cast<const arrow::ListArray&>(*lists).values()->length()) {
    ARROW_ASSIGN_OR_RAISE(lists, arrow::Concatenate({lists}));
  }
  PlainForm item{form.type->field(0)->type(), CARROW_PLAIN, {}};
  ARROW_ASSIGN_OR_RAISE(auto items, plain(static_cast<const arrow::ListArray&>(*lists).values(), item, losses));
  if (!items->type()->Equals(*item.type)) return json_texts(values, losses);
  return list_of(form.type, *lists->data(), items);
}

// The members are converted as a whole, and the structures stay the slice of them that they are.
arrow::Result<Values> structures(const Values& values, const PlainForm& form, Losses& losses) {
  auto data = values->data()->Copy();
  for (int index = 0; index < form.type->num_fields(); ++index) {
    const auto& type = form.type->field(index)->type();
    ARROW_ASSIGN_OR_RAISE(auto member, plain(arrow::MakeArray(data->child_data[index]), {type, CARROW_PLAIN, {}}, losses));
    if (!member->type()->Equals(*type)) return json_texts(values, losses);
    data->child_data[index] = member->data();
  }
  data->type = form.type;
  return arrow::MakeArray(std::move(data));
}

// Lists within lists, each of which has as many items as its dimension is long.
arrow::Result<Values> tensor(const arrow::ExtensionArray& values, const PlainForm& form, Losses& losses) {
  const auto& type = static_cast<const arrow::extension::FixedShapeTensorType&>(*values.type());
  const auto& storage = static_cast<const arrow::FixedSizeListArray&>(*values.storage());
  const int64_t size = static_cast<const arrow::FixedSizeListType&>(*storage.type()).list_size();
  Type inner = form.type;
  std::vector<Type> levels;
  for (; inner->id() == arrow::Type::LIST; inner = inner->field(0)->type()) levels.push_back(inner);
  const auto flat = storage.values()->Slice(storage.value_offset(0), storage.length() * size);
  ARROW_ASSIGN_OR_RAISE(auto items, plain(flat, {inner, CARROW_PLAIN, {}}, losses));
  if (!items->type()->Equals(*inner)) return json_texts(values.storage(), losses);
  int64_t count = items->length();
  for (size_t level = levels.size(); level-- > 0;) {
    const int64_t length = type.shape()[level];
    count = level == 0 ? storage.length() : (length == 0 ? 0 : count / length);
    arrow::Int32Builder offsets;
    for (int64_t row = 0; row <= count; ++row) ARROW_RETURN_NOT_OK(offsets.Append(static_cast<int32_t>(row * length)));
    ARROW_ASSIGN_OR_RAISE(auto ends, offsets.Finish());
    items = std::make_shared<arrow::ListArray>(levels[level], count, ends->data()->buffers[1], items);
  }
  if (storage.null_count() == 0) return items;
  ARROW_ASSIGN_OR_RAISE(auto is_valid, compute::IsValid(storage));
  items->data()->buffers[0] = is_valid.array()->buffers[1];
  items->data()->null_count = arrow::kUnknownNullCount;
  return arrow::MakeArray(items->data());
}

arrow::Result<Values> extension(const Values& values, const PlainForm& form, Losses& losses) {
  const auto& array = static_cast<const arrow::ExtensionArray&>(*values);
  const auto name = static_cast<const arrow::ExtensionType&>(*values->type()).extension_name();
  if (form.meaning == CARROW_UUID) return uuids(array.storage());
  if (name == "arrow.bool8") return cast(array.storage(), arrow::boolean());
  if (name == "arrow.fixed_shape_tensor" && form.meaning == CARROW_PLAIN) return tensor(array, form, losses);
  return plain(array.storage(), form, losses);
}

}  // namespace

arrow::Result<Values> plain(const Values& values, const PlainForm& form, Losses& losses) {
  switch (values->type_id()) {
    case arrow::Type::NA:
      return arrow::MakeArrayOfNull(form.type, values->length());
    case arrow::Type::EXTENSION:
      return extension(values, form, losses);
    case arrow::Type::DICTIONARY:
      return dictionary(values, form, losses);
    case arrow::Type::RUN_END_ENCODED: {
      ARROW_ASSIGN_OR_RAISE(auto decoded, compute::RunEndDecode(values));
      return plain(decoded.make_array(), form, losses);
    }
    default:
      break;
  }
  if (form.meaning == CARROW_JSON) return json_texts(values, losses);
  switch (form.type->id()) {
    case arrow::Type::STRING:
      return strings(values);
    case arrow::Type::TIMESTAMP:
    case arrow::Type::TIME64:
    case arrow::Type::DURATION:
      return times(values, form.type, losses);
    case arrow::Type::LIST:
      return list(values, form, losses);
    case arrow::Type::STRUCT:
      return structures(values, form, losses);
    default:
      break;
  }
  if (values->type()->Equals(*form.type)) return values;
  if (values->type_id() == arrow::Type::DECIMAL256) return wide_decimals(values, form.type);
  if (values->type_id() == arrow::Type::UINT64) return unsigned_integers(values);
  if (values->type_id() == arrow::Type::INTERVAL_MONTHS) return retyped(values, arrow::int32());
  return cast_or_texts(values, form.type);
}

}  // namespace carrow
