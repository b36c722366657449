#pragma once

#include <arrow/util/key_value_metadata.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace carrow {

// The metadata of 2 * count strings: key, value, ….
inline std::shared_ptr<arrow::KeyValueMetadata> metadata_of(const char* const* strings, int32_t count) {
  std::vector<std::string> keys, values;
  for (int32_t index = 0; index < count; ++index) {
    keys.emplace_back(strings[2 * index]);
    values.emplace_back(strings[2 * index + 1]);
  }
  return arrow::key_value_metadata(std::move(keys), std::move(values));
}

}  // namespace carrow
