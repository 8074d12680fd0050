#include "core/weights/backbone_import.h"

#include "core/support/error.h"
#include "core/support/mapped_file.h"
#include "core/weights/keras_file.h"
#include "core/weights/keras_names.h"
#include "core/weights/mobilenet_v2_map.h"
#include "core/weights/safetensors.h"
#include "core/weights/tflite.h"
#include "core/weights/torch_file.h"
#include "core/weights/torch_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace saccade {

namespace {

/// What each channel of [-1, 1] is multiplied with and shifted by to become what the weights expect.
struct PixelMap {
    std::array<float, 3> factor;
    std::array<float, 3> shift;
};

PixelMap pixel_map(PixelRange range) {
    if (range == PixelRange::zero_to_one)
        return {{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}};
    constexpr std::array mean{0.485F, 0.456F, 0.406F};
    constexpr std::array deviation{0.229F, 0.224F, 0.225F};
    PixelMap map{};
    for (std::size_t channel = 0; channel < 3; ++channel) {
        map.factor[channel] = 0.5F / deviation[channel];
        map.shift[channel] = (0.5F - mean[channel]) / deviation[channel];
    }
    return map;
}

/// Exact because InceptionV3 does not pad its first convolution.
void fold_pixel_range(TensorMap& weights, PixelRange range) {
    const PixelMap map = pixel_map(range);
    HostTensor& weight = weights.at("Conv2d_1a_3x3.weight");
    HostTensor& bias = weights.at("Conv2d_1a_3x3.bias");
    const std::vector<float> gains = weights.at("Conv2d_1a_3x3.gain").to_floats();
    std::vector<float> values = weight.to_floats();
    std::vector<float> shifts = bias.to_floats();
    const std::size_t cells = values.size() / shifts.size() / 3;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t channel = i / cells % 3;
        const std::size_t output = i / cells / 3;
        shifts[output] += gains.at(output) * values[i] * map.shift[channel];
        values[i] *= map.factor[channel];
    }
    weight = HostTensor::from_floats(weight.shape, values);
    bias = HostTensor::from_floats(bias.shape, shifts);
}

ImportedBackbone named_tensors(const TensorMap& tensors, const std::string& format) {
    ImportedBackbone result;
    if (has_torch_inception_v3(tensors))
        result = inception_v3_from_torch(tensors);
    else if (has_torch_mobilenet_v2(tensors))
        result = mobilenet_v2_from_torch(tensors);
    else if (has_keras_names(tensors))
        result = inception_v3_from_keras(keras_layers(tensors), KerasOrder::numbered);
    else
        throw Error(
            fmt::format("its {} tensors, {} the first, are not named like those of a backbone Saccade knows",
                        tensors.size(), tensors.empty() ? "none" : quoted_name(tensors.begin()->first)));
    result.format = format;
    return result;
}

ImportedBackbone tensorflow_lite(const std::filesystem::path& file) {
    MobileNetV2Weights weights = mobilenet_v2_from_tflite(read_tflite(file));
    ImportedBackbone result{"mobilenet_v2", "tensorflow", "TensorFlow Lite", std::move(weights.backbone), {}};
    LeftOut classifier{"classifier", weights.classifier.size(), 0};
    for (const auto& [name, tensor] : weights.classifier)
        classifier.values += element_count(tensor.shape);
    if (classifier.tensors > 0)
        result.left_out.push_back(classifier);
    for (const std::string& name : weights.ignored)
        result.left_out.push_back({quoted_name(name), 1, 0});
    return result;
}

/// "TFL3" stands after the root offset.
bool looks_like_tflite(std::span<const std::byte> head) {
    constexpr std::array identifier{std::byte{'T'}, std::byte{'F'}, std::byte{'L'}, std::byte{'3'}};
    return head.size() >= 8 && std::ranges::equal(head.subspan(4, 4), identifier);
}

/// Without the "module." that data-parallel training puts before every name.
TensorMap without_module(TensorMap tensors) {
    constexpr std::string_view wrapper = "module.";
    const auto wrapped = [&](const auto& entry) { return entry.first.starts_with(wrapper); };
    if (tensors.empty() || !std::ranges::all_of(tensors, wrapped))
        return tensors;
    TensorMap result;
    for (auto& [name, tensor] : tensors)
        result.emplace(name.substr(wrapper.size()), std::move(tensor));
    return result;
}

ImportedBackbone keras_hdf5(const std::filesystem::path& file, const std::stop_token& stop) {
    ImportedBackbone result = inception_v3_from_keras(read_keras_file(file, stop).layers, KerasOrder::listed);
    result.format = "Keras HDF5";
    return result;
}

ImportedBackbone read_any(const std::filesystem::path& file, const std::stop_token& stop) {
    const MappedFile content(file);
    const std::span<const std::byte> head =
        content.bytes().first(std::min<std::size_t>(content.bytes().size(), 4096));
    if (looks_like_tflite(head))
        return tensorflow_lite(file);
    if (looks_like_hdf5_file(head))
        return keras_hdf5(file, stop);
    if (looks_like_torch_file(head))
        return named_tensors(without_module(read_torch_file(file)), "PyTorch");
    return named_tensors(without_module(read_safetensors(file).tensors), "safetensors");
}

} // namespace

PixelRange pixel_range_from_name(std::string_view name) {
    if (name == "-1..1")
        return PixelRange::minus_one_to_one;
    if (name == "0..1")
        return PixelRange::zero_to_one;
    if (name == "imagenet")
        return PixelRange::imagenet;
    throw UsageError(
        fmt::format("\"{}\" is no range of pixels Saccade knows. Known: -1..1, 0..1, imagenet.", name));
}

ImportedBackbone import_backbone(const std::filesystem::path& file, PixelRange pixels, std::stop_token stop) {
    ImportedBackbone result;
    try {
        result = read_any(file, stop);
    } catch (const FileError&) {
        throw;
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        throw FileError(file, error.what(), "Import weights of InceptionV3 or of MobileNetV2 1.0");
    }
    if (pixels != PixelRange::minus_one_to_one) {
        if (result.backbone != "inception_v3")
            throw UsageError("Only InceptionV3's weights can be changed to another range of pixels.");
        fold_pixel_range(result.weights, pixels);
    }
    return result;
}

} // namespace saccade
