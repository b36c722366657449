#include <arrow/compute/api.h>
#include <arrow/compute/exec.h>
#include <arrow/compute/function.h>
#include <arrow/compute/kernel.h>

#include <vector>

#include "../Keys.hpp"
#include "GroupedAggregate.hpp"

namespace compute = arrow::compute;

namespace carrow {

namespace {

class KernelAggregate : public GroupedAggregate {
 public:
  arrow::Status begin(const std::string& function, const arrow::DataType* type) {
    auto options = options_of(function);
    has_one_spelling_ = function == "count_distinct";
    ARROW_ASSIGN_OR_RAISE(auto found, compute::GetFunctionRegistry()->GetFunction("hash_" + function));
    std::vector<arrow::TypeHolder> types;
    if (type != nullptr) types.emplace_back(type);
    types.emplace_back(arrow::uint32());
    ARROW_ASSIGN_OR_RAISE(auto kernel, found->DispatchExact(types));
    kernel_ = static_cast<const compute::HashAggregateKernel*>(kernel);
    const auto* used = options != nullptr ? options.get() : found->default_options();
    context_ = std::make_unique<compute::KernelContext>(compute::default_exec_context());
    ARROW_ASSIGN_OR_RAISE(state_, kernel_->init(context_.get(), {kernel_, types, used}));
    context_->SetState(state_.get());
    return arrow::Status::OK();
  }

  arrow::Status add(const std::shared_ptr<arrow::Array>& values, const std::shared_ptr<arrow::ArrayData>& groups,
                    int64_t rows, int64_t count) override {
    ARROW_RETURN_NOT_OK(kernel_->resize(context_.get(), count));
    std::vector<arrow::Datum> arguments;
    if (values != nullptr && has_one_spelling_) {
      ARROW_ASSIGN_OR_RAISE(auto spelled, with_one_spelling(values));
      arguments.emplace_back(std::move(spelled));
    } else if (values != nullptr) {
      arguments.emplace_back(values);
    }
    arguments.emplace_back(groups);
    const compute::ExecBatch batch(std::move(arguments), rows);
    return kernel_->consume(context_.get(), compute::ExecSpan(batch));
  }

  arrow::Status merge(GroupedAggregate& other, const std::shared_ptr<arrow::ArrayData>& groups, int64_t count) override {
    ARROW_RETURN_NOT_OK(kernel_->resize(context_.get(), count));
    return kernel_->merge(context_.get(), std::move(*static_cast<KernelAggregate&>(other).state_), *groups);
  }

  arrow::Result<std::shared_ptr<arrow::Array>> finish() override {
    arrow::Datum result;
    ARROW_RETURN_NOT_OK(kernel_->finalize(context_.get(), &result));
    return result.make_array();
  }

 private:
  static std::unique_ptr<compute::FunctionOptions> options_of(const std::string& function) {
    if (function == "stddev" || function == "variance") return std::make_unique<compute::VarianceOptions>(1, true, 2);
    if (function == "count" || function == "count_distinct") return std::make_unique<compute::CountOptions>();
    // Without values there is no sum.
    if (function != "count_all") return std::make_unique<compute::ScalarAggregateOptions>(true, 1);
    return nullptr;
  }

  bool has_one_spelling_ = false;
  const compute::HashAggregateKernel* kernel_ = nullptr;
  std::unique_ptr<compute::KernelContext> context_;
  std::unique_ptr<compute::KernelState> state_;
};

}  // namespace

arrow::Result<std::unique_ptr<GroupedAggregate>> kernel_aggregate(const std::string& function,
                                                                  const arrow::DataType* type) {
  auto aggregate = std::make_unique<KernelAggregate>();
  ARROW_RETURN_NOT_OK(aggregate->begin(function, type));
  return aggregate;
}

}  // namespace carrow
