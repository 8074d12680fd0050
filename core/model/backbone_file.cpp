#include "core/model/backbone_file.h"

#include "core/model/backbone.h"
#include "core/model/bundle.h"
#include "core/model/captioner_tensors.h"
#include "core/model/compute_thread.h"
#include "core/model/tensor_conversion.h"
#include "core/support/content_hash.h"
#include "core/support/error.h"
#include "core/support/interactive_thread.h"
#include "core/weights/safetensors.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace saccade {

namespace {

constexpr const char* name_key = "saccade.backbone";
constexpr const char* flavour_key = "saccade.flavour";
constexpr const char* input_width_key = "saccade.input_width";
constexpr const char* input_height_key = "saccade.input_height";
constexpr std::string_view bundle_prefix = "backbone."; // of its tensors in a bundle

const std::string& metadata_of(const std::filesystem::path& path, const SafetensorsFile& file,
                               const char* key) {
    const auto found = file.metadata.find(key);
    if (found == file.metadata.end())
        throw FileError(path, fmt::format("this is no backbone file: its metadata lack \"{}\"", key),
                        "Make one with saccade-cli import");
    return found->second;
}

} // namespace

std::shared_ptr<Backbone> read_backbone(const std::filesystem::path& path) {
    SafetensorsFile file = read_safetensors(path);
    if (is_bundle(file))
        return build_captioner(path, read_bundle(path)).backbone;
    const auto text = [&](const char* key) -> const std::string& { return metadata_of(path, file, key); };
    const auto number = [&](const char* key) {
        const std::string& digits = text(key);
        int value = 0;
        const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (fault != std::errc() || end != digits.data() + digits.size() || value < 1 || value > 4096)
            throw FileError(path, fmt::format("\"{}\" is not a size in pixels: {}", key, digits));
        return value;
    };
    try {
        auto backbone = make_backbone(text(name_key), text(flavour_key), number(input_width_key),
                                      number(input_height_key));
        load_parameters(*backbone, file.tensors);
        return backbone;
    } catch (const FileError&) {
        throw;
    } catch (const Error& error) {
        throw FileError(path, error.what(), "Import the weights again");
    }
}

struct PhotoEncoder::Impl {
    std::shared_ptr<Backbone> backbone;
    Precision precision;
    std::size_t end; ///< the first block that is not run
    int rows = 0;
    int cols = 0;
    int channels = 0;
    GridPlacement placement = {};

    torch::Tensor run(const torch::Tensor& images) const {
        const torch::NoGradGuard no_grad;
        return backbone->run(images, 0, end);
    }
};

