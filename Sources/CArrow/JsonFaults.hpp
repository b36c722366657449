#pragma once

#include <arrow/status.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "JsonColumn.hpp"
#include "JsonRows.hpp"
#include "JsonTokens.hpp"

namespace carrow {

// What a fault of a text means, with the line it is on and the column in its message; OK for no fault.
// `line` is the line on which the text begins.
arrow::Status token_failure(JsonTokens::Fault fault, std::string_view text, int64_t line, int64_t ahead = 0);
arrow::Status row_failure(const JsonRows::Fault& fault, std::string_view text, int64_t line, bool is_list,
                          int64_t ahead = 0);

// A line that is left out, and why.
std::pair<JsonFound, std::string> skipped_line(const arrow::Status& why, std::string_view text, int64_t line);

// The last quote of a text that is not escaped; when a string is not closed, where it begins.
size_t last_quote(std::string_view text);

// The lists of objects in the object that begins a text, by their keys joined with points; empty where the object
// holds columns instead: objects that each begin with the key "0".
std::vector<std::string> lists_of_objects(const JsonTokens& tokens);
bool holds_columns(const JsonTokens& tokens);

}  // namespace carrow
