#include "JsonCells.hpp"

#include <arrow/array/array_dict.h>
#include <arrow/array/array_run_end.h>
#include <arrow/builder.h>
#include <arrow/compute/api.h>
#include <arrow/extension_type.h>
#include <arrow/util/float16.h>
#include <arrow/util/utf8.h>

#include <cmath>
#include <functional>
#include <vector>

#include "CellText.hpp"

namespace carrow {

namespace {

using Values = std::shared_ptr<arrow::Array>;
using Cells = std::unique_ptr<JsonCells>;
using Writer = std::function<void(int64_t, std::string&)>;

class ScalarCells : public JsonCells {
 public:
  ScalarCells(Values values, Writer writer) : JsonCells(std::move(values)), writer_(std::move(writer)) {}

 protected:
  void append_valid(int64_t row, std::string& out) const override { writer_(row, out); }

 private:
  Writer writer_;
};

class StructCells : public JsonCells {
 public:
  StructCells(Values values, std::vector<Cells> fields) : JsonCells(std::move(values)), fields_(std::move(fields)) {
    for (const auto& field : values_->type()->fields()) {
      names_.emplace_back();
      append_quoted(names_.back(), field->name());
      names_.back() += ':';
    }
  }

 protected:
  void append_valid(int64_t row, std::string& out) const override {
    out += '{';
    for (size_t index = 0; index < fields_.size(); ++index) {
      if (index > 0) out += ',';
      out += names_[index];
      fields_[index]->append(row, out);
    }
    out += '}';
  }

 private:
  std::vector<Cells> fields_;
  std::vector<std::string> names_;
};

template <typename List>
class ListCells : public JsonCells {
 public:
  ListCells(Values values, Cells items) : JsonCells(std::move(values)), items_(std::move(items)) {}

 protected:
  void append_valid(int64_t row, std::string& out) const override {
    const auto& list = static_cast<const List&>(*values_);
    const int64_t first = list.value_offset(row), count = list.value_length(row);
    out += '[';
    for (int64_t index = first; index < first + count; ++index) {
      if (index > first) out += ',';
      items_->append(index, out);
    }
    out += ']';
  }

 private:
  Cells items_;
};

// An object with the keys as its names: texts as they are, other keys as JSON spells them.
class MapCells : public JsonCells {
 public:
  MapCells(Values values, Cells keys, Cells items)
      : JsonCells(std::move(values)), keys_(std::move(keys)), items_(std::move(items)) {}

 protected:
  void append_valid(int64_t row, std::string& out) const override {
    const auto& map = static_cast<const arrow::MapArray&>(*values_);
    const int64_t first = map.value_offset(row), count = map.value_length(row);
    out += '{';
    for (int64_t index = first; index < first + count; ++index) {
      if (index > first) out += ',';
      std::string key;
      keys_->append(index, key);
      if (key.front() == '"') out += key;
      else append_quoted(out, key);
      out += ':';
      items_->append(index, out);
    }
    out += '}';
  }

 private:
  Cells keys_, items_;
};

class UnionCells : public JsonCells {
 public:
  UnionCells(Values values, std::vector<Cells> children) : JsonCells(std::move(values)), children_(std::move(children)) {}

 protected:
  void append_valid(int64_t row, std::string& out) const override {
    const auto& all = static_cast<const arrow::UnionArray&>(*values_);
    const bool is_dense = all.mode() == arrow::UnionMode::DENSE;
    const int64_t place = is_dense ? static_cast<const arrow::DenseUnionArray&>(all).value_offset(row) : row;
    children_[all.child_id(row)]->append(place, out);
  }

 private:
  std::vector<Cells> children_;
};

class DictionaryCells : public JsonCells {
 public:
  DictionaryCells(Values values, Cells words) : JsonCells(std::move(values)), words_(std::move(words)) {}

 protected:
  void append_valid(int64_t row, std::string& out) const override {
    words_->append(static_cast<const arrow::DictionaryArray&>(*values_).GetValueIndex(row), out);
  }

