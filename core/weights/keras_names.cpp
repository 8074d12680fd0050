#include "core/weights/keras_names.h"

#include "core/support/error.h"
#include "core/weights/batch_norm.h"
#include "core/weights/inception_v3_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <optional>

namespace saccade {

namespace {

constexpr std::size_t convolution_count = 94;
constexpr double keras_epsilon = 1e-3;

/// Keras lists layers by their distance from the output; branches of one depth interleave. The n-th
/// convolution (and the n-th batch norm) listed is this one in the order of creation.
constexpr std::array<std::uint8_t, convolution_count> created_of_listed{
    0,  1,  2,  3,  4,  8,  6,  9,  5,  7,  10, 11, 15, 13, 16, 12, 14, 17, 18, 22, 20, 23, 19, 21,
    24, 25, 27, 28, 26, 29, 34, 35, 31, 36, 32, 37, 30, 33, 38, 39, 44, 45, 41, 46, 42, 47, 40, 43,
    48, 49, 54, 55, 51, 56, 52, 57, 50, 53, 58, 59, 64, 65, 61, 66, 62, 67, 60, 63, 68, 69, 72, 73,
    70, 74, 71, 75, 80, 77, 81, 78, 79, 82, 83, 76, 84, 89, 86, 90, 87, 88, 91, 92, 85, 93};

/// "conv2d_1/conv2d_1/kernel:0" is the weight "kernel".
std::string_view weight_kind(std::string_view name) {
    name = name.substr(0, name.find(':'));
    return name.substr(name.rfind('/') + 1); // npos + 1 is 0
}

const HostTensor* find_weight(const KerasLayer& layer, std::string_view kind) {
    for (const KerasWeight& weight : layer.weights) {
        if (weight_kind(weight.name) == kind)
            return &weight.values;
    }
    return nullptr;
}

/// The number at the end of a layer's name: 0 for "conv2d", 12 for "conv2d_12".
std::optional<int> layer_number(std::string_view name, std::string_view stem) {
    if (!name.starts_with(stem))
        return std::nullopt;
    name.remove_prefix(stem.size());
    if (name.empty())
        return 0;
    int number = 0;
    const auto [end, fault] = std::from_chars(name.data() + 1, name.data() + name.size(), number);
    if (name.front() != '_' || fault != std::errc() || end != name.data() + name.size())
        return std::nullopt;
    return number;
}

/// The layers in the order of creation. @param given  as the file has them.
std::vector<const KerasLayer*> in_creation_order(const std::vector<const KerasLayer*>& given,
                                                 KerasOrder order, std::string_view stem) {
    if (given.size() != convolution_count)
        throw Error(fmt::format("it has {} layers like {}, InceptionV3 has {}", given.size(), stem,
                                convolution_count));
    std::vector<const KerasLayer*> created = given;
    if (order == KerasOrder::listed) {
        for (std::size_t i = 0; i < given.size(); ++i)
            created[created_of_listed[i]] = given[i];
    }
    std::optional<int> last;
    for (const KerasLayer* layer : created) {
        const std::optional<int> number = layer_number(layer->name, stem);
        if (last && number && *number <= *last)
            throw Error(fmt::format("layer {} is not where Keras lists it", quoted_name(layer->name)));
        last = number ? number : last;
    }
    return created;
}

/// Height x width x inputs x outputs to outputs x inputs x height x width.
HostTensor to_our_layout(const HostTensor& kernel) {
    const auto cells = static_cast<std::size_t>(kernel.shape[0] * kernel.shape[1]);
    const auto inputs = static_cast<std::size_t>(kernel.shape[2]);
    const auto outputs = static_cast<std::size_t>(kernel.shape[3]);
    const std::vector<float> values = kernel.to_floats();
    std::vector<float> result(values.size());
    for (std::size_t cell = 0; cell < cells; ++cell)
        for (std::size_t input = 0; input < inputs; ++input)
            for (std::size_t output = 0; output < outputs; ++output)
                result[(output * inputs + input) * cells + cell] =
                    values[(cell * inputs + input) * outputs + output];
    return HostTensor::from_floats({kernel.shape[3], kernel.shape[2], kernel.shape[0], kernel.shape[1]},
                                   result);
}

BatchNorm batch_norm(const KerasLayer& layer) {
    const auto values = [&](std::string_view kind) {
        const HostTensor* weight = find_weight(layer, kind);
        if (weight == nullptr)
            throw Error(fmt::format("layer {} has no \"{}\"", quoted_name(layer.name), kind));
        return weight->to_floats();
    };
    BatchNorm norm{{}, values("beta"), values("moving_mean"), values("moving_variance"), keras_epsilon};
    if (find_weight(layer, "gamma") != nullptr)
        norm.scale = values("gamma");
    return norm;
}

} // namespace

ImportedBackbone inception_v3_from_keras(const std::vector<KerasLayer>& layers, KerasOrder order) {
    ImportedBackbone result{"inception_v3", "keras", {}, {}, {}};
    std::vector<const KerasLayer*> convolutions;
    std::vector<const KerasLayer*> norms;
    LeftOut classifier{"classifier", 0, 0};
    for (const KerasLayer& layer : layers) {
        const HostTensor* kernel = find_weight(layer, "kernel");
        if (kernel != nullptr && kernel->shape.size() == 4) {
            if (layer.weights.size() != 1)
                throw Error(fmt::format("layer {} has a bias, InceptionV3's convolutions have none",
                                        quoted_name(layer.name)));
            convolutions.push_back(&layer);
        } else if (find_weight(layer, "moving_mean") != nullptr) {
            norms.push_back(&layer);
        } else {
            for (const KerasWeight& weight : layer.weights) {
                ++classifier.tensors;
                classifier.values += element_count(weight.values.shape);
            }
        }
    }
    if (classifier.tensors > 0)
        result.left_out.push_back(classifier);

    const auto created = in_creation_order(convolutions, order, "conv2d");
    const auto created_norms = in_creation_order(norms, order, "batch_normalization");
    const std::vector<NamedConvolution> network = inception_v3_convolutions();
    for (std::size_t i = 0; i < network.size(); ++i) {
        const HostTensor weight = to_our_layout(*find_weight(*created[i], "kernel"));
        if (weight.shape != network[i].weight)
            throw Error(fmt::format("layer {} is {} outputs first, {} needs {}",
                                    quoted_name(created[i]->name), shape_text(weight.shape), network[i].name,
                                    shape_text(network[i].weight)));
        try {
            add_convolution(result.weights, network[i].name, weight, batch_norm(*created_norms[i]),
                            network[i].stem ? Gain::apart : Gain::folded);
        } catch (const Error& error) {
            throw Error(fmt::format("layer {}: {}", quoted_name(created[i]->name), error.what()));
        }
    }
    return result;
}

bool has_keras_names(const TensorMap& tensors) {
    return tensors.contains("conv2d/kernel") || tensors.contains("conv2d_1/kernel") ||
           tensors.contains("conv2d/kernel:0") || tensors.contains("conv2d_1/kernel:0");
}

std::vector<KerasLayer> keras_layers(const TensorMap& tensors) {
    std::map<std::string, KerasLayer> layers;
    for (const auto& [name, values] : tensors) {
        const std::string layer = name.substr(0, name.rfind('/'));
        layers[layer].name = layer;
        layers[layer].weights.push_back({name, values});
    }
    std::vector<KerasLayer> result;
    for (auto& [name, layer] : layers)
        result.push_back(std::move(layer));
    const auto number = [](const KerasLayer& layer) {
        return layer_number(layer.name, layer.name.substr(0, layer.name.rfind('_'))).value_or(0);
    };
    std::ranges::stable_sort(result, {}, number);
    return result;
}

} // namespace saccade