PhotoEncoder::PhotoEncoder(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PhotoEncoder::~PhotoEncoder() = default;
PhotoEncoder::PhotoEncoder(PhotoEncoder&&) noexcept = default;
PhotoEncoder& PhotoEncoder::operator=(PhotoEncoder&&) noexcept = default;

PhotoEncoder PhotoEncoder::load(const std::filesystem::path& file, Precision precision,
                                std::string_view before_block) {
    refuse_interactive_thread();
    auto backbone = read_backbone(file);
    const std::size_t blocks = backbone->blocks().size();
    const std::size_t end = before_block.empty() ? blocks : backbone->block(before_block);
    const BackboneSpec& spec = backbone->spec();
    auto impl = std::make_unique<Impl>(Impl{backbone, precision, end});
    if (end == blocks) {
        impl->placement = spec.placement;
        impl->rows = spec.placement.rows;
        impl->cols = spec.placement.cols;
        impl->channels = spec.channels;
    }
    run_on_compute_thread([&] {
        prepare_for_inference(*backbone, precision);
        if (end == blocks)
            return;
        const Pixels blank{
            spec.input_width, spec.input_height,
            std::vector<float>(static_cast<std::size_t>(spec.input_width) * spec.input_height * 3)};
        const torch::Tensor output = impl->run(to_tensor(blank, precision));
        impl->channels = static_cast<int>(output.size(1));
        impl->rows = static_cast<int>(output.size(2));
        impl->cols = static_cast<int>(output.size(3));
    });
    return PhotoEncoder(std::move(impl));
}

std::vector<FeatureGrid> PhotoEncoder::grids(std::span<const Pixels> batch) const {
    return on_compute_thread([&] {
        std::vector<torch::Tensor> images;
        for (const Pixels& pixels : batch)
            images.push_back(to_tensor(pixels, impl_->precision));
        const torch::Tensor output = impl_->run(torch::cat(images));
        std::vector<FeatureGrid> result;
        for (std::int64_t i = 0; i < output.size(0); ++i)
            result.push_back(to_feature_grid(output.narrow(0, i, 1), placement()));
        return result;
    });
}

FeatureGrid PhotoEncoder::grid(const Photo& photo, Recipe recipe) const {
    const Pixels pixels = preprocess(photo, recipe, input_width(), input_height());
    return grids({&pixels, 1}).front();
}

const std::string& PhotoEncoder::backbone() const {
    return impl_->backbone->spec().name;
}
const std::string& PhotoEncoder::flavour() const {
    return impl_->backbone->spec().flavour;
}
Precision PhotoEncoder::precision() const {
    return impl_->precision;
}
int PhotoEncoder::input_width() const {
    return impl_->backbone->spec().input_width;
}
int PhotoEncoder::input_height() const {
    return impl_->backbone->spec().input_height;
}
int PhotoEncoder::rows() const {
    return impl_->rows;
}
int PhotoEncoder::cols() const {
    return impl_->cols;
}
int PhotoEncoder::channels() const {
    return impl_->channels;
}
const GridPlacement& PhotoEncoder::placement() const {
    return impl_->placement;
}

std::string hash_of_backbone(const std::filesystem::path& path, std::string_view before_block) {
    ContentHash hash;
    std::vector<std::string> prefixes; // of the tensors that count; none: all do
    if (!before_block.empty()) {
        const auto backbone = read_backbone(path);
        const std::size_t end = backbone->block(before_block);
        for (std::size_t block = 0; block < end; ++block)
            prefixes.push_back(backbone->blocks()[block] + '.');
        hash.add(before_block);
    }
    const auto add = [&](const std::string& kind, const std::string& flavour, const TensorMap& weights,
                         std::string_view prefix) {
        hash.add(kind);
        hash.add(flavour);
        for (const auto& [name, tensor] : weights) {
            if (!name.starts_with(prefix))
                continue;
            const std::string_view own = std::string_view(name).substr(prefix.size());
            if (!before_block.empty() && std::ranges::none_of(prefixes, [&](const std::string& block) {
                    return own.starts_with(block);
                }))
                continue;
            hash.add(own);
            hash.add(shape_text(tensor.shape));
            hash.add(std::as_bytes(std::span<const float>(tensor.to_floats())));
        }
    };
    if (const SafetensorsFile header = read_safetensors_header(path); is_bundle(header)) {
        const Bundle bundle = read_bundle(path);
        add(bundle.header.backbone, bundle.header.backbone_flavour, bundle.weights, bundle_prefix);
    } else {
        add(metadata_of(path, header, name_key), metadata_of(path, header, flavour_key),
            read_safetensors(path).tensors, {});
    }
    return hash.hex();
}

void write_backbone(const std::filesystem::path& file, const std::string& backbone,
                    const std::string& flavour, const TensorMap& weights,
                    const std::map<std::string, std::string>& notes) {
    const int size = default_input_size(backbone);
    const auto network = make_backbone(backbone, flavour, size, size);
    load_parameters(*network, weights);
    SafetensorsFile content{weights, notes};
    content.metadata[name_key] = backbone;
    content.metadata[flavour_key] = flavour;
    content.metadata[input_width_key] = std::to_string(size);
    content.metadata[input_height_key] = std::to_string(size);
    write_safetensors(file, content);
}

} // namespace saccade
