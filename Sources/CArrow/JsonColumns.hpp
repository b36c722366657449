#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "JsonColumn.hpp"

namespace carrow {

// The columns of a source, found by their keys in the order in which these appear.
class JsonColumns {
 public:
  size_t size() const { return columns_.size(); }
  JsonColumn& operator[](size_t index) { return *columns_[index]; }
  const JsonColumn& operator[](size_t index) const { return *columns_[index]; }

  // Begins a row: its first key is likely to be that of other rows.
  void begin_row() {
    likely_ = first_;
    previous_ = nullptr;
  }

  // The column of a key, which is quoted as it stands in the text; null when that is no JSON string.
  JsonColumn* find(std::string_view quoted);

  void drop_from(uint32_t row);
  void clear();

 private:
  struct Key {
    std::string quoted;
    JsonColumn* column;
    Key* next = nullptr;  // the key that followed this one last
  };

  Key* lookup(std::string_view quoted);

  std::vector<std::unique_ptr<JsonColumn>> columns_;
  std::unordered_map<std::string, JsonColumn*> by_name_;
  std::unordered_map<std::string_view, std::unique_ptr<Key>> by_spelling_;
  Key* first_ = nullptr;
  Key* likely_ = nullptr;
  Key* previous_ = nullptr;
};

}  // namespace carrow
