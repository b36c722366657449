#pragma once

#include <arrow/array.h>
#include <arrow/compute/exec.h>
#include <arrow/compute/row/grouper.h>
#include <arrow/result.h>

#include <memory>
#include <vector>

#include "../Keys.hpp"

namespace carrow {

// Numbers texts, whether written out or in dictionaries; null has a number, too.
class TextNumbers {
 public:
  static arrow::Result<TextNumbers> make();

  // The number of each text, as uint32.
  arrow::Result<std::shared_ptr<arrow::ArrayData>> number(const arrow::Array& texts);

  // How many numbers there are so far.
  uint32_t count() const { return grouper_->num_groups(); }

  // The text of each number.
  arrow::Result<std::shared_ptr<arrow::Array>> texts() const;

 private:
  explicit TextNumbers(std::unique_ptr<arrow::compute::Grouper> grouper) : grouper_(std::move(grouper)) {}
  arrow::Result<std::shared_ptr<arrow::ArrayData>> consume(const arrow::Array& texts);

  std::unique_ptr<arrow::compute::Grouper> grouper_;
};

// Numbers groups of rows with equal keys in the order of their first rows. Keys that are text may come in dictionaries.
class Groups {
 public:
  // All rows are one group without keys.
  static arrow::Result<Groups> make(const std::vector<std::shared_ptr<arrow::DataType>>& keys);

  // The number of each row's group, as uint32.
  arrow::Result<std::shared_ptr<arrow::ArrayData>> number(const arrow::compute::ExecBatch& keys);

  // How many groups there are so far.
  int64_t count() const { return texts_.empty() ? 1 : order_.count(); }

  // The keys of the groups, in their order.
  arrow::Result<std::vector<arrow::Datum>> keys() const;

 private:
  arrow::Result<arrow::compute::ExecBatch> without_texts(const arrow::compute::ExecBatch& keys);

  // For each key, null where it is not text.
  std::vector<std::unique_ptr<TextNumbers>> texts_;
  // Of the keys, with numbers for texts; null where the only key is text, whose numbers are those of the groups.
  std::unique_ptr<arrow::compute::Grouper> grouper_;
  GroupOrder order_;
};

}  // namespace carrow
