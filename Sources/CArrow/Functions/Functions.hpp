#pragma once

#include <arrow/compute/api.h>
#include <arrow/compute/kernel.h>
#include <arrow/status.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carrow {

// Makes Arrow's compute functions ready, and those below with them:
//
//   json_get(document, pointer)     the value at a JSON pointer (RFC 6901), as JSON; an index below 0 counts from the end
//   json_text(document)             a string's text, any other value as JSON
//   json_int, json_float, json_bool(document)    the value where it is such, else null
//   json_length(document)           how many elements a list has, else null
//   json_slice(document, start, end)    the elements of a list from one index to before another, as JSON, else null
//   list_part(list, start, end)     the same of a list; bounds below 0 count from the end
//   list_get(list, index)           an element, null beyond the ends; an index below 0 counts from the end
//   text_time(text)                 the microseconds since 1970 of a time as ISO 8601 spells it, in UTC unless it has an offset
//   text_clock(text)                the microseconds since midnight of a time of day such as 12:34:56.5
//   text_uuid(text)                 a UUID in small letters with hyphens, whatever its spelling
//   text_contains, text_begins, text_ends(text, part)    whether a part is in a text, at its start, at its end
//   text_replace(text, part, other)    the text with another in place of each occurrence of a part that is not empty
//   text_part(text, start, length)    the characters from one on, counted from 1; none before the first
//
// Null, and a document's null, give null.
arrow::Status initialize_functions();

// The options that a function takes, from the text that its call carries.
arrow::Result<std::shared_ptr<arrow::compute::FunctionOptions>> function_options(const std::string& function,
                                                                                 const char* text);

// The functions' registrations.
arrow::Status add_json_functions(arrow::compute::FunctionRegistry& registry);
arrow::Status add_list_functions(arrow::compute::FunctionRegistry& registry);
arrow::Status add_text_functions(arrow::compute::FunctionRegistry& registry);

// The first element of a part of a list and the one behind its last; bounds below 0 count from the end.
std::pair<int64_t, int64_t> list_bounds(int64_t start, int64_t end, int64_t length);

// Registers a function that makes its own result and handles nulls itself.
arrow::Status add_function(arrow::compute::FunctionRegistry& registry, const char* name,
                           std::vector<arrow::compute::InputType> inputs, arrow::compute::OutputType result,
                           arrow::compute::ArrayKernelExec body);

// Reads an index such as 3 or -1; false for other text.
bool read_index(std::string_view text, int64_t* index);

}  // namespace carrow
