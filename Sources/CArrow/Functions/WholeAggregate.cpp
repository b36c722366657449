#include <arrow/array/util.h>
#include <arrow/compute/api.h>
#include <arrow/compute/exec.h>
#include <arrow/compute/function.h>
#include <arrow/compute/kernel.h>

#include <vector>

#include "GroupedAggregate.hpp"

namespace compute = arrow::compute;

namespace carrow {

namespace {

class WholeAggregate : public GroupedAggregate {
 public:
  arrow::Status begin(const std::string& function, const arrow::DataType& type) {
    ARROW_ASSIGN_OR_RAISE(auto found, compute::GetFunctionRegistry()->GetFunction(function));
    const std::vector<arrow::TypeHolder> types = {&type};
    ARROW_ASSIGN_OR_RAISE(auto kernel, found->DispatchExact(types));
    kernel_ = static_cast<const compute::ScalarAggregateKernel*>(kernel);
    // Without values there is no sum.
    const compute::ScalarAggregateOptions numbers(true, 1);
    const compute::CountOptions all;
    const auto* options = function == "count" ? static_cast<const compute::FunctionOptions*>(&all) : &numbers;
    context_ = std::make_unique<compute::KernelContext>(compute::default_exec_context());
    ARROW_ASSIGN_OR_RAISE(state_, kernel_->init(context_.get(), {kernel_, types, options}));
    context_->SetState(state_.get());
    return arrow::Status::OK();
  }

  arrow::Status add(const std::shared_ptr<arrow::Array>& values, const std::shared_ptr<arrow::ArrayData>&, int64_t rows,
                    int64_t) override {
    has_rows_ = true;
    const compute::ExecBatch batch({arrow::Datum(values)}, rows);
    return kernel_->consume(context_.get(), compute::ExecSpan(batch));
  }

  arrow::Status merge(GroupedAggregate& other, const std::shared_ptr<arrow::ArrayData>&, int64_t) override {
    has_rows_ = true;
    return kernel_->merge(context_.get(), std::move(*static_cast<WholeAggregate&>(other).state_), state_.get());
  }

  arrow::Result<std::shared_ptr<arrow::Array>> finish() override {
    arrow::Datum result;
    ARROW_RETURN_NOT_OK(kernel_->finalize(context_.get(), &result));
    return arrow::MakeArrayFromScalar(*result.scalar(), has_rows_ ? 1 : 0);
  }

 private:
  // Without rows there is no group.
  bool has_rows_ = false;
  const compute::ScalarAggregateKernel* kernel_ = nullptr;
  std::unique_ptr<compute::KernelContext> context_;
  std::unique_ptr<compute::KernelState> state_;
};

}  // namespace

bool is_whole_aggregate(const std::string& function, const arrow::DataType& type) {
  if (function == "count") return true;
  return type.id() == arrow::Type::DOUBLE && (function == "sum" || function == "mean");
}

arrow::Result<std::unique_ptr<GroupedAggregate>> whole_aggregate(const std::string& function,
                                                                 const arrow::DataType& type) {
  auto aggregate = std::make_unique<WholeAggregate>();
  ARROW_RETURN_NOT_OK(aggregate->begin(function, type));
  return aggregate;
}

}  // namespace carrow
