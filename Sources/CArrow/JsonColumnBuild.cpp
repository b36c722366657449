#include <arrow/builder.h>
#include <arrow/util/base64.h>

#include <algorithm>
#include <cctype>

#include "JsonColumn.hpp"

namespace carrow {

namespace {

constexpr int64_t kMicrosecondsPerDay = int64_t{86400} * 1000000;

const auto kTimestamps = arrow::timestamp(arrow::TimeUnit::MICRO, "UTC");

bool is_base64(std::string_view text) {
  if (text.size() % 4 != 0) return false;
  while (!text.empty() && text.back() == '=') text.remove_suffix(1);
  return std::all_of(text.begin(), text.end(), [](char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) || letter == '+' || letter == '/';
  });
}

// An integer that a text or a float spells, as asked for.
bool lenient_integer(std::string_view text, JsonClass found, int64_t* integer) {
  if (found == JsonClass::kFloat) {
    double number = 0;
    if (!json_double(text, &number) || !(number >= -0x1p63 && number < 0x1p63)) return false;
    *integer = static_cast<int64_t>(number);
    return static_cast<double>(*integer) == number;
  }
  const bool is_negative = !text.empty() && text[0] == '-';
  if (is_negative) text.remove_prefix(1);
  while (text.size() > 1 && text[0] == '0') text.remove_prefix(1);
  if (text.empty()) return false;
  const std::string plain = (is_negative ? "-" : "") + std::string(text);
  return json_class(plain, false, integer) == JsonClass::kInt;
}

bool lenient_double(std::string_view text, double* number) {
  int64_t integer = 0;
  if (text.empty()) return false;
  const auto found = json_class(text, false, &integer);
  const bool is_number = found == JsonClass::kInt || found == JsonClass::kBigInt || found == JsonClass::kFloat;
  return is_number && json_double(text, number);
}

}  // namespace

template <typename Builder, typename Append>
arrow::Status JsonColumn::fill(const JsonBlock& block, Builder* builder, bool* is_wider, Append&& append) {
  ARROW_RETURN_NOT_OK(builder->Reserve(block.rows));
  int64_t row = 0;
  for (const auto& cell : cells_) {
    if (cell.row > row) ARROW_RETURN_NOT_OK(builder->AppendNulls(cell.row - row));
    row = cell.row + 1;
    int64_t integer = 0;
    const auto token = block.tokens.token(cell.token);
    ARROW_ASSIGN_OR_RAISE(const Step step, append(token, json_class(token, block.is_typed, &integer), integer, cell));
    if (step == Step::kNull) ARROW_RETURN_NOT_OK(builder->AppendNull());
    if (step == Step::kWider) {
      *is_wider = true;
      return arrow::Status::OK();
    }
  }
  if (row < block.rows) ARROW_RETURN_NOT_OK(builder->AppendNulls(block.rows - row));
  return builder->Finish(&array_);
}

arrow::Status JsonColumn::build(carrow_json_kind kind, const JsonBlock& block, bool* is_wider) {
  switch (kind) {
    case CARROW_JSON_BOOL: return build_bools(block, is_wider);
    case CARROW_JSON_INT: return build_integers(block, is_wider);
    case CARROW_JSON_FLOAT: return build_floats(block, is_wider);
    case CARROW_JSON_STRING:
      return is_wanted() ? build_texts(block, kind) : build_strings(block, is_wider);
    case CARROW_JSON_STRINGS: return build_texts(block, kind);
    case CARROW_JSON_UUID: return build_uuids(block, is_wider);
    case CARROW_JSON_JSON: return build_json(block);
    case CARROW_JSON_BINARY: return build_binaries(block, is_wider);
    case CARROW_JSON_DECIMAL: return is_wanted() ? build_texts(block, kind) : build_decimals(block, is_wider);
    case CARROW_JSON_TIMESTAMP:
    case CARROW_JSON_DATE:
      if (is_wanted() && !has_only_moments(block)) return build_texts(block, kind);
      return build_moments(block, is_wider, kind == CARROW_JSON_DATE);
    default: return build_conflict(block, is_wider);
  }
}

// No value yet, or values that no kind takes: only looks at them.
arrow::Status JsonColumn::build_conflict(const JsonBlock& block, bool* is_wider) {
  arrow::NullBuilder builder;
  return fill(block, &builder, is_wider,
              [&](std::string_view, JsonClass found, int64_t, const Cell& cell) -> arrow::Result<Step> {
                return other(found, block, cell);
              });
}

