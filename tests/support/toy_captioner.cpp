#include "tests/support/toy_captioner.h"

#include "core/model/captioner_tensors.h"
#include "core/model/tensor_conversion.h"

#include <cmath>

namespace saccade {

Bundle toy_bundle(std::uint64_t seed, CaptionNetworkConfig network) {
    torch::manual_seed(seed);
    Bundle bundle;
    BundleHeader& header = bundle.header;
    header.backbone = "mobilenet_v2";
    header.backbone_flavour = "tensorflow";
    header.input_width = header.input_height = 64;
    header.recipe = Recipe::antialias;
    header.tokenizer = "keras";
    header.max_words = 6;
    header.vocabulary = Vocabulary::from_words(
        {"<pad>", "<unk>", "<start>", "<end>", "a", "dog", "cat", "runs", "sits", "on", "grass"});
    header.card = {"toy", "random weights for tests", "none", "{}"};

    const auto backbone =
        make_backbone(header.backbone, header.backbone_flavour, header.input_width, header.input_height);
    network.feature_channels = backbone->spec().channels;
    network.encoder_units = 12;
    network.attention_units = 10;
    network.embedding_units = 8;
    network.decoder_units = 14;
    network.vocabulary_size = static_cast<int>(header.vocabulary.size());
    header.network = network;
    CaptionNetwork decoder(network);
    {
        // As drawn, every word would be almost equally likely; larger output weights make the choice depend
        // on the photo.
        const torch::NoGradGuard no_grad;
        decoder.named_parameters()["fc2.weight"].mul_(20);
        decoder.named_parameters()["encoder.weight"].mul_(20);
    }
    store_parameters(*backbone, bundle.weights, "backbone.");
    store_parameters(decoder, bundle.weights, "captioner.");
    return bundle;
}

std::shared_ptr<const Captioner> toy_captioner(std::uint64_t seed, CaptionNetworkConfig network) {
    return std::make_shared<const Captioner>(
        std::make_unique<Captioner::Impl>(build_captioner("toy", toy_bundle(seed, network))));
}

Photo toy_photo(int width, int height, std::uint64_t seed) {
    Photo photo{width, height, {}, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (int channel = 0; channel < 3; ++channel) {
                const double phase =
                    static_cast<double>(seed) * (channel + 1) + 7.0 * x / width + 5.0 * y / height;
                photo.rgb.push_back(static_cast<std::uint8_t>(127.5 + 127.0 * std::sin(phase)));
            }
        }
    }
    return photo;
}

} // namespace saccade
