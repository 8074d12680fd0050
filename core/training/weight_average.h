#pragma once

#include "core/training/optimiser.h"
#include "core/weights/tensor.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace saccade {

/// A moving average of the weights that learn (Polyak and Juditsky, 1992; with the decay that TensorFlow's
/// ExponentialMovingAverage has at first): smoother than the weights of any one step, and captions better.
class WeightAverage {
public:
    /// @param decay  [0, 1): what is kept of the average in a step. The average begins as the weights are.
    WeightAverage(double decay, const std::vector<ParameterGroup>& groups);

    /// After a step. @param updates  steps so far, the first is 1: the decay is at most
    /// (1 + updates) / (10 + updates), so that the start is soon forgotten.
    void update(std::int64_t updates);

    /// Puts the average in the place of the weights, or the weights back.
    void exchange();

    /// The average, by the parameters' names.
    const std::map<std::string, torch::Tensor>& values() const { return values_; }
    /// @throws Error that names the first tensor that is missing, left over or of another shape.
    void load(const std::map<std::string, torch::Tensor>& values);

private:
    double decay_;
    std::map<std::string, torch::Tensor> parameters_;
    std::map<std::string, torch::Tensor> values_;
};

} // namespace saccade
