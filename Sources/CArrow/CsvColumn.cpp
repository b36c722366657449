#include "CsvColumn.hpp"

#include <arrow/array/util.h>
#include <arrow/builder.h>
#include <arrow/compute/api.h>
#include <arrow/compute/initialize.h>
#include <arrow/type.h>
#include <arrow/util/value_parsing.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>

namespace carrow {

namespace {

// The most decimal digits of which every integer is exact in a double.
constexpr size_t kExactDigits = 15;

// ISO 8601 that takes values with and without an offset, and cuts nanoseconds to the unit asked for.
class IsoTimestamps : public arrow::TimestampParser {
 public:
  IsoTimestamps(bool takes_offset, bool takes_no_offset, std::vector<std::shared_ptr<arrow::TimestampParser>> formats)
      : takes_offset_(takes_offset), takes_no_offset_(takes_no_offset), formats_(std::move(formats)) {}

  bool operator()(const char* text, size_t length, arrow::TimeUnit::type unit, int64_t* out,
                  bool* out_zone_offset_present) const override {
    bool has_offset = false;
    if (!(*iso_)(text, length, unit, out, &has_offset) && !parse_nanoseconds(text, length, unit, out, &has_offset) &&
        !parse_formats(text, length, unit, out, &has_offset)) {
      return false;
    }
    if (has_offset ? !takes_offset_ : !takes_no_offset_) return false;
    // The converter only takes what its type expects: an offset for a UTC column, none for a local one.
    if (out_zone_offset_present != nullptr) *out_zone_offset_present = takes_offset_;
    return true;
  }

  const char* kind() const override { return "iso8601"; }

 private:
  bool parse_nanoseconds(const char* text, size_t length, arrow::TimeUnit::type unit, int64_t* out,
                         bool* has_offset) const {
    if (unit != arrow::TimeUnit::MICRO) return false;
    int64_t nanoseconds = 0;
    if (!(*iso_)(text, length, arrow::TimeUnit::NANO, &nanoseconds, has_offset)) return false;
    const int64_t remainder = ((nanoseconds % 1000) + 1000) % 1000;
    *out = (nanoseconds - remainder) / 1000;
    return true;
  }

  bool parse_formats(const char* text, size_t length, arrow::TimeUnit::type unit, int64_t* out,
                     bool* has_offset) const {
    return std::any_of(formats_.begin(), formats_.end(), [&](const auto& format) {
      *has_offset = false;
      return (*format)(text, length, unit, out, has_offset);
    });
  }

  bool takes_offset_;
  bool takes_no_offset_;
  std::vector<std::shared_ptr<arrow::TimestampParser>> formats_;
  std::shared_ptr<arrow::TimestampParser> iso_ = arrow::TimestampParser::MakeISO8601();
};

// A format of strptime, for days that there are: Arrow's parser takes 31.02. for 03.03.
class FormattedTimes : public arrow::TimestampParser {
 public:
  explicit FormattedTimes(std::string format) : format_(std::move(format)) {}

  bool operator()(const char* text, size_t length, arrow::TimeUnit::type unit, int64_t* out,
                  bool* out_zone_offset_present) const override {
    const std::string copy(text, length);
    std::tm parts{};
    parts.tm_mday = 1;
    const char* end = strptime(copy.c_str(), format_.c_str(), &parts);
    if (end == nullptr || *end != '\0') return false;
    const std::tm wanted = parts;
    const int64_t offset = parts.tm_gmtoff;
    const int64_t seconds = timegm(&parts) - offset;
    if (parts.tm_mday != wanted.tm_mday || parts.tm_mon != wanted.tm_mon) return false;
    if (out_zone_offset_present != nullptr) *out_zone_offset_present = format_.find("%z") != std::string::npos;
    *out = unit == arrow::TimeUnit::SECOND ? seconds : seconds * 1'000'000;
    return unit == arrow::TimeUnit::SECOND || unit == arrow::TimeUnit::MICRO;
  }

