#include <arrow/array/builder_binary.h>
#include <arrow/array/builder_primitive.h>
#include <arrow/compute/api.h>

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "../JsonText.hpp"
#include "../JsonTokens.hpp"
#include "Functions.hpp"

namespace carrow {

namespace compute = arrow::compute;

namespace {

// One step of a pointer, and the number that it is where it can be one.
struct Step {
  std::string name;
  bool is_index;
  int64_t index;
};

std::vector<Step> steps_of(std::string_view pointer) {
  std::vector<Step> steps;
  size_t at = 0;
  while (at < pointer.size()) {
    const auto end = std::min(pointer.find('/', at + 1), pointer.size());
    Step step{};
    for (size_t place = at + 1; place < end; ++place) {
      if (pointer[place] == '~' && place + 1 < end) {
        step.name += pointer[++place] == '1' ? '/' : '~';
      } else {
        step.name += pointer[place];
      }
    }
    step.is_index = read_index(step.name, &step.index);
    steps.push_back(std::move(step));
    at = end;
  }
  return steps;
}

// Looks at one document after the other.
class Documents {
 public:
  // Takes a text; false when it is no JSON that can be walked through.
  bool take(std::string_view text) {
    const auto fault = tokens_.index(text);
    return fault.ok() && *fault == JsonTokens::Fault::kNone && tokens_.count() > 0;
  }

  const JsonTokens& tokens() const { return tokens_; }

  // The token that begins the value at the end of the steps; count() when there is none.
  uint32_t find(const std::vector<Step>& steps) {
    uint32_t token = 0;
    for (const auto& step : steps) {
      const char first = tokens_.first(token);
      if (first == '{') {
        token = member(token, step.name);
      } else if (first == '[' && step.is_index) {
        token = element(token, step.index);
      } else {
        return tokens_.count();
      }
      if (token >= tokens_.count()) return tokens_.count();
    }
    return token;
  }

  // How many elements the list has that begins with a token.
  int64_t count_elements(uint32_t list) const {
    int64_t count = 0;
    for (uint32_t token = list + 1; token < tokens_.count() && tokens_.first(token) != ']'; ++count) {
      token = tokens_.after_value(token);
      if (token < tokens_.count() && tokens_.first(token) == ',') ++token;
    }
    return count;
  }

  // The elements between two indices of the list that begins with a token, as a list of its own.
  std::string part(uint32_t list, int64_t first, int64_t last) const {
    std::string result = "[";
    uint32_t token = list + 1;
    for (int64_t index = 0; index < last && token < tokens_.count() && tokens_.first(token) != ']'; ++index) {
      if (index > first) result += ',';
      if (index >= first) result += value(token);
      token = tokens_.after_value(token);
      if (token < tokens_.count() && tokens_.first(token) == ',') ++token;
    }
    return result + "]";
  }

  // The names of the members of the object that begins with a token, as a list, each once.
  std::string names(uint32_t object) const {
    std::string result = "[";
    std::unordered_set<std::string_view> known;
    uint32_t token = object + 1;
    while (token + 2 < tokens_.count() && tokens_.first(token) == '"') {
      const auto name = tokens_.token(token);
      if (known.insert(name).second) result.append(result.size() > 1 ? "," : "").append(name);
      token = tokens_.after_value(token + 2);
      if (token < tokens_.count() && tokens_.first(token) == ',') ++token;
    }
    return result + "]";
  }

  // The value that begins with a token, as it is spelled.
  std::string_view value(uint32_t token) const {
    const auto next = tokens_.after_value(token);
    const auto start = tokens_.position(token), end = tokens_.position(std::min(next, tokens_.count()));
    auto text = tokens_.text().substr(start, end - start);
    while (!text.empty() && JsonTokens::is_space(text.back())) text.remove_suffix(1);
    return text;
  }

 private:
  // Of a name that comes twice, the last counts, as elsewhere.
  uint32_t member(uint32_t object, std::string_view name) {
    uint32_t found = tokens_.count();
    uint32_t token = object + 1;
    while (token + 2 < tokens_.count() && tokens_.first(token) == '"') {
      std::string_view key;
      const bool is_good = json_string(tokens_.token(token), &buffer_, &key) == JsonString::kGood;
      if (is_good && key == name) found = token + 2;
      token = tokens_.after_value(token + 2);
      if (token < tokens_.count() && tokens_.first(token) == ',') ++token;
    }
    return found;
  }

