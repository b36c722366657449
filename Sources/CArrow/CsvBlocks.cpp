#include "CsvBlocks.hpp"

#include <algorithm>
#include <cstring>

#include "Status.hpp"

namespace carrow {

namespace {

// A row longer than this is taken for a quote that is never closed.
constexpr size_t kLongestRow = size_t{256} << 20;

}  // namespace

CsvBlocks::CsvBlocks(const CsvOptions& options, std::unique_ptr<TextInput> input)
    : options_(options), input_(std::move(input)), comments_(options) {
  auto parse = options.parse;
  quoted_chunker_ = arrow::csv::MakeChunker(parse);
  parse.newlines_in_values = false;
  chunker_ = arrow::csv::MakeChunker(parse);
}

arrow::Result<std::unique_ptr<CsvBlocks>> CsvBlocks::open(const std::string& path, const CsvOptions& options) {
  ARROW_ASSIGN_OR_RAISE(auto input, TextInput::open(path, options.encoding));
  std::unique_ptr<CsvBlocks> blocks(new CsvBlocks(options, std::move(input)));
  ARROW_RETURN_NOT_OK(blocks->skip_lines());
  return blocks;
}

arrow::Result<std::string_view> CsvBlocks::rows() {
  while (start_ == end_ && !is_at_end_) ARROW_RETURN_NOT_OK(fill());
  return std::string_view(text_).substr(start_, end_ - start_);
}

void CsvBlocks::consume(size_t count) {
  const auto first = text_.begin() + static_cast<std::ptrdiff_t>(start_);
  line_ += std::count(first, first + static_cast<std::ptrdiff_t>(count), '\n');
  start_ += count;
}

arrow::Status CsvBlocks::fill() {
  text_.erase(0, end_);
  start_ = end_ = 0;
  while (end_ == 0) {
    const auto wanted = std::max<int64_t>(options_.block_bytes, static_cast<int64_t>(text_.size()));
    ARROW_ASSIGN_OR_RAISE(const bool has_more, read(wanted));
    if (!has_more) {
      is_at_end_ = true;
      return finish();
    }
    ARROW_ASSIGN_OR_RAISE(end_, whole_rows());
    if (end_ == 0 && text_.size() > kLongestRow) {
      return arrow::Status::CapacityError("a row is longer than 256 MB");
    }
  }
  return arrow::Status::OK();
}

// Arrow's parser lets the end of the file close a quote, and takes an empty field there for a quoted one when
// the field before it is: check the first, and end the last row as others are.
arrow::Status CsvBlocks::finish() {
  if (!ends_in_quotes(text_, options_)) {
    if (!text_.empty() && text_.back() != '\n') text_.push_back('\n');
    end_ = text_.size();
    return arrow::Status::OK();
  }
  const auto blank = text_.begin() + static_cast<std::ptrdiff_t>(text_.find_first_not_of("\r\n"));
  return failure(CARROW_UNCLOSED_QUOTE, "a quoted field is never closed",
                 line_ + std::count(text_.begin(), blank, '\n'));
}

arrow::Result<bool> CsvBlocks::read(int64_t count) {
  const size_t before = text_.size();
  ARROW_RETURN_NOT_OK(input_->read(count, &text_));
  const bool has_more = text_.size() > before;
  comments_.apply(&text_, before);
  return has_more;
}

arrow::Result<size_t> CsvBlocks::whole_rows() const {
  const auto& parse = options_.parse;
  const bool has_quotes = (parse.quoting && std::memchr(text_.data(), parse.quote_char, text_.size()) != nullptr) ||
                          (parse.escaping && std::memchr(text_.data(), parse.escape_char, text_.size()) != nullptr);
  auto block = std::make_shared<arrow::Buffer>(text_);
  std::shared_ptr<arrow::Buffer> whole, partial;
  ARROW_RETURN_NOT_OK((has_quotes ? quoted_chunker_ : chunker_)->Process(block, &whole, &partial));
  return static_cast<size_t>(whole->size());
}

arrow::Status CsvBlocks::skip_lines() {
  for (int64_t left = options_.skip_rows; left > 0; --left) {
    size_t line_end = text_.find('\n');
    while (line_end == std::string::npos) {
      const size_t before = text_.size();
      ARROW_RETURN_NOT_OK(input_->read(options_.block_bytes, &text_));
      if (text_.size() == before) break;
      line_end = text_.find('\n', before);
    }
    text_.erase(0, line_end == std::string::npos ? text_.size() : line_end + 1);
    ++line_;
  }
  comments_.apply(&text_, 0);
  return arrow::Status::OK();
}

}  // namespace carrow
