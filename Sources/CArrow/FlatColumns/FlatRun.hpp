#pragma once

#include <cstdint>

namespace carrow {

// Rows whose values were decoded: how many of them there are, and the definition level of each row, which is 1 where
// there is a value and 0 where it is null. There are no levels where no value is null.
struct FlatRun {
  int64_t rows = 0;
  int64_t present = 0;
  const int16_t* levels = nullptr;

  bool is_without_nulls() const { return present == rows; }
};

}  // namespace carrow