  uint32_t element(uint32_t list, int64_t index) const {
    if (index < 0) index += count_elements(list);
    if (index < 0) return tokens_.count();
    uint32_t token = list + 1;
    while (token < tokens_.count() && tokens_.first(token) != ']') {
      if (index-- == 0) return token;
      token = tokens_.after_value(token);
      if (token < tokens_.count() && tokens_.first(token) == ',') ++token;
    }
    return tokens_.count();
  }

  JsonTokens tokens_;
  std::string buffer_;
};

std::string_view cell(const arrow::ArraySpan& values, int64_t row) {
  const auto* offsets = values.GetValues<int32_t>(1);
  const auto* bytes = reinterpret_cast<const char*>(values.buffers[2].data);
  return {bytes + offsets[row], static_cast<size_t>(offsets[row + 1] - offsets[row])};
}

// Gives each document that is not null to a body, which appends to a builder; others append null.
template <typename Builder, typename Body>
arrow::Status each_document(const compute::ExecSpan& batch, compute::ExecResult* out, Builder& builder, Body body) {
  if (!batch[0].is_array()) return arrow::Status::NotImplemented("JSON that is the same for all rows");
  const auto& values = batch[0].array;
  Documents documents;
  ARROW_RETURN_NOT_OK(builder.Reserve(values.length));
  for (int64_t row = 0; row < values.length; ++row) {
    if (values.IsNull(row) || !documents.take(cell(values, row))) {
      ARROW_RETURN_NOT_OK(builder.AppendNull());
    } else {
      ARROW_RETURN_NOT_OK(body(documents));
    }
  }
  std::shared_ptr<arrow::ArrayData> data;
  ARROW_RETURN_NOT_OK(builder.FinishInternal(&data));
  out->value = std::move(data);
  return arrow::Status::OK();
}

arrow::Status json_get(compute::KernelContext*, const compute::ExecSpan& batch, compute::ExecResult* out) {
  if (!batch[1].is_scalar()) return arrow::Status::Invalid("a JSON pointer must be the same for all rows");
  const auto& pointer = static_cast<const arrow::StringScalar&>(*batch[1].scalar);
  const auto steps = steps_of(pointer.view());
  arrow::StringBuilder builder;
  return each_document(batch, out, builder, [&](Documents& documents) {
    const auto token = documents.find(steps);
    if (token >= documents.tokens().count()) return builder.AppendNull();
    const auto value = documents.value(token);
    return value == "null" ? builder.AppendNull() : builder.Append(value);
  });
}

arrow::Status json_text(compute::KernelContext*, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::StringBuilder builder;
  std::string buffer;
  return each_document(batch, out, builder, [&](Documents& documents) {
    const auto value = documents.value(0);
    std::string_view text = value;
    if (value == "null") return builder.AppendNull();
    if (value.front() == '"' && json_string(value, &buffer, &text) != JsonString::kGood) return builder.AppendNull();
    return builder.Append(text);
  });
}

arrow::Status json_int(compute::KernelContext*, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::Int64Builder builder;
  return each_document(batch, out, builder, [&](Documents& documents) {
    int64_t integer = 0;
    const auto kind = json_class(documents.value(0), false, &integer);
    return kind == JsonClass::kInt ? builder.Append(integer) : builder.AppendNull();
  });
}

arrow::Status json_float(compute::KernelContext*, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::DoubleBuilder builder;
  return each_document(batch, out, builder, [&](Documents& documents) {
    int64_t integer = 0;
    double number = 0;
    const auto value = documents.value(0);
    const auto kind = json_class(value, false, &integer);
    if (kind == JsonClass::kInt) return builder.Append(static_cast<double>(integer));
    const bool is_number = (kind == JsonClass::kFloat || kind == JsonClass::kBigInt) && json_double(value, &number);
    return is_number ? builder.Append(number) : builder.AppendNull();
  });
}

arrow::Status json_bool(compute::KernelContext*, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::BooleanBuilder builder;
  return each_document(batch, out, builder, [&](Documents& documents) {
    const auto value = documents.value(0);
    return value == "true" || value == "false" ? builder.Append(value == "true") : builder.AppendNull();
  });
}

arrow::Status json_length(compute::KernelContext*, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::Int64Builder builder;
  return each_document(batch, out, builder, [&](Documents& documents) {
    const bool is_list = documents.tokens().first(0) == '[';
    return is_list ? builder.Append(documents.count_elements(0)) : builder.AppendNull();
  });
}

arrow::Status json_slice(compute::KernelContext*, const compute::ExecSpan& batch, compute::ExecResult* out) {
  if (!batch[1].is_scalar() || !batch[2].is_scalar()) return arrow::Status::Invalid("bounds for each row");
  const auto start = static_cast<const arrow::Int64Scalar&>(*batch[1].scalar).value;
  const auto end = static_cast<const arrow::Int64Scalar&>(*batch[2].scalar).value;
  arrow::StringBuilder builder;
  return each_document(batch, out, builder, [&](Documents& documents) {
    if (documents.tokens().first(0) != '[') return builder.AppendNull();
    const auto [first, last] = list_bounds(start, end, documents.count_elements(0));
    return builder.Append(documents.part(0, first, last));
  });
}

arrow::Status json_names(compute::KernelContext*, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::StringBuilder builder;
  return each_document(batch, out, builder, [&](Documents& documents) {
    const bool is_object = documents.tokens().first(0) == '{';
    return is_object ? builder.Append(documents.names(0)) : builder.AppendNull();
  });
}

// In JSON Schema's words.
std::string_view kind_of(char first) {
  switch (first) {
    case '{': return "object";
    case '[': return "array";
    case '"': return "string";
    case 't':
    case 'f': return "boolean";
    case 'n': return "null";
    default: return "number";
  }
}

arrow::Status json_kind(compute::KernelContext*, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::StringBuilder builder;
  return each_document(batch, out, builder,
                       [&](Documents& documents) { return builder.Append(kind_of(documents.tokens().first(0))); });
}

// What is wrong with a text as JSON, or null; without the space between its tokens it is put behind what `out` has.
const char* read_json(JsonTokens& tokens, std::string_view text, std::string* out) {
  const auto fault = tokens.index(text);
  if (!fault.ok() || *fault == JsonTokens::Fault::kEncoding) return "the text is not UTF-8";
  if (*fault == JsonTokens::Fault::kUnclosedString) return "a string is not closed";
  if (*fault != JsonTokens::Fault::kNone) return "a control character has to be written as \\u00..";
  uint32_t at = 0;
  const char* wrong = json_compact(tokens, 0, out, &at);
  return wrong == nullptr && at < tokens.count() ? "something follows the value" : wrong;
}

arrow::Status text_json(compute::KernelContext*, const compute::ExecSpan& batch, compute::ExecResult* out) {
  if (!batch[0].is_array()) return arrow::Status::NotImplemented("JSON that is the same for all rows");
  const auto& values = batch[0].array;
  JsonTokens tokens;
  std::string compact;
  arrow::StringBuilder builder;
  ARROW_RETURN_NOT_OK(builder.Reserve(values.length));
  for (int64_t row = 0; row < values.length; ++row) {
    if (values.IsNull(row)) {
      builder.UnsafeAppendNull();
      continue;
    }
    const auto text = cell(values, row);
    compact.clear();
    if (const char* wrong = read_json(tokens, text, &compact); wrong != nullptr) {
      return arrow::Status::Invalid("'", std::string(text.substr(0, 100)), "' is no JSON: ", wrong);
    }
    ARROW_RETURN_NOT_OK(builder.Append(compact));
  }
  std::shared_ptr<arrow::ArrayData> data;
  ARROW_RETURN_NOT_OK(builder.FinishInternal(&data));
  out->value = std::move(data);
  return arrow::Status::OK();
}

}  // namespace

arrow::Status add_json_functions(compute::FunctionRegistry& registry) {
  const auto text = arrow::utf8();
  ARROW_RETURN_NOT_OK(add_function(registry, "json_get", {text, text}, text, json_get));
  ARROW_RETURN_NOT_OK(add_function(registry, "json_text", {text}, text, json_text));
  ARROW_RETURN_NOT_OK(add_function(registry, "json_int", {text}, arrow::int64(), json_int));
  ARROW_RETURN_NOT_OK(add_function(registry, "json_float", {text}, arrow::float64(), json_float));
  ARROW_RETURN_NOT_OK(add_function(registry, "json_bool", {text}, arrow::boolean(), json_bool));
  ARROW_RETURN_NOT_OK(add_function(registry, "json_slice", {text, arrow::int64(), arrow::int64()}, text, json_slice));
  ARROW_RETURN_NOT_OK(add_function(registry, "json_names", {text}, text, json_names));
  ARROW_RETURN_NOT_OK(add_function(registry, "json_kind", {text}, text, json_kind));
  ARROW_RETURN_NOT_OK(add_function(registry, "text_json", {text}, text, text_json));
  return add_function(registry, "json_length", {text}, arrow::int64(), json_length);
}

}  // namespace carrow
