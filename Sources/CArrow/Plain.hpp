#pragma once

#include <arrow/array.h>
#include <arrow/result.h>
#include <arrow/type.h>

#include <memory>
#include <vector>

#include "JsonCells.hpp"
#include "include/carrow.h"

namespace carrow {

// The plain type in which values of any Arrow type are given, and what they mean beyond it.
struct PlainForm {
  std::shared_ptr<arrow::DataType> type;
  carrow_meaning meaning = CARROW_PLAIN;
  std::vector<int64_t> lengths;  // of the dimensions of nested lists, outermost first; -1: any
};

PlainForm plain_form(const std::shared_ptr<arrow::DataType>& type);

// The values in that form. Where some of a batch have none, all of it comes in a wider type, so that nothing is lost:
// integers as decimals, text that is not UTF-8 as bytes, others as text.
arrow::Result<std::shared_ptr<arrow::Array>> plain(const std::shared_ptr<arrow::Array>& values, const PlainForm& form,
                                                   Losses& losses);

}  // namespace carrow
