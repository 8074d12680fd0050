#include "core/weights/batch_norm.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <cmath>

namespace saccade {

namespace {

struct Channel {
    double factor;
    double shift;
};

/// @tparam Real  what it is computed in.
template <typename Real>
std::vector<Channel> channels_of(const BatchNorm& norm, std::size_t count) {
    const auto fits = [&](const std::vector<float>& values) { return values.size() == count; };
    if (count == 0 || (!norm.scale.empty() && !fits(norm.scale)) || !fits(norm.shift) || !fits(norm.mean) ||
        !fits(norm.variance))
        throw Error(fmt::format("its batch norm is not one of {} channels", count));
    std::vector<Channel> result;
    for (std::size_t i = 0; i < count; ++i) {
        const Real spread = norm.variance[i] + static_cast<Real>(norm.epsilon);
        if (!(norm.variance[i] >= 0) || !std::isfinite(spread))
            throw Error(
                fmt::format("the variance of channel {} of its batch norm is {}", i, norm.variance[i]));
        const Real factor = 1 / std::sqrt(spread) * (norm.scale.empty() ? Real{1} : Real{norm.scale[i]});
        const Real moved = norm.mean[i] * factor;
        result.push_back({factor, norm.shift[i] - moved});
    }
    return result;
}

HostTensor one_a_channel(const std::vector<Channel>& channels, double Channel::*member) {
    std::vector<float> values;
    for (const Channel& channel : channels)
        values.push_back(static_cast<float>(channel.*member));
    return HostTensor::from_floats({static_cast<std::int64_t>(values.size())}, values);
}

} // namespace

void add_convolution(TensorMap& weights, const std::string& name, const HostTensor& weight,
                     const BatchNorm& norm, Gain gain) {
    std::vector<float> values = weight.to_floats();
    const std::size_t outputs = weight.shape.empty() ? 0 : static_cast<std::size_t>(weight.shape.front());
    std::vector<Channel> channels;
    if (gain == Gain::apart) {
        channels = channels_of<float>(norm, outputs);
        weights[name + ".gain"] = one_a_channel(channels, &Channel::factor);
    } else {
        channels = channels_of<double>(norm, outputs);
        const std::size_t width = values.size() / outputs;
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<float>(values[i] * channels[i / width].factor);
    }
    weights[name + ".bias"] = one_a_channel(channels, &Channel::shift);
    weights[name + ".weight"] = HostTensor::from_floats(weight.shape, values);
}

} // namespace saccade
