#include "core/model/bundle.h"

#include "core/model/backbone.h"
#include "core/model/tensor_conversion.h"
#include "core/support/error.h"
#include "core/support/interactive_thread.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>

namespace saccade {

namespace {

using nlohmann::json;

constexpr const char* format_key = "saccade.format";
constexpr const char* header_key = "saccade.bundle";
constexpr const char* vocabulary_key = "saccade.vocabulary";
constexpr const char* written_key = "saccade.written_forms"; // of words; absent where there are none
constexpr const char* provenance_key = "saccade.provenance";
constexpr std::string_view scale_suffix = ".scale";

struct StorageName {
    Storage storage;
    std::string_view name;
};
constexpr std::array storage_names{StorageName{Storage::fp32, "fp32"}, StorageName{Storage::fp16, "fp16"},
                                   StorageName{Storage::int8, "int8"}};

/// Only matrices and kernels shrink; biases and other vectors are small and sensitive.
bool shrinks(const HostTensor& tensor) {
    return tensor.shape.size() >= 2;
}

/// 8 bits for an output channel of fewer weights, as in depthwise kernels, would save little and cost much.
constexpr std::size_t smallest_8_bit_channel = 16;

std::size_t channel_width(const HostTensor& tensor) {
    const auto channels = static_cast<std::size_t>(tensor.shape.front());
    return channels == 0 ? 0 : static_cast<std::size_t>(element_count(tensor.shape)) / channels;
}

struct Quantised {
    HostTensor values; ///< int8
    HostTensor scales; ///< fp32, one an output channel
};

std::int8_t nearest_step(float value, float scale) {
    return static_cast<std::int8_t>(std::clamp(std::lround(value / scale), -127L, 127L));
}

/// The step that loses least in the sum of squares: often finer than what the largest weight asks for, which
/// is then cut.
float best_scale(std::span<const float> weights) {
    float largest = 0;
    for (const float weight : weights)
        largest = std::max(largest, std::abs(weight));
    if (largest == 0)
        return 1;
    float best = largest / 127;
    double least = std::numeric_limits<double>::infinity();
    for (int percent = 100; percent >= 60; percent -= 2) {
        const float scale = largest * static_cast<float>(percent) / 100 / 127;
        double loss = 0;
        for (const float weight : weights) {
            const double off =
                static_cast<double>(weight) - static_cast<double>(nearest_step(weight, scale)) * scale;
            loss += off * off;
        }
        if (loss < least) {
            least = loss;
            best = scale;
        }
    }
    return best;
}

Quantised quantise(const HostTensor& tensor) {
    const std::vector<float> source = tensor.to_floats();
    const auto channels = static_cast<std::size_t>(tensor.shape.front());
    const std::size_t width = channel_width(tensor);
    std::vector<float> scales(channels);
    HostTensor values{DType::i8, tensor.shape, std::vector<std::byte>(source.size())};
    for (std::size_t channel = 0; channel < channels; ++channel) {
        const std::span<const float> weights(source.data() + channel * width, width);
        scales[channel] = best_scale(weights);
        for (std::size_t i = 0; i < width; ++i)
            values.bytes[channel * width + i] =
                static_cast<std::byte>(nearest_step(weights[i], scales[channel]));
    }
    return {std::move(values), HostTensor::from_floats({tensor.shape.front()}, scales)};
}

HostTensor dequantise(const HostTensor& values, const HostTensor& scales) {
    const std::vector<float> factors = scales.to_floats();
    std::vector<float> result = values.to_floats();
    const std::size_t width = factors.empty() ? 0 : result.size() / factors.size();
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] *= factors[i / width];
    return HostTensor::from_floats(values.shape, result);
}

HostTensor as_half(const HostTensor& tensor) {
    const torch::Tensor half = to_torch(tensor).to(torch::kFloat16).contiguous();
    HostTensor result{DType::f16, tensor.shape,
                      std::vector<std::byte>(static_cast<std::size_t>(half.nbytes()))};
    if (!result.bytes.empty())
        std::memcpy(result.bytes.data(), half.data_ptr(), result.bytes.size());
    return result;
}

TensorMap shrink(const TensorMap& weights, Storage storage, std::span<const std::string> fp16_parts) {
    const auto stays_fp16 = [&](const std::string& name) {
        return std::ranges::any_of(
            fp16_parts, [&](const std::string& part) { return name.find(part) != std::string::npos; });
    };
    TensorMap stored;
    for (const auto& [name, tensor] : weights) {
        if (storage == Storage::fp32 || !shrinks(tensor)) {
            stored[name] = tensor;
        } else if (storage == Storage::fp16 || channel_width(tensor) < smallest_8_bit_channel ||
                   stays_fp16(name)) {
            stored[name] = as_half(tensor);
        } else {
            auto [values, scales] = quantise(tensor);
            stored[name] = std::move(values);
            stored[name + std::string(scale_suffix)] = std::move(scales);
        }
    }
    return stored;
}

/// @throws Error that names the tensor.
TensorMap expand(TensorMap stored) {
    TensorMap weights;
    const auto is_scale = [&stored](const std::string& name) {
        if (!name.ends_with(scale_suffix))
            return false;
        const auto scaled = stored.find(name.substr(0, name.size() - scale_suffix.size()));
        return scaled != stored.end() && scaled->second.dtype == DType::i8;
    };
    for (auto& [name, tensor] : stored) {
        if (tensor.dtype == DType::i8) {
            const auto scales = stored.find(name + std::string(scale_suffix));
            if (scales == stored.end())
                throw Error(fmt::format("8-bit tensor \"{}\" comes without its scales", name));
            if (tensor.shape.empty() || scales->second.shape != Shape{tensor.shape.front()} ||
                scales->second.dtype != DType::f32)
                throw Error(
                    fmt::format("the scales of \"{}\" are not one fp32 number an output channel", name));
            weights[name] = dequantise(tensor, scales->second);
        } else if (is_scale(name)) {
            continue; // read with its tensor
        } else {
            weights[name] = HostTensor::from_floats(tensor.shape, tensor.to_floats());
        }
    }
    return weights;
}

BundleHeader parse_header(const std::filesystem::path& path, const SafetensorsFile& file) {
    constexpr std::string_view damaged = "The file is damaged; fetch or export it again";
    const auto text = [&](const char* key) -> const std::string& {
        const auto found = file.metadata.find(key);
        if (found == file.metadata.end())
            throw FileError(path, fmt::format("the bundle lacks \"{}\"", key), damaged);
        return found->second;
    };
    if (!is_bundle(file))
        throw FileError(path, "this .safetensors file is not a Saccade model bundle",
                        "Open a bundle, or make one with saccade-cli train");
    BundleHeader header;
    try {
        header.version = json::parse(text(format_key)).get<int>();
        if (header.version > BundleHeader::current_version)
            throw FileError(path,
                            fmt::format("the bundle has format {}, this Saccade reads formats up to {}",
                                        header.version, BundleHeader::current_version),
                            "Open it with a newer Saccade");
        if (header.version < 1)
            throw FileError(path, "the bundle's format number is not positive", damaged);
        const json root = json::parse(text(header_key));
        const json& backbone = root.at("backbone");
        header.backbone = backbone.at("name").get<std::string>();
        header.backbone_flavour = backbone.at("flavour").get<std::string>();
        header.input_width = backbone.at("input_width").get<int>();
        header.input_height = backbone.at("input_height").get<int>();
        header.recipe = recipe_from_name(root.at("recipe").get<std::string>());
        header.tokenizer = root.at("tokenizer").get<std::string>();
        header.max_words = root.at("max_words").get<int>();
        header.storage = storage_from_name(root.at("storage").get<std::string>());
        header.network = root.at("network").get<CaptionNetworkConfig>();
        header.card.name = root.at("card").at("name").get<std::string>();
        header.card.description = root.at("card").at("description").get<std::string>();
        header.card.licence = root.at("card").at("licence").get<std::string>();
        header.card.provenance = text(provenance_key);
        header.vocabulary =
            Vocabulary::from_words(json::parse(text(vocabulary_key)).get<std::vector<std::string>>());
        if (file.metadata.contains(written_key))
            header.vocabulary.set_written_forms(
                json::parse(text(written_key)).get<std::map<std::string, std::string>>());
    } catch (const FileError&) {
        throw;
    } catch (const json::exception& error) {
        throw FileError(path, fmt::format("the bundle's description cannot be read ({})", error.what()),
                        damaged);
    } catch (const Error& error) {
        throw FileError(path, fmt::format("the bundle's description does not hold: {}", error.what()),
                        damaged);
    }
    constexpr int largest_input = 1024;
    if (header.input_width < 1 || header.input_height < 1 || header.input_width > largest_input ||
        header.input_height > largest_input)
        throw FileError(path, "the bundle's input size is out of range", damaged);
    if (header.max_words < 1 || header.max_words > 1000)
        throw FileError(path, "the bundle's longest caption is out of range", damaged);
    if (header.vocabulary.size() != static_cast<std::size_t>(header.network.vocabulary_size))
        throw FileError(path, "the vocabulary's size is not the network's", damaged);
    return header;
}

} // namespace

