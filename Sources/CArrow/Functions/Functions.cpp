#include "Functions.hpp"

#include <arrow/compute/function.h>
#include <arrow/compute/initialize.h>

#include <charconv>
#include <map>

namespace carrow {

namespace compute = arrow::compute;

namespace {

arrow::Result<int64_t> number(std::string_view text) {
  int64_t value = 0;
  if (!read_index(text, &value)) return arrow::Status::Invalid("'", std::string(text), "' is no whole number");
  return value;
}

// Two texts in one: the first one's length, a colon, and both.
arrow::Result<std::pair<std::string, std::string>> pair(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return arrow::Status::Invalid("there is only one text");
  ARROW_ASSIGN_OR_RAISE(const auto length, number(text.substr(0, colon)));
  const auto rest = text.substr(colon + 1);
  return std::pair(std::string(rest.substr(0, static_cast<size_t>(length))),
                   std::string(rest.substr(static_cast<size_t>(length))));
}

arrow::Result<compute::CalendarUnit> unit(const std::string& text) {
  static const std::map<std::string, compute::CalendarUnit> units = {
      {"second", compute::CalendarUnit::SECOND}, {"minute", compute::CalendarUnit::MINUTE},
      {"hour", compute::CalendarUnit::HOUR},     {"day", compute::CalendarUnit::DAY},
      {"week", compute::CalendarUnit::WEEK},     {"month", compute::CalendarUnit::MONTH},
      {"quarter", compute::CalendarUnit::QUARTER}, {"year", compute::CalendarUnit::YEAR},
  };
  const auto found = units.find(text);
  if (found == units.end()) return arrow::Status::Invalid("there is no unit '", text, "'");
  return found->second;
}

bool matches_text(const std::string& function) {
  return function == "match_like" || function == "match_substring" || function == "match_substring_regex" ||
         function == "starts_with" || function == "ends_with";
}

}  // namespace

arrow::Status add_function(compute::FunctionRegistry& registry, const char* name,
                           std::vector<compute::InputType> inputs, compute::OutputType result,
                           compute::ArrayKernelExec body) {
  const compute::Arity arity(static_cast<int>(inputs.size()));
  auto function = std::make_shared<compute::ScalarFunction>(name, arity, compute::FunctionDoc::Empty());
  compute::ScalarKernel kernel(std::move(inputs), std::move(result), body);
  kernel.null_handling = compute::NullHandling::COMPUTED_NO_PREALLOCATE;
  kernel.mem_allocation = compute::MemAllocation::NO_PREALLOCATE;
  kernel.can_write_into_slices = false;
  ARROW_RETURN_NOT_OK(function->AddKernel(std::move(kernel)));
  return registry.AddFunction(std::move(function));
}

bool read_index(std::string_view text, int64_t* index) {
  const auto* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, *index);
  return result.ec == std::errc() && result.ptr == end;
}

arrow::Result<std::shared_ptr<compute::FunctionOptions>> function_options(const std::string& function,
                                                                          const char* text) {
  if (text == nullptr) return nullptr;
  if (matches_text(function)) return std::make_shared<compute::MatchSubstringOptions>(text);
  if (function == "replace_substring") {
    ARROW_ASSIGN_OR_RAISE(auto texts, pair(text));
    return std::make_shared<compute::ReplaceSubstringOptions>(texts.first, texts.second);
  }
  // All occurrences, or the first.
  if (function == "replace_substring_regex") {
    ARROW_ASSIGN_OR_RAISE(auto texts, pair(text));
    ARROW_ASSIGN_OR_RAISE(auto rest, pair(texts.second));
    ARROW_ASSIGN_OR_RAISE(auto most, number(rest.second));
    return std::make_shared<compute::ReplaceSubstringOptions>(texts.first, rest.first, most);
  }
  if (function == "utf8_slice_codeunits") {
    ARROW_ASSIGN_OR_RAISE(auto bounds, pair(text));
    ARROW_ASSIGN_OR_RAISE(auto start, number(bounds.first));
    ARROW_ASSIGN_OR_RAISE(auto stop, number(bounds.second));
    return std::make_shared<compute::SliceOptions>(start, stop);
  }
  if (function == "round") {
    // As SQL's CAST rounds.
    if (std::string_view(text) == "even") {
      return std::make_shared<compute::RoundOptions>(0, compute::RoundMode::HALF_TO_EVEN);
    }
    ARROW_ASSIGN_OR_RAISE(auto digits, number(text));
    return std::make_shared<compute::RoundOptions>(digits, compute::RoundMode::HALF_TOWARDS_INFINITY);
  }
  if (function == "floor_temporal") {
    ARROW_ASSIGN_OR_RAISE(auto calendar, unit(text));
    return std::make_shared<compute::RoundTemporalOptions>(1, calendar);
  }
  if (function == "utf8_trim" || function == "utf8_ltrim" || function == "utf8_rtrim") {
    return std::make_shared<compute::TrimOptions>(text);
  }
  if (function == "strftime") return std::make_shared<compute::StrftimeOptions>(text);
  // Sunday is 0.
  if (function == "day_of_week") return std::make_shared<compute::DayOfWeekOptions>(true, 7);
  return arrow::Status::Invalid(function, " takes no options");
}

arrow::Status initialize_functions() {
  static const arrow::Status status = []() -> arrow::Status {
    ARROW_RETURN_NOT_OK(compute::Initialize());
    ARROW_RETURN_NOT_OK(add_json_functions(*compute::GetFunctionRegistry()));
    ARROW_RETURN_NOT_OK(add_list_functions(*compute::GetFunctionRegistry()));
    return add_text_functions(*compute::GetFunctionRegistry());
  }();
  return status;
}

}  // namespace carrow
