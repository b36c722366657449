#pragma once

#include <string>
#include <vector>

#include "include/carrow.h"

namespace carrow {

// The options of a JSON source, copied from the caller's.
struct JsonOptions {
  explicit JsonOptions(const carrow_json_options& options)
      : holds_lines(options.holds_lines),
        skip_bad_lines(options.skip_bad_lines),
        is_typed(options.is_typed),
        block_bytes(options.block_bytes > 0 ? options.block_bytes : int64_t{4} << 20),
        path(options.path, options.path + options.path_count) {}

  bool holds_lines;
  bool skip_bad_lines;
  bool is_typed;
  int64_t block_bytes;
  std::vector<std::string> path;
};

}  // namespace carrow
