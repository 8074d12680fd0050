#include "core/model/random_draws.h"
#include "core/model/tensor_conversion.h"
#include "core/training/trainer.h"

namespace saccade {

namespace {

/// Keras' defaults: Glorot's uniform distribution for matrices, zeros for biases, ones for the forget gate's.
void initialise_as_keras(CaptionNetwork& network) {
    const torch::NoGradGuard no_grad;
    for (auto& parameter : network.named_parameters()) {
        if (parameter.key() == "embedding.weight")
            continue; // drawn as Keras does already
        if (parameter.value().dim() == 2)
            torch::nn::init::xavier_uniform_(parameter.value());
        else
            parameter.value().zero_();
        if (parameter.key() == "lstm.bias_ih") {
            const std::int64_t units = network.config().decoder_units; // gates: input, forget, cell, output
            parameter.value().narrow(0, units, units).fill_(1);
        }
    }
}

} // namespace

Bundle make_untrained(BundleHeader header, const TensorMap& backbone_weights, const TrainingConfig& config) {
    const auto backbone =
        make_backbone(header.backbone, header.backbone_flavour, header.input_width, header.input_height);
    load_parameters(*backbone, backbone_weights);
    CaptionNetworkConfig network = config.network;
    network.feature_channels = backbone->spec().channels;
    network.vocabulary_size = static_cast<int>(header.vocabulary.size());
    const auto held = hold_random_draws();
    torch::manual_seed(config.seed);
    CaptionNetwork fresh(network);
    if (config.initialisation == Initialisation::keras)
        initialise_as_keras(fresh);
    header.network = network;
    Bundle result{std::move(header), {}};
    store_parameters(*backbone, result.weights, "backbone.");
    store_parameters(fresh, result.weights, "captioner.");
    return result;
}

} // namespace saccade
