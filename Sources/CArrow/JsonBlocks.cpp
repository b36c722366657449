#include "JsonBlocks.hpp"

#include <arrow/util/utf8.h>

#include <algorithm>

#include "JsonFaults.hpp"
#include "Status.hpp"

namespace carrow {

namespace {

// An object that is longer cannot be a row.
constexpr size_t kLongestRow = size_t{512} << 20;

size_t first_visible(std::string_view text) { return std::min(text.find_first_not_of(" \t\r\n"), text.size()); }

}  // namespace

arrow::Result<std::unique_ptr<JsonBlocks>> JsonBlocks::open(const std::string& path, const JsonOptions& options) {
  arrow::util::InitializeUTF8();
  ARROW_ASSIGN_OR_RAISE(auto input, TextInput::open(path, ""));
  std::unique_ptr<JsonBlocks> blocks(new JsonBlocks(options, std::move(input)));
  ARROW_RETURN_NOT_OK(blocks->begin());
  return blocks;
}

// Finds out from the first bytes how the rows stand in the file.
arrow::Status JsonBlocks::begin() {
  size_t size = static_cast<size_t>(options_.block_bytes);
  ARROW_RETURN_NOT_OK(read(size));
  while (first_visible(text_) == text_.size()) {
    if (is_at_end_) return failure(CARROW_EMPTY, "the file holds nothing");
    drop(text_.size());
    ARROW_RETURN_NOT_OK(read(size));
  }
  drop(first_visible(text_));
  if (!options_.path.empty()) return begin_at_path();
  if (options_.holds_lines) return arrow::Status::OK();
  if (text_[0] == '[') {
    rows_ = JsonRows(JsonShape::kList);
    drop(1);
  } else if (text_[0] == '{') {
    ARROW_ASSIGN_OR_RAISE(const auto shape, object_shape());
    rows_ = JsonRows(shape);
  }
  return arrow::Status::OK();
}

arrow::Status JsonBlocks::begin_at_path() {
  if (text_[0] != '{') {
    return failure(CARROW_JSON_PATH, "the file is no object with keys", line_);
  }
  while (!path_.is_found()) {
    size_t end = 0;
    const auto status = path_.seek(text_, &end);
    drop(end);
    if (!status.ok()) return failure(CARROW_JSON_PATH, status.message(), line_);
    if (path_.is_found()) break;
    ARROW_RETURN_NOT_OK(read(static_cast<size_t>(options_.block_bytes)));
    if (is_at_end_ && text_.empty()) return truncated();
  }
  rows_ = JsonRows(JsonShape::kList);
  return arrow::Status::OK();
}

// One object on each line, unless the first line is not a whole one.
arrow::Result<JsonShape> JsonBlocks::object_shape() {
  const size_t end = text_.find('\n');
  if (end == std::string::npos) return JsonShape::kLines;
  ARROW_ASSIGN_OR_RAISE(const auto fault, line_tokens_.index(std::string_view(text_).substr(0, end)));
  if (fault != JsonTokens::Fault::kNone || line_tokens_.count() == 0) return JsonShape::kLines;
  const bool is_whole = line_tokens_.after_value(0) <= line_tokens_.count();
  return !is_whole ? JsonShape::kSequence : JsonShape::kLines;
}

arrow::Status JsonBlocks::read(size_t wanted) {
  while (text_.size() < wanted && !is_at_end_) {
    const size_t before = text_.size();
    text_.reserve(wanted + 64);
    ARROW_RETURN_NOT_OK(input_->read(static_cast<int64_t>(wanted - before), &text_));
    is_at_end_ = text_.size() == before;
  }
  return arrow::Status::OK();
}

void JsonBlocks::drop(size_t count) {
  if (count == 0) return;
  const auto end = text_.begin() + static_cast<std::ptrdiff_t>(count);
  const auto newline = std::find(std::make_reverse_iterator(end), text_.rend(), '\n').base();
  if (newline != text_.begin()) ahead_ = 0;
  ahead_ += count_characters({&*newline, static_cast<size_t>(end - newline)});
  line_ += std::count(text_.begin(), end, '\n');
  text_.erase(text_.begin(), end);
}

arrow::Result<bool> JsonBlocks::advance(JsonColumns* columns) {
  first_row_ += block_rows();
  skipped_.clear();
  columns->clear();
  forget(rows_.consumed());
  for (size_t wanted = static_cast<size_t>(options_.block_bytes); !rows_.is_done();) {
    ARROW_RETURN_NOT_OK(read(wanted));
    size_t size = text_.size();
    if (rows_.shape() == JsonShape::kLines && !is_at_end_) size = text_.rfind('\n') + 1;
    ARROW_RETURN_NOT_OK(find_rows(size, columns));
    if (block_rows() > 0) {
      if (first_row_ == 0) note_first();
      return true;
    }
    if (is_at_end_ && !rows_.is_done()) break;
    const size_t done = rows_.shape() == JsonShape::kLines ? size : rows_.consumed();
    if (done == 0) wanted = text_.size() * 2;
    forget(done);
    if (wanted > kLongestRow) return failure(CARROW_JSON_SHAPE, "an object is longer than 512 MB", line_);
  }
  ARROW_RETURN_NOT_OK(finish());
  return false;
}

void JsonBlocks::forget(size_t count) {
  drop(count);
  rows_.forget();
}

// Notes what tells that a file is one object which is no row.
void JsonBlocks::note_first() {
  if (!options_.path.empty() || options_.holds_lines || is_list()) return;
  lists_ = lists_of_objects(tokens_);
  holds_columns_ = carrow::holds_columns(tokens_);
}

// Finds the cells of the rows in the first bytes of the text.
arrow::Status JsonBlocks::find_rows(size_t size, JsonColumns* columns) {
  const bool has_lines = rows_.shape() == JsonShape::kLines;
  for (bool is_checked = false;; is_checked = true) {
    ARROW_ASSIGN_OR_RAISE(auto fault, tokens_.index(std::string_view(text_).substr(0, size)));
    if (fault == JsonTokens::Fault::kUnclosedString && !has_lines && !is_at_end_) {
      size = last_quote(text_);
      ARROW_ASSIGN_OR_RAISE(fault, tokens_.index(std::string_view(text_).substr(0, size)));
    }
    arrow::Status status = token_failure(fault, tokens_.text(), line_, ahead_);
    if (status.ok()) {
      const auto wrong = rows_.walk(tokens_, columns);
      status = row_failure(wrong, tokens_.text(), line_, is_list(), ahead_);
      if (status.ok() && has_lines && rows_.is_incomplete()) status = truncated();
    }
    if (status.ok() || !has_lines || is_checked) return status;
    columns->clear();
    ARROW_RETURN_NOT_OK(check_lines(size));
  }
}

// Finds the first line that is no row; where such lines are left out, blanks all of them.
arrow::Status JsonBlocks::check_lines(size_t size) {
  int64_t line = line_;
  for (size_t start = 0; start < size; ++line) {
    const size_t end = std::min(text_.find('\n', start), size);
    const auto text = std::string_view(text_).substr(start, end - start);
    ARROW_ASSIGN_OR_RAISE(const auto fault, line_tokens_.index(text));
    arrow::Status status = token_failure(fault, text, line);
    if (status.ok()) {
      const auto wrong = JsonRows::check_line(line_tokens_);
      status = row_failure(wrong, text, line, false);
    }
    if (!status.ok()) {
      if (!options_.skip_bad_lines) return status;
      skipped_.push_back(skipped_line(status, text, line));
      std::fill_n(text_.begin() + static_cast<std::ptrdiff_t>(start), text.size(), ' ');
    }
    start = end + 1;
  }
  return arrow::Status::OK();
}

// Checks what follows the rows.
arrow::Status JsonBlocks::finish() {
  if (!rows_.is_done()) {
    const bool is_whole = !is_list() && !rows_.is_incomplete();
    return is_whole ? arrow::Status::OK() : truncated();
  }
  const bool has_path = !options_.path.empty();
  if (has_path) ARROW_RETURN_NOT_OK(path_.skip("]"));
  while (true) {
    if (has_path) {
      const auto status = path_.skip(text_);
      if (!status.ok()) return failure(CARROW_JSON_SYNTAX, status.message(), line_);
    } else if (first_visible(text_) < text_.size()) {
      drop(first_visible(text_));
      return failure(CARROW_JSON_SYNTAX, "something follows the end of the list", line_);
    }
    drop(text_.size());
    ARROW_RETURN_NOT_OK(read(static_cast<size_t>(options_.block_bytes)));
    if (text_.empty()) break;
  }
  return !has_path || path_.is_closed() ? arrow::Status::OK() : truncated();
}

arrow::Status JsonBlocks::truncated() const {
  const int64_t line = line_ + std::count(text_.begin(), text_.end(), '\n');
  const char* what = is_list() ? "the file ends before the list does" : "the file ends before the object does";
  return failure(CARROW_JSON_TRUNCATED, what, line - (!text_.empty() && text_.back() == '\n' ? 1 : 0));
}

int64_t JsonBlocks::row_line(int64_t row) const {
  const auto before = tokens_.text().substr(0, rows_.starts()[static_cast<size_t>(row)]);
  return line_ + std::count(before.begin(), before.end(), '\n');
}

}  // namespace carrow
