#include "core/training/weight_average.h"

#include "core/support/error.h"

#include <fmt/format.h>
#include <torch/torch.h>

#include <algorithm>

namespace saccade {

WeightAverage::WeightAverage(double decay, const std::vector<ParameterGroup>& groups) : decay_(decay) {
    for (const ParameterGroup& group : groups) {
        for (const auto& [name, parameter] : group.parameters) {
            parameters_[name] = parameter; // itself: its memory may be replaced
            values_[name] = parameter.detach().clone();
        }
    }
}

void WeightAverage::update(std::int64_t updates) {
    const torch::NoGradGuard no_grad;
    const auto steps = static_cast<double>(updates);
    const double decay = std::min(decay_, (1 + steps) / (10 + steps));
    for (auto& [name, value] : values_)
        value.lerp_(parameters_.at(name), 1 - decay);
}

void WeightAverage::exchange() {
    const torch::NoGradGuard no_grad;
    for (auto& [name, value] : values_) {
        torch::Tensor& parameter = parameters_.at(name);
        const torch::Tensor weights = parameter.clone();
        parameter.copy_(value);
        value.copy_(weights);
    }
}

void WeightAverage::load(const std::map<std::string, torch::Tensor>& values) {
    for (auto& [name, value] : values_) {
        const auto found = values.find(name);
        if (found == values.end())
            throw Error(fmt::format("the average of \"{}\" is missing", name));
        if (found->second.sizes() != value.sizes())
            throw Error(fmt::format("the average of \"{}\" is of another shape", name));
        value.copy_(found->second);
    }
    if (values.size() != values_.size())
        throw Error("there are averages of weights that do not learn");
}

} // namespace saccade