 private:
  Cells words_;
};

template <typename Array, typename Wide>
Writer numbers(const Array& array) {
  return [&array](int64_t row, std::string& out) { append_number(out, static_cast<Wide>(array.Value(row))); };
}

template <typename Number, typename Value>
Writer reals(Value value, Losses& losses) {
  return [value, &losses](int64_t row, std::string& out) {
    const Number number = value(row);
    if (std::isfinite(number)) {
      append_number(out, number);
    } else if (losses.names_not_finite) {
      out += std::isnan(number) ? "\"NaN\"" : number < 0 ? "\"-Infinity\"" : "\"Infinity\"";
    } else {
      losses.not_finite = true;
      out += "null";
    }
  };
}

template <typename Array>
Writer texts(const Array& array) {
  return [&array](int64_t row, std::string& out) {
    const auto text = array.GetView(row);
    if (arrow::util::ValidateUTF8(text)) append_quoted(out, text);
    else append_base64(out, text);
  };
}

template <typename Array>
Writer bytes(const Array& array) {
  return [&array](int64_t row, std::string& out) { append_base64(out, array.GetView(row)); };
}

template <typename Array>
Writer decimals(const Array& array) {
  return [&array](int64_t row, std::string& out) { out += array.FormatValue(row); };
}

template <typename Append>
Writer quoted(Append append) {
  return [append](int64_t row, std::string& out) {
    out += '"';
    append(row, out);
    out += '"';
  };
}

template <typename Array>
Writer times(const Array& array, arrow::TimeUnit::type unit) {
  return quoted([&array, unit](int64_t row, std::string& out) { append_time(out, array.Value(row), unit); });
}

Writer timestamps(const arrow::TimestampArray& array) {
  const auto& type = static_cast<const arrow::TimestampType&>(*array.type());
  const bool is_instant = !type.timezone().empty();
  return quoted([&array, unit = type.unit(), is_instant](int64_t row, std::string& out) {
    append_timestamp(out, array.Value(row), unit, is_instant);
  });
}

Writer months_and_days(const arrow::MonthDayNanoIntervalArray& array) {
  return [&array](int64_t row, std::string& out) {
    const auto value = array.GetValue(row);
    out += "{\"months\":" + std::to_string(value.months) + ",\"days\":" + std::to_string(value.days) +
           ",\"nanoseconds\":" + std::to_string(value.nanoseconds) + "}";
  };
}

Writer days_and_milliseconds(const arrow::DayTimeIntervalArray& array) {
  return [&array](int64_t row, std::string& out) {
    const auto value = array.GetValue(row);
    out += "{\"days\":" + std::to_string(value.days) + ",\"milliseconds\":" + std::to_string(value.milliseconds) + "}";
  };
}

template <typename Array>
const Array& as(const Values& values) {
  return static_cast<const Array&>(*values);
}

// The writer of a type without children, none for other types.
Writer scalar_writer(const Values& values, Losses& losses) {
  switch (values->type_id()) {
    case arrow::Type::BOOL:
      return [&array = as<arrow::BooleanArray>(values)](int64_t row, std::string& out) {
        out += array.Value(row) ? "true" : "false";
      };
    case arrow::Type::INT8:
      return numbers<arrow::Int8Array, int64_t>(as<arrow::Int8Array>(values));
    case arrow::Type::INT16:
      return numbers<arrow::Int16Array, int64_t>(as<arrow::Int16Array>(values));
    case arrow::Type::INT32:
    case arrow::Type::INTERVAL_MONTHS:
      return numbers<arrow::NumericArray<arrow::Int32Type>, int64_t>(as<arrow::NumericArray<arrow::Int32Type>>(values));
    case arrow::Type::INT64:
      return numbers<arrow::Int64Array, int64_t>(as<arrow::Int64Array>(values));
    case arrow::Type::UINT8:
      return numbers<arrow::UInt8Array, uint64_t>(as<arrow::UInt8Array>(values));
    case arrow::Type::UINT16:
      return numbers<arrow::UInt16Array, uint64_t>(as<arrow::UInt16Array>(values));
    case arrow::Type::UINT32:
      return numbers<arrow::UInt32Array, uint64_t>(as<arrow::UInt32Array>(values));
    case arrow::Type::UINT64:
      return numbers<arrow::UInt64Array, uint64_t>(as<arrow::UInt64Array>(values));
    case arrow::Type::HALF_FLOAT:
      return reals<float>(
          [&array = as<arrow::HalfFloatArray>(values)](int64_t row) {
            return arrow::util::Float16::FromBits(array.Value(row)).ToFloat();
          },
          losses);
    case arrow::Type::FLOAT:
      return reals<float>([&array = as<arrow::FloatArray>(values)](int64_t row) { return array.Value(row); }, losses);
    case arrow::Type::DOUBLE:
      return reals<double>([&array = as<arrow::DoubleArray>(values)](int64_t row) { return array.Value(row); }, losses);
    case arrow::Type::DECIMAL32:
      return decimals(as<arrow::Decimal32Array>(values));
    case arrow::Type::DECIMAL64:
      return decimals(as<arrow::Decimal64Array>(values));
    case arrow::Type::DECIMAL128:
      return decimals(as<arrow::Decimal128Array>(values));
    case arrow::Type::DECIMAL256:
      return decimals(as<arrow::Decimal256Array>(values));
    case arrow::Type::STRING:
      return texts(as<arrow::StringArray>(values));
    case arrow::Type::LARGE_STRING:
      return texts(as<arrow::LargeStringArray>(values));
    case arrow::Type::STRING_VIEW:
      return texts(as<arrow::StringViewArray>(values));
    case arrow::Type::BINARY:
      return bytes(as<arrow::BinaryArray>(values));
    case arrow::Type::LARGE_BINARY:
      return bytes(as<arrow::LargeBinaryArray>(values));
    case arrow::Type::BINARY_VIEW:
      return bytes(as<arrow::BinaryViewArray>(values));
    case arrow::Type::FIXED_SIZE_BINARY:
      return bytes(as<arrow::FixedSizeBinaryArray>(values));
    case arrow::Type::DATE32:
      return quoted([&array = as<arrow::Date32Array>(values)](int64_t row, std::string& out) {
        append_date(out, array.Value(row));
      });
    case arrow::Type::DATE64:
      return quoted([&array = as<arrow::Date64Array>(values)](int64_t row, std::string& out) {
        append_date(out, array.Value(row) / 86'400'000);
      });
    case arrow::Type::TIMESTAMP:
      return timestamps(as<arrow::TimestampArray>(values));
    case arrow::Type::TIME32:
      return times(as<arrow::Time32Array>(values), static_cast<const arrow::Time32Type&>(*values->type()).unit());
    case arrow::Type::TIME64:
      return times(as<arrow::Time64Array>(values), static_cast<const arrow::Time64Type&>(*values->type()).unit());
    case arrow::Type::DURATION:
      return quoted([&array = as<arrow::DurationArray>(values)](int64_t row, std::string& out) {
        append_duration(out, array.Value(row), static_cast<const arrow::DurationType&>(*array.type()).unit());
      });
    case arrow::Type::INTERVAL_MONTH_DAY_NANO:
      return months_and_days(as<arrow::MonthDayNanoIntervalArray>(values));
    case arrow::Type::INTERVAL_DAY_TIME:
      return days_and_milliseconds(as<arrow::DayTimeIntervalArray>(values));
    case arrow::Type::NA:
      return [](int64_t, std::string& out) { out += "null"; };
    default:
      return nullptr;
  }
}

template <typename List>
arrow::Result<Cells> list_cells(const Values& values, Losses& losses) {
  ARROW_ASSIGN_OR_RAISE(auto items, JsonCells::make(as<List>(values).values(), losses));
  return std::make_unique<ListCells<List>>(values, std::move(items));
}

arrow::Result<std::vector<Cells>> children(const Values& values, Losses& losses) {
  std::vector<Cells> cells;
  for (int index = 0; index < values->type()->num_fields(); ++index) {
    const auto child = values->type_id() == arrow::Type::STRUCT ? as<arrow::StructArray>(values).field(index)
                                                                : as<arrow::UnionArray>(values).field(index);
    ARROW_ASSIGN_OR_RAISE(auto made, JsonCells::make(child, losses));
    cells.push_back(std::move(made));
  }
  return cells;
}

arrow::Result<Cells> extension_cells(const Values& values, Losses& losses) {
  const auto& extension = as<arrow::ExtensionArray>(values);
  if (static_cast<const arrow::ExtensionType&>(*values->type()).extension_name() != "arrow.uuid") {
    return JsonCells::make(extension.storage(), losses);
  }
  const auto storage = extension.storage();
  return std::make_unique<ScalarCells>(
      storage, quoted([&array = as<arrow::FixedSizeBinaryArray>(storage)](int64_t row, std::string& out) {
        append_uuid(out, array.GetValue(row));
      }));
}

}  // namespace

arrow::Result<Cells> JsonCells::make(const Values& values, Losses& losses) {
  if (auto writer = scalar_writer(values, losses)) return std::make_unique<ScalarCells>(values, std::move(writer));
  switch (values->type_id()) {
    case arrow::Type::LIST:
      return list_cells<arrow::ListArray>(values, losses);
    case arrow::Type::LARGE_LIST:
      return list_cells<arrow::LargeListArray>(values, losses);
    case arrow::Type::FIXED_SIZE_LIST:
      return list_cells<arrow::FixedSizeListArray>(values, losses);
    case arrow::Type::LIST_VIEW:
      return list_cells<arrow::ListViewArray>(values, losses);
    case arrow::Type::LARGE_LIST_VIEW:
      return list_cells<arrow::LargeListViewArray>(values, losses);
    case arrow::Type::STRUCT: {
      ARROW_ASSIGN_OR_RAISE(auto fields, children(values, losses));
      return std::make_unique<StructCells>(values, std::move(fields));
    }
    case arrow::Type::MAP: {
      ARROW_ASSIGN_OR_RAISE(auto keys, make(as<arrow::MapArray>(values).keys(), losses));
      ARROW_ASSIGN_OR_RAISE(auto items, make(as<arrow::MapArray>(values).items(), losses));
      return std::make_unique<MapCells>(values, std::move(keys), std::move(items));
    }
    case arrow::Type::SPARSE_UNION:
    case arrow::Type::DENSE_UNION: {
      ARROW_ASSIGN_OR_RAISE(auto variants, children(values, losses));
      return std::make_unique<UnionCells>(values, std::move(variants));
    }
    case arrow::Type::DICTIONARY: {
      ARROW_ASSIGN_OR_RAISE(auto words, make(as<arrow::DictionaryArray>(values).dictionary(), losses));
      return std::make_unique<DictionaryCells>(values, std::move(words));
    }
    case arrow::Type::RUN_END_ENCODED: {
      ARROW_ASSIGN_OR_RAISE(auto decoded, arrow::compute::RunEndDecode(values));
      return make(decoded.make_array(), losses);
    }
    case arrow::Type::EXTENSION:
      return extension_cells(values, losses);
    default:
      return arrow::Status::NotImplemented("values of type ", values->type()->ToString(), " have no JSON form");
  }
}

void JsonCells::append(int64_t row, std::string& out) const {
  if (values_->IsNull(row)) out += "null";
  else append_valid(row, out);
}

namespace {

// A union has no nulls of its own: those of its variants count.
bool is_null(const arrow::Array& values, int64_t row, const std::string& text) {
  return values.IsNull(row) || (arrow::is_union(values.type_id()) && text == "null");
}

template <typename Finish>
arrow::Result<Values> texts_of(const Values& values, Losses& losses, Finish finish) {
  ARROW_ASSIGN_OR_RAISE(auto cells, JsonCells::make(values, losses));
  arrow::StringBuilder builder;
  ARROW_RETURN_NOT_OK(builder.Reserve(values->length()));
  std::string text;
  for (int64_t row = 0; row < values->length(); ++row) {
    text.clear();
    cells->append(row, text);
    if (is_null(*values, row, text)) ARROW_RETURN_NOT_OK(builder.AppendNull());
    else ARROW_RETURN_NOT_OK(builder.Append(finish(text)));
  }
  return builder.Finish();
}

}  // namespace

arrow::Result<Values> json_texts(const Values& values, Losses& losses) {
  return texts_of(values, losses, [](const std::string& text) { return std::string_view(text); });
}

arrow::Result<Values> plain_texts(const Values& values) {
  Losses losses;
  return texts_of(values, losses, [](const std::string& text) {
    const bool is_quoted = text.front() == '"';
    return is_quoted ? std::string_view(text).substr(1, text.size() - 2) : std::string_view(text);
  });
}

}  // namespace carrow
