#include <arrow/array.h>
#include <arrow/array/builder_binary.h>
#include <arrow/array/builder_primitive.h>
#include <arrow/compute/api.h>
#include <arrow/scalar.h>
#include <arrow/util/value_parsing.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

#include "Functions.hpp"

namespace carrow {

namespace compute = arrow::compute;

namespace {

// An argument: a value for each row, or one that all rows have.
template <typename Array, typename Scalar>
class Argument {
 public:
  explicit Argument(const compute::ExecValue& value) {
    if (value.is_array()) {
      array_.emplace(value.array.ToArrayData());
    } else {
      scalar_ = static_cast<const Scalar*>(value.scalar);
    }
  }

  bool is_null(int64_t row) const { return array_ ? array_->IsNull(row) : !scalar_->is_valid; }

  auto operator[](int64_t row) const { return array_ ? array_->GetView(row) : view(*scalar_); }

 private:
  static std::string_view view(const arrow::StringScalar& scalar) { return scalar.view(); }
  static int64_t view(const arrow::Int64Scalar& scalar) { return scalar.value; }

  std::optional<Array> array_;
  const Scalar* scalar_ = nullptr;
};

using Texts = Argument<arrow::StringArray, arrow::StringScalar>;
using Numbers = Argument<arrow::Int64Array, arrow::Int64Scalar>;

template <typename Builder, typename Append, typename... Arguments>
arrow::Status for_rows(Builder& builder, const compute::ExecSpan& batch, compute::ExecResult* out, Append append,
                       const Arguments&... arguments) {
  ARROW_RETURN_NOT_OK(builder.Reserve(batch.length));
  for (int64_t row = 0; row < batch.length; ++row) {
    if ((arguments.is_null(row) || ...)) {
      ARROW_RETURN_NOT_OK(builder.AppendNull());
    } else {
      ARROW_RETURN_NOT_OK(append(arguments[row]...));
    }
  }
  std::shared_ptr<arrow::ArrayData> data;
  ARROW_RETURN_NOT_OK(builder.FinishInternal(&data));
  out->value = std::move(data);
  return arrow::Status::OK();
}

using Test = bool (*)(std::string_view text, std::string_view part);

template <Test test>
arrow::Status text_test(compute::KernelContext* context, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::BooleanBuilder builder(context->memory_pool());
  const auto append = [&](std::string_view text, std::string_view part) { return builder.Append(test(text, part)); };
  return for_rows(builder, batch, out, append, Texts(batch[0]), Texts(batch[1]));
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }
bool begins(std::string_view text, std::string_view part) { return text.starts_with(part); }
bool ends(std::string_view text, std::string_view part) { return text.ends_with(part); }

arrow::Status text_time(compute::KernelContext* context, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::Int64Builder builder(context->memory_pool());
  const auto append = [&](std::string_view text) {
    int64_t time = 0;
    bool has_zone = false;
    if (!arrow::internal::ParseTimestampISO8601(text.data(), text.size(), arrow::TimeUnit::MICRO, &time, &has_zone)) {
      return arrow::Status::Invalid("'", text, "' is no time such as 2026-01-31T12:00:00Z");
    }
    return builder.Append(time);
  };
  return for_rows(builder, batch, out, append, Texts(batch[0]));
}

arrow::Status text_clock(compute::KernelContext* context, const compute::ExecSpan& batch, compute::ExecResult* out) {
  static const arrow::Time64Type type(arrow::TimeUnit::MICRO);
  arrow::Int64Builder builder(context->memory_pool());
  const auto append = [&](std::string_view text) {
    const std::string padded = (text.size() > 1 && text[1] == ':' ? "0" : "") + std::string(text);
    int64_t time = 0;
    if (!arrow::internal::ParseValue(type, padded.data(), padded.size(), &time)) {
      return arrow::Status::Invalid("'", text, "' is no time of day such as 12:34:56");
    }
    return builder.Append(time);
  };
  return for_rows(builder, batch, out, append, Texts(batch[0]));
}

// The digits of a UUID in small letters, fewer or more than 32 where the text is none.
std::string uuid_digits(std::string_view text) {
  std::string digits;
  for (const char mark : text) {
    if (mark == '-' || mark == '{' || mark == '}') continue;
    if (!std::isxdigit(static_cast<unsigned char>(mark))) return {};
    digits.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(mark))));
  }
  return digits;
}

arrow::Status text_uuid(compute::KernelContext* context, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::StringBuilder builder(context->memory_pool());
  const auto append = [&](std::string_view text) {
    auto digits = uuid_digits(text);
    if (digits.size() != 32 || text.size() > 38) {
      return arrow::Status::Invalid("'", text, "' is no UUID such as 123e4567-e89b-12d3-a456-426614174000");
    }
    for (const size_t place : {8, 13, 18, 23}) digits.insert(place, 1, '-');
    return builder.Append(digits);
  };
  return for_rows(builder, batch, out, append, Texts(batch[0]));
}

arrow::Status text_replace(compute::KernelContext* context, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::StringBuilder builder(context->memory_pool());
  std::string made;
  const auto append = [&](std::string_view text, std::string_view part, std::string_view other) {
    if (part.empty()) return builder.Append(text);
    made.clear();
    size_t from = 0;
    for (size_t at; (at = text.find(part, from)) != std::string_view::npos; from = at + part.size()) {
      made.append(text, from, at - from).append(other);
    }
    return builder.Append(made.append(text, from));
  };
  return for_rows(builder, batch, out, append, Texts(batch[0]), Texts(batch[1]), Texts(batch[2]));
}

