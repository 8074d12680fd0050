#include "core/weights/batch_norm.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <cmath>

namespace saccade {

FoldedConvolution fold_batch_norm(const HostTensor& weight, const BatchNorm& norm) {
    std::vector<float> values = weight.to_floats();
    const std::size_t outputs = weight.shape.empty() ? 0 : static_cast<std::size_t>(weight.shape.front());
    const auto fits = [&](const std::vector<float>& channels) { return channels.size() == outputs; };
    if (outputs == 0 || (!norm.scale.empty() && !fits(norm.scale)) || !fits(norm.shift) || !fits(norm.mean) ||
        !fits(norm.variance))
        throw Error(fmt::format("its batch norm is not one of {} channels", outputs));
    const std::size_t width = values.size() / outputs;
    std::vector<float> bias(outputs);
    for (std::size_t channel = 0; channel < outputs; ++channel) {
        const double spread = norm.variance[channel] + norm.epsilon;
        if (!(norm.variance[channel] >= 0) || !std::isfinite(spread))
            throw Error(fmt::format("the variance of channel {} of its batch norm is {}", channel,
                                    norm.variance[channel]));
        const double factor = (norm.scale.empty() ? 1.0 : norm.scale[channel]) / std::sqrt(spread);
        for (std::size_t i = channel * width; i < (channel + 1) * width; ++i)
            values[i] = static_cast<float>(values[i] * factor);
        bias[channel] = static_cast<float>(norm.shift[channel] - norm.mean[channel] * factor);
    }
    return {HostTensor::from_floats(weight.shape, values),
            HostTensor::from_floats({weight.shape.front()}, bias)};
}

} // namespace saccade
