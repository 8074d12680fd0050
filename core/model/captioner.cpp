#include "core/model/captioner.h"

#include "core/model/captioner_tensors.h"
#include "core/model/compute_thread.h"
#include "core/model/random_draws.h"
#include "core/model/tensor_conversion.h"
#include "core/support/error.h"
#include "core/support/interactive_thread.h"

#include <fmt/format.h>

#include <cstring>

namespace saccade {

torch::Tensor to_tensor(const Pixels& pixels, Precision precision) {
    const torch::Tensor rows = torch::from_blob(const_cast<float*>(pixels.values.data()), // cloned below
                                                {1, pixels.height, pixels.width, 3});
    const auto type = precision == Precision::bf16 ? torch::kBFloat16 : torch::kFloat32;
    // A copy; channels-last in memory, which the backbones want.
    return rows.to(type, false, true).permute({0, 3, 1, 2});
}

FeatureGrid to_feature_grid(const torch::Tensor& grid, const GridPlacement& placement) {
    const torch::Tensor cells = grid.squeeze(0).permute({1, 2, 0}).to(torch::kFloat32).contiguous();
    FeatureGrid result{static_cast<int>(cells.size(0)), static_cast<int>(cells.size(1)),
                       static_cast<int>(cells.size(2)), std::vector<float>(cells.numel()), placement};
    std::memcpy(result.values.data(), cells.data_ptr<float>(), result.values.size() * sizeof(float));
    return result;
}

Captioner::Impl build_captioner(const std::filesystem::path& path, Bundle bundle) {
    Captioner::Impl impl;
    BundleHeader& header = bundle.header;
    try {
        std::int64_t given = 0;
        for (const auto& [name, tensor] : bundle.weights)
            given += name.starts_with("captioner.") ? element_count(tensor.shape) : 0;
        if (const std::int64_t needed = parameter_count(header.network); given != needed)
            throw Error(fmt::format("the decoder's tensors hold {} numbers, its configuration needs {}",
                                    given, needed));
        impl.backbone =
            make_backbone(header.backbone, header.backbone_flavour, header.input_width, header.input_height);
        if (impl.backbone->spec().channels != header.network.feature_channels)
            throw Error(fmt::format("the decoder reads {} channels, the backbone gives {}",
                                    header.network.feature_channels, impl.backbone->spec().channels));
        {
            const auto held = hold_random_draws();
            impl.network = std::make_shared<CaptionNetwork>(header.network);
        }
        load_parameters(*impl.backbone, bundle.weights, "backbone.");
        load_parameters(*impl.network, bundle.weights, "captioner.");
    } catch (const c10::Error& error) {
        throw FileError(path, "the network cannot be built: " + std::string(error.what_without_backtrace()),
                        "Open another model");
    } catch (const FileError&) {
        throw;
    } catch (const Error& error) {
        throw FileError(path, error.what(),
                        "The file is damaged or was made by another program; open another model");
    }
    impl.network->eval();
    for (torch::Tensor& parameter : impl.network->parameters())
        parameter.set_requires_grad(false);
    impl.header = std::move(header);
    impl.path = path;
    return impl;
}

std::shared_ptr<const Captioner> Captioner::load(const std::filesystem::path& bundle, Precision precision) {
    refuse_interactive_thread();
    auto impl = std::make_unique<Impl>(build_captioner(bundle, read_bundle(bundle)));
    impl->precision = precision;
    run_on_compute_thread([&] { prepare_for_inference(*impl->backbone, precision); });
    return std::make_shared<const Captioner>(std::move(impl));
}

Captioner::Captioner(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Captioner::~Captioner() = default;

Pixels Captioner::prepare(const Photo& photo) const {
    const BundleHeader& header = impl_->header;
    return preprocess(photo, header.recipe, header.input_width, header.input_height);
}

FeatureGrid Captioner::grid(const Photo& photo) const {
    return grid(prepare(photo));
}

FeatureGrid Captioner::grid(const Pixels& pixels) const {
    return on_compute_thread([&] {
        const torch::NoGradGuard no_grad;
        const torch::Tensor image = to_tensor(pixels, impl_->precision);
        return to_feature_grid(impl_->backbone->forward(image), impl_->backbone->spec().placement);
    });
}

EncodedPhoto Captioner::encode(const Photo& photo) const {
    refuse_interactive_thread();
    return encode(prepare(photo));
}

EncodedPhoto Captioner::encode(const Pixels& pixels) const {
    refuse_interactive_thread();
    return encode(grid(pixels));
}

EncodedPhoto Captioner::encode(const FeatureGrid& grid) const {
    refuse_interactive_thread();
    if (grid.channels != impl_->header.network.feature_channels)
        throw UsageError("This grid was made by another backbone than the captioner's.");
    return on_compute_thread([&] {
        const torch::NoGradGuard no_grad;
        const torch::Tensor cells = torch::from_blob(const_cast<float*>(grid.values.data()), // only read
                                                     {1, grid.rows * grid.cols, grid.channels});
        return EncodedPhoto(std::make_shared<EncodedPhoto::Data>(
            EncodedPhoto::Data{impl_->network->encode(cells), grid.placement}));
    });
}

const GridPlacement& EncodedPhoto::placement() const {
    return data_->placement;
}

const Vocabulary& Captioner::vocabulary() const {
    return impl_->header.vocabulary;
}
Precision Captioner::precision() const {
    return impl_->precision;
}
const std::string& Captioner::tokenizer() const {
    return impl_->header.tokenizer;
}
const ModelCard& Captioner::card() const {
    return impl_->header.card;
}
const std::filesystem::path& Captioner::path() const {
    return impl_->path;
}
GridPlacement Captioner::placement() const {
    return impl_->backbone->spec().placement;
}
int Captioner::max_words() const {
    return impl_->header.max_words;
}

} // namespace saccade