  const char* kind() const override { return "strptime"; }
  const char* format() const override { return format_.c_str(); }

 private:
  std::string format_;
};

std::shared_ptr<arrow::DataType> arrow_type(carrow_csv_kind kind, int32_t precision, int32_t scale) {
  switch (kind) {
    case CARROW_CSV_BOOL:
      return arrow::boolean();
    case CARROW_CSV_INT:
      return arrow::int64();
    case CARROW_CSV_FLOAT:
      return arrow::float64();
    case CARROW_CSV_DATE:
      return arrow::date32();
    case CARROW_CSV_TIMESTAMP:
      return arrow::timestamp(arrow::TimeUnit::MICRO);
    case CARROW_CSV_TIMESTAMP_TZ:
    case CARROW_CSV_TIMESTAMP_ANY:
      return arrow::timestamp(arrow::TimeUnit::MICRO, "UTC");
    case CARROW_CSV_DECIMAL:
      return arrow::decimal128(precision, scale);
    default:
      return arrow::utf8();
  }
}

// Whether a format of strptime has a time of day.
bool has_clock(std::string_view format) {
  for (size_t index = 0; index + 1 < format.size(); ++index) {
    if (format[index] != '%') continue;
    if (std::string_view("HIMSTRrpcsXz").find(format[++index]) != std::string_view::npos) return true;
  }
  return false;
}

bool is_number(carrow_csv_kind kind) {
  return kind == CARROW_CSV_INT || kind == CARROW_CSV_FLOAT || kind == CARROW_CSV_DECIMAL;
}

std::string_view view(const uint8_t* data, uint32_t size) { return {reinterpret_cast<const char*>(data), size}; }

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

// Whether separators part digits in threes, as in 1,234,567.8; dates such as 1.2.2024 are not numbers.
bool is_grouped(std::string_view text, char separator) {
  const auto start = text.find_first_of("0123456789");
  if (start != std::string_view::npos && text.find(separator) != std::string_view::npos &&
      text.find(separator) > start + 3) {
    return false;
  }
  for (size_t index = text.find(separator); index != std::string_view::npos; index = text.find(separator, index + 1)) {
    if (index == 0 || !is_digit(text[index - 1])) return false;
    const auto group = text.substr(index + 1, 3);
    if (group.size() < 3 || !all_digits(group)) return false;
    if (index + 4 < text.size() && is_digit(text[index + 4])) return false;
  }
  return true;
}

bool is_exact_in_double(std::string_view digits) {
  const std::string text(digits);
  char buffer[400];
  const int written = snprintf(buffer, sizeof buffer, "%.0f", strtod(text.c_str(), nullptr));
  return written > 0 && text == buffer;
}

// Whether digits with a sign before them are more than 64 bits hold.
bool is_beyond_64_bits(std::string_view digits, bool is_negative) {
  const std::string_view most = is_negative ? "9223372036854775808" : "9223372036854775807";
  return digits.size() > most.size() || (digits.size() == most.size() && digits > most);
}

bool is_spelled_infinite(std::string_view text) { return text.find_first_of("iI") != std::string_view::npos; }

}  // namespace

CsvColumn::CsvColumn(const CsvOptions& options, carrow_csv_kind kind, bool is_lenient, int32_t precision, int32_t scale)
    : kind_(kind),
      is_lenient_(is_lenient),
      thousands_(options.thousands),
      decimal_point_(options.decimal_point),
      type_(arrow_type(kind, precision, scale)),
      convert_options_(arrow::csv::ConvertOptions::Defaults()) {
  const bool is_text = kind == CARROW_CSV_STRING;
  convert_options_.null_values = {""};
  if (!is_text || options.null_words_in_text) {
    convert_options_.null_values.insert(convert_options_.null_values.end(), options.null_words.begin(),
                                        options.null_words.end());
  }
  convert_options_.strings_can_be_null = true;
  // A quoted empty field is an empty text; in other columns quotes only enclose the value.
  convert_options_.quoted_strings_can_be_null = !is_text;
  convert_options_.decimal_point = options.decimal_point;
  convert_options_.true_values = {"true", "True", "TRUE"};
  convert_options_.false_values = {"false", "False", "FALSE"};
  if (is_lenient) {
    for (const char* word : {"1", "t", "T", "yes", "Yes", "YES", "y", "Y"}) {
      convert_options_.true_values.emplace_back(word);
    }
    for (const char* word : {"0", "f", "F", "no", "No", "NO", "n", "N"}) {
      convert_options_.false_values.emplace_back(word);
    }
  }
  const bool takes_offset = kind == CARROW_CSV_TIMESTAMP_TZ || kind == CARROW_CSV_TIMESTAMP_ANY;
  const bool takes_no_offset = kind == CARROW_CSV_TIMESTAMP || kind == CARROW_CSV_TIMESTAMP_ANY;
  std::vector<std::shared_ptr<arrow::TimestampParser>> time_parsers;
  for (const auto& format : options.date_formats) {
    auto parser = std::make_shared<FormattedTimes>(format);
    if (!has_clock(format)) date_parsers_.push_back(parser);
    time_parsers.push_back(std::move(parser));
  }
  convert_options_.timestamp_parsers = {
      std::make_shared<IsoTimestamps>(takes_offset, takes_no_offset, std::move(time_parsers))};
}

arrow::Status CsvColumn::initialize() {
  ARROW_ASSIGN_OR_RAISE(converter_, arrow::csv::Converter::Make(type_, convert_options_));
  return arrow::Status::OK();
}

arrow::Result<std::shared_ptr<arrow::Array>> CsvColumn::convert(const arrow::csv::BlockParser& parser,
                                                                int32_t column) {
  if (kind_ == CARROW_CSV_NULL) return convert_nulls(parser, column);
  if (thousands_ != 0 && is_number(kind_)) return convert_grouped(parser, column);
  if (kind_ == CARROW_CSV_DATE && !date_parsers_.empty()) return convert_dates(parser, column);
  ARROW_ASSIGN_OR_RAISE(auto array, converter_->Convert(parser, column));
  if (!is_lenient_) ARROW_RETURN_NOT_OK(check_spelling(parser, column));
  ARROW_RETURN_NOT_OK(check_range(*array, parser, column));
  return array;
}

// A number such as 1e400 would become infinite without a word.
arrow::Status CsvColumn::check_range(const arrow::Array& numbers, const arrow::csv::BlockParser& parser,
                                     int32_t column) const {
  if (kind_ != CARROW_CSV_FLOAT) return arrow::Status::OK();
  const auto* values = numbers.data()->GetValues<double>(1);
  const auto is_infinite = [&](int64_t row) { return std::isinf(values[row]) && numbers.IsValid(row); };
  bool has_any = false;
  for (int64_t row = 0; row < numbers.length(); ++row) has_any = has_any || std::isinf(values[row]);
  if (!has_any) return arrow::Status::OK();
  int64_t row = 0;
  return parser.VisitColumn(column, [&](const uint8_t* data, uint32_t size, bool, bool) {
    if (!is_infinite(row++) || is_spelled_infinite(view(data, size))) return arrow::Status::OK();
    return arrow::Status::Invalid("a number too large for a double");
  });
}

arrow::Result<std::shared_ptr<arrow::Array>> CsvColumn::convert_nulls(const arrow::csv::BlockParser& parser,
                                                                      int32_t column) {
  ARROW_RETURN_NOT_OK(parser.VisitColumn(column, [&](const uint8_t* data, uint32_t size, bool quoted, bool) {
    if (!is_null_word(view(data, size))) return arrow::Status::Invalid("a value");
    has_null_words_ = has_null_words_ || quoted || size > 0;
    return arrow::Status::OK();
  }));
  return arrow::MakeArrayOfNull(type_, parser.num_rows());
}

arrow::Result<std::shared_ptr<arrow::Array>> CsvColumn::convert_grouped(const arrow::csv::BlockParser& parser,
                                                                        int32_t column) {
  arrow::StringBuilder builder;
  std::string plain;
  ARROW_RETURN_NOT_OK(parser.VisitColumn(column, [&](const uint8_t* data, uint32_t size, bool, bool) {
    const auto text = trimmed(view(data, size));
    if (is_null_word(text)) return builder.AppendNull();
    if (!is_lenient_ && !is_grouped(text, thousands_)) return arrow::Status::Invalid("digits not in groups of three");
    plain.clear();
    for (char letter : text) {
      if (letter == thousands_) continue;
      plain.push_back(letter == decimal_point_ ? '.' : letter);
    }
    if (!is_lenient_) ARROW_RETURN_NOT_OK(check_spelling(plain));
    return builder.Append(plain);
  }));
  ARROW_ASSIGN_OR_RAISE(auto texts, builder.Finish());
  ARROW_RETURN_NOT_OK(arrow::compute::Initialize());
  ARROW_ASSIGN_OR_RAISE(auto numbers, arrow::compute::Cast(*texts, type_));
  ARROW_RETURN_NOT_OK(check_range(*numbers, parser, column));
  return numbers;
}

arrow::Result<std::shared_ptr<arrow::Array>> CsvColumn::convert_dates(const arrow::csv::BlockParser& parser,
                                                                      int32_t column) {
  arrow::Date32Builder builder;
  const auto parse = [&](std::string_view text, int32_t* days) {
    if (arrow::internal::ParseValue<arrow::Date32Type>(text.data(), text.size(), days)) return true;
    int64_t seconds = 0;
    bool has_offset = false;
    for (const auto& format : date_parsers_) {
      if (!(*format)(text.data(), text.size(), arrow::TimeUnit::SECOND, &seconds, &has_offset)) continue;
      *days = static_cast<int32_t>((seconds - ((seconds % 86400) + 86400) % 86400) / 86400);
      return true;
    }
    return false;
  };
  ARROW_RETURN_NOT_OK(parser.VisitColumn(column, [&](const uint8_t* data, uint32_t size, bool, bool) {
    const auto text = trimmed(view(data, size));
    if (is_null_word(text)) return builder.AppendNull();
    int32_t days = 0;
    return parse(text, &days) ? builder.Append(days) : arrow::Status::Invalid("no date");
  }));
  return builder.Finish();
}

arrow::Status CsvColumn::check_spelling(const arrow::csv::BlockParser& parser, int32_t column) const {
  if (kind_ != CARROW_CSV_INT && kind_ != CARROW_CSV_FLOAT) return arrow::Status::OK();
  return parser.VisitColumn(column, [&](const uint8_t* data, uint32_t size, bool, bool) {
    // Only long numbers and leading zeros can be spelled in a way that a number would lose.
    if (size < 2 || (size <= kExactDigits && data[0] > '0' && data[0] <= '9')) return arrow::Status::OK();
    return check_spelling(view(data, size));
  });
}

// Codes such as 007 or 0x1F and integers that no number holds stay text.
arrow::Status CsvColumn::check_spelling(std::string_view text) const {
  auto digits = trimmed(text);
  const bool is_negative = !digits.empty() && digits[0] == '-';
  if (!digits.empty() && (digits[0] == '-' || digits[0] == '+')) digits.remove_prefix(1);
  if (digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9') {
    return arrow::Status::Invalid("a leading zero");
  }
  if (digits.size() > 1 && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X')) {
    return arrow::Status::Invalid("a hexadecimal number");
  }
  if (kind_ == CARROW_CSV_FLOAT && digits.size() > kExactDigits && all_digits(digits) &&
      (is_beyond_64_bits(digits, is_negative) || !is_exact_in_double(digits))) {
    return arrow::Status::Invalid("an integer too long for a number");
  }
  return arrow::Status::OK();
}

bool CsvColumn::is_null_word(std::string_view text) const {
  const auto& words = convert_options_.null_values;
  return std::find(words.begin(), words.end(), text) != words.end();
}

}  // namespace carrow