arrow::Status JsonColumn::build_bools(const JsonBlock& block, bool* is_wider) {
  arrow::BooleanBuilder builder;
  return fill(block, &builder, is_wider,
              [&](std::string_view token, JsonClass found, int64_t integer, const Cell& cell) -> arrow::Result<Step> {
                bool truth = token == "true";
                if (found != JsonClass::kBool) {
                  if (is_wanted() && found == JsonClass::kString) {
                    truth = token == "\"true\"";
                    if (!truth && token != "\"false\"") return other(found, block, cell);
                  } else if (is_wanted() && found == JsonClass::kInt && (integer == 0 || integer == 1)) {
                    truth = integer == 1;
                  } else {
                    return other(found, block, cell);
                  }
                }
                ARROW_RETURN_NOT_OK(builder.Append(truth));
                return Step::kValue;
              });
}

arrow::Status JsonColumn::build_integers(const JsonBlock& block, bool* is_wider) {
  arrow::Int64Builder builder;
  std::string buffer;
  std::string_view text;
  return fill(block, &builder, is_wider,
              [&](std::string_view token, JsonClass found, int64_t integer, const Cell& cell) -> arrow::Result<Step> {
                if (found == JsonClass::kBool) {
                  integer = token == "true" ? 1 : 0;
                } else if (found == JsonClass::kInt) {
                  if (!is_wanted() && !is_exact_double(integer)) note(CARROW_JSON_CLASS_INEXACT, block, cell);
                } else {
                  if (!is_wanted()) return other(found, block, cell);
                  text = token;
                  if (found == JsonClass::kString && json_string(token, &buffer, &text) != JsonString::kGood) {
                    return fail(CARROW_JSON_MALFORMED, block, cell);
                  }
                  const bool may_fit = found == JsonClass::kString || found == JsonClass::kFloat;
                  if (!may_fit || !lenient_integer(text, found, &integer)) return other(found, block, cell);
                }
                builder.UnsafeAppend(integer);
                return Step::kValue;
              });
}

arrow::Status JsonColumn::build_floats(const JsonBlock& block, bool* is_wider) {
  arrow::DoubleBuilder builder;
  std::string buffer;
  std::string_view text;
  return fill(block, &builder, is_wider,
              [&](std::string_view token, JsonClass found, int64_t integer, const Cell& cell) -> arrow::Result<Step> {
                double number = static_cast<double>(integer);
                if (found == JsonClass::kFloat || found == JsonClass::kBigInt) {
                  const bool fits = json_double(token, &number);
                  if (is_wanted() && !fits) return other(found, block, cell);
                  const bool is_exact = found == JsonClass::kFloat ? fits : is_exact_double(token);
                  if (!is_wanted() && !is_exact) {
                    note(CARROW_JSON_CLASS_INEXACT, block, cell);
                    return Step::kWider;
                  }
                } else if (found == JsonClass::kBool) {
                  number = token == "true" ? 1 : 0;
                } else if (found == JsonClass::kInt) {
                  if (!is_wanted() && !is_exact_double(integer)) {
                    note(CARROW_JSON_CLASS_INEXACT, block, cell);
                    return Step::kWider;
                  }
                } else if (is_wanted() && found == JsonClass::kString) {
                  if (json_string(token, &buffer, &text) != JsonString::kGood || !lenient_double(text, &number)) {
                    return other(found, block, cell);
                  }
                } else {
                  return other(found, block, cell);
                }
                builder.UnsafeAppend(number);
                return Step::kValue;
              });
}

arrow::Status JsonColumn::build_strings(const JsonBlock& block, bool* is_wider) {
  arrow::StringBuilder builder;
  std::string buffer;
  std::string_view text;
  return fill(block, &builder, is_wider,
              [&](std::string_view token, JsonClass found, int64_t, const Cell& cell) -> arrow::Result<Step> {
                if (found != JsonClass::kString) return other(found, block, cell);
                const auto result = json_string(token, &buffer, &text);
                if (result == JsonString::kMalformed) return fail(CARROW_JSON_MALFORMED, block, cell);
                if (result == JsonString::kHalfCharacter) return fail(CARROW_JSON_HALF_CHARACTER, block, cell);
                ARROW_RETURN_NOT_OK(builder.Append(text));
                return Step::kValue;
              });
}

// Text as asked for: strings, and what else has a text in such a column.
arrow::Status JsonColumn::build_texts(const JsonBlock& block, carrow_json_kind kind) {
  arrow::StringBuilder builder;
  std::string buffer;
  std::string_view text;
  bool is_wider = false;
  return fill(block, &builder, &is_wider,
              [&](std::string_view token, JsonClass found, int64_t, const Cell& cell) -> arrow::Result<Step> {
                if (found == JsonClass::kNull || found == JsonClass::kMalformed) return other(found, block, cell);
                if (found == JsonClass::kString) {
                  const auto result = json_string(token, &buffer, &text);
                  if (result == JsonString::kMalformed) return fail(CARROW_JSON_MALFORMED, block, cell);
                  if (result == JsonString::kHalfCharacter) return fail(CARROW_JSON_HALF_CHARACTER, block, cell);
                } else if (found == JsonClass::kNested) {
                  if (kind != CARROW_JSON_STRING) return other(found, block, cell);
                  uint32_t at = 0;
                  buffer.clear();
                  if (json_compact(block.tokens, cell.token, &buffer, &at) != nullptr) {
                    return fail(CARROW_JSON_MALFORMED, block, cell, at);
                  }
                  text = buffer;
                } else {
                  const bool is_number = found == JsonClass::kInt || found == JsonClass::kBigInt ||
                                         found == JsonClass::kFloat || found == JsonClass::kDecimal;
                  const bool fits = kind == CARROW_JSON_STRING || (kind == CARROW_JSON_DECIMAL && is_number) ||
                                    found == JsonClass::kTimestamp || found == JsonClass::kDate;
                  if (!fits || !text_of(found, token, &buffer, &text)) return other(found, block, cell);
                }
                ARROW_RETURN_NOT_OK(builder.Append(text));
                return Step::kValue;
              });
}