// Where so many characters of UTF-8 end, or the text does.
size_t behind(std::string_view text, int64_t count) {
  size_t place = 0;
  while (count > 0 && place < text.size()) {
    do ++place;
    while (place < text.size() && (text[place] & 0xC0) == 0x80);
    --count;
  }
  return place;
}

arrow::Status text_part(compute::KernelContext* context, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::StringBuilder builder(context->memory_pool());
  const auto append = [&](std::string_view text, int64_t start, int64_t length) {
    int64_t end = 0;
    if (__builtin_add_overflow(start, std::max<int64_t>(length, 0), &end)) end = INT64_MAX;
    const auto first = std::max<int64_t>(start, 1);
    const auto rest = text.substr(behind(text, first - 1));
    return builder.Append(rest.substr(0, behind(rest, end - first)));
  };
  return for_rows(builder, batch, out, append, Texts(batch[0]), Numbers(batch[1]), Numbers(batch[2]));
}

int64_t characters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
}

using Part = std::string_view (*)(std::string_view text, int64_t count);

// The first characters; below 0, all but so many of the last.
std::string_view left(std::string_view text, int64_t count) {
  return text.substr(0, behind(text, count < 0 ? characters(text) + count : count));
}

// The last characters; below 0, all but so many of the first.
std::string_view right(std::string_view text, int64_t count) {
  if (count == INT64_MIN) return {};
  return text.substr(behind(text, count < 0 ? -count : characters(text) - count));
}

template <Part part>
arrow::Status text_end(compute::KernelContext* context, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::StringBuilder builder(context->memory_pool());
  const auto append = [&](std::string_view text, int64_t count) { return builder.Append(part(text, count)); };
  return for_rows(builder, batch, out, append, Texts(batch[0]), Numbers(batch[1]));
}

arrow::Status text_place(compute::KernelContext* context, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::Int64Builder builder(context->memory_pool());
  const auto append = [&](std::string_view text, std::string_view part) {
    const auto place = text.find(part);
    return builder.Append(place == std::string_view::npos ? 0 : characters(text.substr(0, place)) + 1);
  };
  return for_rows(builder, batch, out, append, Texts(batch[0]), Texts(batch[1]));
}

// One of the pieces between separators, counted from 1, or from the end below 0; empty where there is none.
std::string_view piece(std::string_view text, std::string_view separator, int64_t number) {
  if (separator.empty()) return number == 1 || number == -1 ? text : std::string_view();
  std::vector<size_t> starts = {0};
  for (size_t at = 0; (at = text.find(separator, at)) != std::string_view::npos; at += separator.size()) {
    starts.push_back(at + separator.size());
  }
  const auto count = static_cast<int64_t>(starts.size());
  const int64_t index = number < 0 ? count + number : number - 1;
  if (number == 0 || index < 0 || index >= count) return {};
  const auto start = starts[static_cast<size_t>(index)];
  const auto end = index + 1 < count ? starts[static_cast<size_t>(index) + 1] - separator.size() : text.size();
  return text.substr(start, end - start);
}

arrow::Status text_piece(compute::KernelContext* context, const compute::ExecSpan& batch, compute::ExecResult* out) {
  arrow::StringBuilder builder(context->memory_pool());
  const auto append = [&](std::string_view text, std::string_view separator, int64_t number) {
    return builder.Append(piece(text, separator, number));
  };
  return for_rows(builder, batch, out, append, Texts(batch[0]), Texts(batch[1]), Numbers(batch[2]));
}

}  // namespace

arrow::Status add_text_functions(compute::FunctionRegistry& registry) {
  const auto text = arrow::utf8();
  ARROW_RETURN_NOT_OK(add_function(registry, "text_time", {text}, arrow::int64(), text_time));
  ARROW_RETURN_NOT_OK(add_function(registry, "text_clock", {text}, arrow::int64(), text_clock));
  ARROW_RETURN_NOT_OK(add_function(registry, "text_uuid", {text}, text, text_uuid));
  ARROW_RETURN_NOT_OK(add_function(registry, "text_contains", {text, text}, arrow::boolean(), text_test<contains>));
  ARROW_RETURN_NOT_OK(add_function(registry, "text_begins", {text, text}, arrow::boolean(), text_test<begins>));
  ARROW_RETURN_NOT_OK(add_function(registry, "text_ends", {text, text}, arrow::boolean(), text_test<ends>));
  ARROW_RETURN_NOT_OK(add_function(registry, "text_replace", {text, text, text}, text, text_replace));
  ARROW_RETURN_NOT_OK(add_function(registry, "text_left", {text, arrow::int64()}, text, text_end<left>));
  ARROW_RETURN_NOT_OK(add_function(registry, "text_right", {text, arrow::int64()}, text, text_end<right>));
  ARROW_RETURN_NOT_OK(add_function(registry, "text_place", {text, text}, arrow::int64(), text_place));
  ARROW_RETURN_NOT_OK(add_function(registry, "text_piece", {text, text, arrow::int64()}, text, text_piece));
  return add_function(registry, "text_part", {text, arrow::int64(), arrow::int64()}, text, text_part);
}

}  // namespace carrow
