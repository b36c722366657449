#include "JsonColumn.hpp"

#include <arrow/scalar.h>

#include <algorithm>

namespace carrow {

namespace {

carrow_json_class class_number(JsonClass found) {
  switch (found) {
    case JsonClass::kBool: return CARROW_JSON_CLASS_BOOL;
    case JsonClass::kInt: return CARROW_JSON_CLASS_INT;
    case JsonClass::kBigInt: return CARROW_JSON_CLASS_BIG_INT;
    case JsonClass::kFloat: return CARROW_JSON_CLASS_FLOAT;
    case JsonClass::kString: return CARROW_JSON_CLASS_STRING;
    case JsonClass::kNested: return CARROW_JSON_CLASS_NESTED;
    case JsonClass::kTimestamp: return CARROW_JSON_CLASS_TIMESTAMP;
    case JsonClass::kDate: return CARROW_JSON_CLASS_DATE;
    case JsonClass::kBinary: return CARROW_JSON_CLASS_BINARY;
    case JsonClass::kDecimal: return CARROW_JSON_CLASS_DECIMAL;
    case JsonClass::kUuid: return CARROW_JSON_CLASS_UUID;
    default: return CARROW_JSON_CLASS_ANY;
  }
}

std::string moment_text(JsonClass found, std::string_view token) {
  int64_t number = 0;
  json_class(token, true, &number);
  if (found == JsonClass::kDate) return arrow::Date32Scalar(static_cast<int32_t>(number)).ToString();
  return arrow::TimestampScalar(number, arrow::timestamp(arrow::TimeUnit::MICRO)).ToString() + "Z";
}

}  // namespace

int64_t JsonBlock::line(uint32_t token) const {
  const auto before = tokens.text().substr(0, tokens.position(token));
  return first_line + std::count(before.begin(), before.end(), '\n');
}

int64_t JsonBlock::offset(uint32_t token) const {
  const auto before = tokens.text().substr(0, tokens.position(token));
  const size_t newline = before.rfind('\n');
  const auto line = before.substr(newline + 1);
  return 1 + count_characters(line) + (newline == std::string_view::npos ? ahead : 0);
}

void JsonColumn::clear() {
  cells_.clear();
  replaced_.clear();
  failures_.clear();
  array_.reset();
}

carrow_json_kind JsonColumn::inferred_kind() const {
  if (has(CARROW_JSON_CLASS_NESTED)) return CARROW_JSON_JSON;
  const bool has_decimals = has(CARROW_JSON_CLASS_DECIMAL);
  const bool has_big = has(CARROW_JSON_CLASS_BIG_INT);
  const bool has_number = has(CARROW_JSON_CLASS_BOOL) || has(CARROW_JSON_CLASS_FLOAT);
  const bool has_integer = has(CARROW_JSON_CLASS_INT) || has_big;
  const bool has_moment = has(CARROW_JSON_CLASS_TIMESTAMP) || has(CARROW_JSON_CLASS_DATE);
  const bool is_number = has_number || has_integer || has_decimals;
  const int families = is_number + has_moment + has(CARROW_JSON_CLASS_STRING) + has(CARROW_JSON_CLASS_BINARY) +
                       has(CARROW_JSON_CLASS_UUID);
  if (families == 0) return CARROW_JSON_NULL;
  if (families > 1 || (has_decimals && has_number)) return CARROW_JSON_CONFLICT;
  if (has(CARROW_JSON_CLASS_STRING)) return CARROW_JSON_STRING;
  if (has(CARROW_JSON_CLASS_BINARY)) return CARROW_JSON_BINARY;
  if (has(CARROW_JSON_CLASS_UUID)) return CARROW_JSON_UUID;
  if (has_moment) return has(CARROW_JSON_CLASS_TIMESTAMP) ? CARROW_JSON_TIMESTAMP : CARROW_JSON_DATE;
  if (has_decimals) return CARROW_JSON_DECIMAL;
  if (has(CARROW_JSON_CLASS_FLOAT)) return has(CARROW_JSON_CLASS_INEXACT) ? CARROW_JSON_CONFLICT : CARROW_JSON_FLOAT;
  if (has_big) return CARROW_JSON_CONFLICT;
  return has_integer ? CARROW_JSON_INT : CARROW_JSON_BOOL;
}

arrow::Status JsonColumn::convert(const JsonBlock& block) {
  ARROW_RETURN_NOT_OK(check_replaced(block));
  while (true) {
    failures_.clear();
    bool is_wider = false;
    ARROW_RETURN_NOT_OK(build(kind(), block, &is_wider));
    if (!is_wider) return arrow::Status::OK();
  }
}

// Values that a later one of the same key replaced are not used, but they must be JSON.
arrow::Status JsonColumn::check_replaced(const JsonBlock& block) {
  for (const auto& cell : replaced_) {
    std::string ignored;
    uint32_t at = 0;
    const char* fault = json_compact(block.tokens, cell.token, &ignored, &at);
    if (fault != nullptr) return failure(CARROW_JSON_SYNTAX, fault, block.line(cell.token));
  }
  return arrow::Status::OK();
}

void JsonColumn::note(carrow_json_class value_class, const JsonBlock& block, const Cell& cell) {
  auto& first = firsts_[value_class];
  if (first.is_found) return;
  constexpr size_t kShownBytes = 200;
  first.is_found = true;
  first.row = block.first_row + cell.row;
  first.line = block.line(cell.token);
  first.column = index_;
  first.text = block.tokens.token(cell.token).substr(0, kShownBytes);
  if (first.text == "{" || first.text == "[") {
    uint32_t at = 0;
    first.text.clear();
    (void)json_compact(block.tokens, cell.token, &first.text, &at);
    first.text.resize(std::min(first.text.size(), kShownBytes));
  }
}

JsonColumn::Step JsonColumn::other(JsonClass found, const JsonBlock& block, const Cell& cell) {
  if (found == JsonClass::kNull) return Step::kNull;
  if (found == JsonClass::kMalformed) return fail(CARROW_JSON_MALFORMED, block, cell);
  if (is_wanted()) return fail(CARROW_JSON_MISFIT, block, cell);
  const auto before = kind();
  note(CARROW_JSON_CLASS_ANY, block, cell);
  note(class_number(found), block, cell);
  if (found == JsonClass::kBigInt && !is_exact_double(block.tokens.token(cell.token))) {
    note(CARROW_JSON_CLASS_INEXACT, block, cell);
  }
  return kind() == before ? Step::kNull : Step::kWider;
}

JsonColumn::Step JsonColumn::fail(carrow_json_reason reason, const JsonBlock& block, const Cell& cell,
                                  uint32_t token) {
  constexpr size_t kShownBytes = 200;
  const auto shown = block.tokens.text().substr(block.tokens.position(cell.token), kShownBytes);
  const auto text = block.tokens.token(cell.token).size() == 1 ? shown : block.tokens.token(cell.token);
  failures_.push_back({true, block.first_row + cell.row, block.line(token), block.offset(token), index_, reason,
                       std::string(text.substr(0, kShownBytes))});
  return Step::kNull;
}

// The text of a value in a column that was asked to be text; false when it has none.
bool JsonColumn::text_of(JsonClass found, std::string_view token, std::string* buffer, std::string_view* text) const {
  switch (found) {
    case JsonClass::kTimestamp:
    case JsonClass::kDate:
      *buffer = moment_text(found, token);
      *text = *buffer;
      return true;
    case JsonClass::kDecimal:
    case JsonClass::kUuid:
      *text = token.substr(2, token.size() - 3);
      return true;
    case JsonClass::kBinary:
      return false;
    default:
      *text = token;
      return true;
  }
}

void JsonColumn::note_digits(std::string_view digits) {
  if (!digits.empty() && digits[0] == '-') digits.remove_prefix(1);
  const auto point = std::min(digits.find('.'), digits.size());
  const auto fraction = digits.size() > point ? digits.size() - point - 1 : 0;
  integer_digits_ = std::max(integer_digits_, static_cast<int32_t>(point));
  fraction_digits_ = std::max(fraction_digits_, static_cast<int32_t>(fraction));
}

bool JsonColumn::has_only_moments(const JsonBlock& block) const {
  return std::all_of(cells_.begin(), cells_.end(), [&](const Cell& cell) {
    int64_t number = 0;
    const auto found = json_class(block.tokens.token(cell.token), block.is_typed, &number);
    return found == JsonClass::kTimestamp || found == JsonClass::kDate || found == JsonClass::kNull;
  });
}

}  // namespace carrow