arrow::Status JsonColumn::build_json(const JsonBlock& block) {
  arrow::StringBuilder builder;
  std::string buffer;
  bool is_wider = false;
  return fill(block, &builder, &is_wider,
              [&](std::string_view, JsonClass found, int64_t, const Cell& cell) -> arrow::Result<Step> {
                if (found == JsonClass::kNull) return Step::kNull;
                uint32_t at = 0;
                buffer.clear();
                if (json_compact(block.tokens, cell.token, &buffer, &at) != nullptr) {
                  const auto reason = found == JsonClass::kNested || found == JsonClass::kMalformed
                                          ? CARROW_JSON_MALFORMED
                                          : CARROW_JSON_NOT_JSON;
                  return fail(reason, block, cell, std::min(at, block.tokens.count() - 1));
                }
                ARROW_RETURN_NOT_OK(builder.Append(buffer));
                return Step::kValue;
              });
}

arrow::Status JsonColumn::build_moments(const JsonBlock& block, bool* is_wider, bool is_date) {
  const auto days_of = [&](auto* builder) {
    return fill(block, builder, is_wider,
                [&, builder](std::string_view, JsonClass found, int64_t number, const Cell& cell) -> arrow::Result<Step> {
                  using Native = typename std::remove_pointer_t<decltype(builder)>::value_type;
                  if (found != JsonClass::kDate && (is_date || found != JsonClass::kTimestamp)) {
                    return other(found, block, cell);
                  }
                  if (!is_date && found == JsonClass::kDate) number *= kMicrosecondsPerDay;
                  ARROW_RETURN_NOT_OK(builder->Append(static_cast<Native>(number)));
                  return Step::kValue;
                });
  };
  if (is_date) {
    arrow::Date32Builder builder;
    return days_of(&builder);
  }
  arrow::TimestampBuilder builder(kTimestamps, arrow::default_memory_pool());
  return days_of(&builder);
}

arrow::Status JsonColumn::build_binaries(const JsonBlock& block, bool* is_wider) {
  arrow::BinaryBuilder builder;
  return fill(block, &builder, is_wider,
              [&](std::string_view token, JsonClass found, int64_t, const Cell& cell) -> arrow::Result<Step> {
                const bool is_string = is_wanted() && found == JsonClass::kString;
                if (found != JsonClass::kBinary && !is_string) return other(found, block, cell);
                const size_t first = is_string ? 1 : 2;
                const auto text = token.substr(first, token.size() - first - 1);
                if (!is_base64(text)) return other(found, block, cell);
                ARROW_ASSIGN_OR_RAISE(const auto bytes, arrow::util::base64_decode(text));
                ARROW_RETURN_NOT_OK(builder.Append(bytes));
                return Step::kValue;
              });
}

arrow::Status JsonColumn::build_uuids(const JsonBlock& block, bool* is_wider) {
  arrow::StringBuilder builder;
  return fill(block, &builder, is_wider,
              [&](std::string_view token, JsonClass found, int64_t, const Cell& cell) -> arrow::Result<Step> {
                if (found != JsonClass::kUuid) return other(found, block, cell);
                ARROW_RETURN_NOT_OK(builder.Append(token.substr(2, token.size() - 3)));
                return Step::kValue;
              });
}

arrow::Status JsonColumn::build_decimals(const JsonBlock& block, bool* is_wider) {
  arrow::StringBuilder builder;
  return fill(block, &builder, is_wider,
              [&](std::string_view token, JsonClass found, int64_t, const Cell& cell) -> arrow::Result<Step> {
                const bool is_integer = found == JsonClass::kInt || found == JsonClass::kBigInt;
                if (found != JsonClass::kDecimal && !is_integer) return other(found, block, cell);
                const auto text = is_integer ? token : token.substr(2, token.size() - 3);
                note_digits(text);
                ARROW_RETURN_NOT_OK(builder.Append(text));
                return Step::kValue;
              });
}

}  // namespace carrow
