#include "JsonColumns.hpp"

namespace carrow {

JsonColumn* JsonColumns::find(std::string_view quoted) {
  Key* key = likely_;
  if (key == nullptr || key->quoted != quoted) {
    key = lookup(quoted);
    if (key == nullptr) return nullptr;
    if (likely_ == first_ && previous_ == nullptr) first_ = key;
  }
  if (previous_ != nullptr) previous_->next = key;
  previous_ = key;
  likely_ = key->next;
  return key->column;
}

JsonColumns::Key* JsonColumns::lookup(std::string_view quoted) {
  const auto known = by_spelling_.find(quoted);
  if (known != by_spelling_.end()) return known->second.get();
  std::string buffer;
  std::string_view name;
  if (json_string(quoted, &buffer, &name) == JsonString::kMalformed) return nullptr;
  auto& column = by_name_[std::string(name)];
  if (column == nullptr) {
    columns_.push_back(std::make_unique<JsonColumn>(std::string(name), static_cast<int32_t>(columns_.size())));
    column = columns_.back().get();
  }
  auto key = std::make_unique<Key>(Key{std::string(quoted), column});
  auto* result = key.get();
  by_spelling_.emplace(result->quoted, std::move(key));
  return result;
}

void JsonColumns::drop_from(uint32_t row) {
  for (auto& column : columns_) column->drop_from(row);
}

void JsonColumns::clear() {
  for (auto& column : columns_) column->clear();
}

}  // namespace carrow