Storage storage_from_name(std::string_view name) {
    for (const StorageName& known : storage_names) {
        if (known.name == name)
            return known.storage;
    }
    throw UsageError(fmt::format("\"{}\" is no storage Saccade knows. Known: fp32, fp16, int8.", name));
}

std::string_view storage_name(Storage storage) {
    for (const StorageName& known : storage_names) {
        if (known.storage == storage)
            return known.name;
    }
    return {};
}

bool is_bundle(const SafetensorsFile& file) {
    return file.metadata.contains(format_key);
}

BundleHeader read_bundle_header(const std::filesystem::path& path) {
    refuse_interactive_thread();
    return parse_header(path, read_safetensors_header(path));
}

Bundle read_bundle(const std::filesystem::path& path) {
    refuse_interactive_thread();
    SafetensorsFile file = read_safetensors(path);
    Bundle bundle{parse_header(path, file), {}};
    try {
        bundle.weights = expand(std::move(file.tensors));
    } catch (const Error& error) {
        throw FileError(path, error.what(), "The file is damaged; fetch or export it again");
    }
    return bundle;
}

void write_bundle(const std::filesystem::path& path, const Bundle& bundle,
                  std::span<const std::string> fp16_parts) {
    const BundleHeader& header = bundle.header;
    const json root = {{"backbone",
                        {{"name", header.backbone},
                         {"flavour", header.backbone_flavour},
                         {"input_width", header.input_width},
                         {"input_height", header.input_height}}},
                       {"recipe", recipe_name(header.recipe)},
                       {"tokenizer", header.tokenizer},
                       {"max_words", header.max_words},
                       {"storage", storage_name(header.storage)},
                       {"network", header.network},
                       {"card",
                        {{"name", header.card.name},
                         {"description", header.card.description},
                         {"licence", header.card.licence}}}};
    SafetensorsFile file{shrink(bundle.weights, header.storage, fp16_parts), {}};
    file.metadata[format_key] = std::to_string(header.version);
    file.metadata[header_key] = root.dump();
    file.metadata[vocabulary_key] = json(header.vocabulary.words()).dump();
    if (!header.vocabulary.written_forms().empty())
        file.metadata[written_key] = json(header.vocabulary.written_forms()).dump();
    file.metadata[provenance_key] = header.card.provenance;
    write_safetensors(path, file);
}

TensorMap round_trip(const TensorMap& weights, Storage storage) {
    return expand(shrink(weights, storage, {}));
}

} // namespace saccade
