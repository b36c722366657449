#include "Groups.hpp"

#include <arrow/array/util.h>
#include <arrow/buffer.h>
#include <arrow/compute/api.h>

#include <cstring>
#include <mutex>

namespace compute = arrow::compute;

namespace carrow {

namespace {

bool is_text(const arrow::DataType& type) {
  if (type.id() != arrow::Type::DICTIONARY) return type.id() == arrow::Type::STRING;
  const auto& dictionary = static_cast<const arrow::DictionaryType&>(type);
  return dictionary.index_type()->id() == arrow::Type::INT32 && dictionary.value_type()->id() == arrow::Type::STRING;
}

// The number of each value, of the numbers of a dictionary's words and of null.
arrow::Result<std::shared_ptr<arrow::ArrayData>> spread(const arrow::Int32Array& places, const uint32_t* words,
                                                        uint32_t null) {
  const auto count = places.length();
  ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateBuffer(count * static_cast<int64_t>(sizeof(uint32_t))));
  auto* numbers = reinterpret_cast<uint32_t*>(buffer->mutable_data());
  const auto* place = places.raw_values();
  if (places.null_count() == 0) {
    for (int64_t row = 0; row < count; ++row) numbers[row] = words[place[row]];
  } else {
    for (int64_t row = 0; row < count; ++row) numbers[row] = places.IsNull(row) ? null : words[place[row]];
  }
  return arrow::ArrayData::Make(arrow::uint32(), count, {nullptr, std::move(buffer)}, 0);
}

// The number of the only group, for as many rows as are asked for.
arrow::Result<std::shared_ptr<arrow::ArrayData>> zeros(int64_t count) {
  static std::mutex mutex;
  static std::shared_ptr<arrow::Buffer> shared;
  const std::lock_guard lock(mutex);
  const auto size = count * static_cast<int64_t>(sizeof(uint32_t));
  if (shared == nullptr || shared->size() < size) {
    ARROW_ASSIGN_OR_RAISE(auto buffer, arrow::AllocateBuffer(size));
    std::memset(buffer->mutable_data(), 0, static_cast<size_t>(size));
    shared = std::move(buffer);
  }
  return arrow::ArrayData::Make(arrow::uint32(), count, {nullptr, shared}, 0);
}

}  // namespace

arrow::Result<TextNumbers> TextNumbers::make() {
  ARROW_ASSIGN_OR_RAISE(auto grouper, compute::Grouper::Make({arrow::utf8()}));
  return TextNumbers(std::move(grouper));
}

arrow::Result<std::shared_ptr<arrow::ArrayData>> TextNumbers::number(const arrow::Array& texts) {
  if (texts.type_id() != arrow::Type::DICTIONARY) return consume(texts);
  const auto& column = static_cast<const arrow::DictionaryArray&>(texts);
  ARROW_ASSIGN_OR_RAISE(const auto words, consume(*column.dictionary()));
  uint32_t null = 0;
  if (column.null_count() > 0) {
    ARROW_ASSIGN_OR_RAISE(const auto nothing, arrow::MakeArrayOfNull(arrow::utf8(), 1));
    ARROW_ASSIGN_OR_RAISE(const auto number, consume(*nothing));
    null = number->GetValues<uint32_t>(1)[0];
  }
  return spread(static_cast<const arrow::Int32Array&>(*column.indices()), words->GetValues<uint32_t>(1), null);
}

arrow::Result<std::shared_ptr<arrow::Array>> TextNumbers::texts() const {
  ARROW_ASSIGN_OR_RAISE(const auto uniques, grouper_->GetUniques());
  return uniques.values.front().make_array();
}

arrow::Result<std::shared_ptr<arrow::ArrayData>> TextNumbers::consume(const arrow::Array& texts) {
  const compute::ExecBatch batch({arrow::Datum(texts.data())}, texts.length());
  ARROW_ASSIGN_OR_RAISE(auto numbers, grouper_->Consume(compute::ExecSpan(batch)));
  return numbers.array();
}

arrow::Result<Groups> Groups::make(const std::vector<std::shared_ptr<arrow::DataType>>& keys) {
  Groups groups;
  std::vector<arrow::TypeHolder> types;
  for (const auto& type : keys) {
    types.emplace_back(is_text(*type) ? arrow::uint32() : type);
    groups.texts_.emplace_back();
    if (!is_text(*type)) continue;
    ARROW_ASSIGN_OR_RAISE(auto texts, TextNumbers::make());
    groups.texts_.back() = std::make_unique<TextNumbers>(std::move(texts));
  }
  if (keys.empty() || (keys.size() == 1 && groups.texts_.front() != nullptr)) return groups;
  ARROW_ASSIGN_OR_RAISE(groups.grouper_, compute::Grouper::Make(types));
  return groups;
}

arrow::Result<std::shared_ptr<arrow::ArrayData>> Groups::number(const compute::ExecBatch& keys) {
  if (texts_.empty()) return zeros(keys.length);
  ARROW_ASSIGN_OR_RAISE(const auto plain, without_texts(keys));
  auto numbers = plain.values.front();
  if (grouper_ != nullptr) {
    ARROW_ASSIGN_OR_RAISE(numbers, grouper_->Consume(compute::ExecSpan(plain)));
  }
  const auto count = grouper_ != nullptr ? grouper_->num_groups() : texts_.front()->count();
  order_.renumber(numbers.array()->GetMutableValues<uint32_t>(1), keys.length, count);
  return numbers.array();
}

arrow::Result<std::vector<arrow::Datum>> Groups::keys() const {
  std::vector<arrow::Datum> result;
  if (texts_.empty()) return result;
  const auto numbers = order_.grouper_numbers();
  const arrow::Int64Array places(static_cast<int64_t>(numbers.size()), arrow::Buffer::Wrap(numbers));
  compute::ExecBatch uniques;
  if (grouper_ != nullptr) {
    ARROW_ASSIGN_OR_RAISE(uniques, grouper_->GetUniques());
  }
  for (size_t index = 0; index < texts_.size(); ++index) {
    std::shared_ptr<arrow::Array> chosen;
    if (grouper_ != nullptr) {
      ARROW_ASSIGN_OR_RAISE(chosen, compute::Take(*uniques.values[index].make_array(), places));
    }
    if (texts_[index] != nullptr) {
      ARROW_ASSIGN_OR_RAISE(const auto texts, texts_[index]->texts());
      ARROW_ASSIGN_OR_RAISE(chosen, chosen == nullptr ? compute::Take(*texts, places) : compute::Take(*texts, *chosen));
    }
    result.emplace_back(std::move(chosen));
  }
  return result;
}

// The keys with numbers for texts.
arrow::Result<compute::ExecBatch> Groups::without_texts(const compute::ExecBatch& keys) {
  auto plain = keys;
  for (size_t index = 0; index < texts_.size(); ++index) {
    if (texts_[index] == nullptr) continue;
    ARROW_ASSIGN_OR_RAISE(plain.values[index], texts_[index]->number(*keys.values[index].make_array()));
  }
  return plain;
}

}  // namespace carrow
