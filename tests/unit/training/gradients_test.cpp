#include "core/model/compute_thread.h"
#include "core/training/caption_batches.h"
#include "core/training/loss.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>
#include <numeric>

namespace saccade {
namespace {

using torch::Tensor;
namespace fn = torch::nn::functional;

/// The tutorial's decoder, written as it stands there: a loop over the words that recomputes the attention
/// keys at every step and scores one word at a time, all captions padded to the longest. No line is shared
/// with CaptionNetwork but its parameters.
class PlainDecoder {
public:
    explicit PlainDecoder(CaptionNetwork& network) : config_(network.config()) {
        for (const auto& parameter : network.named_parameters())
            weights_[parameter.key()] = parameter.value();
    }

    Tensor loss(const Tensor& grids, const std::vector<std::vector<TokenId>>& captions,
                const std::vector<std::int64_t>& photos, LossNormalisation normalisation) const {
        std::size_t longest = 0;
        std::int64_t words = 0;
        for (const auto& caption : captions) {
            longest = std::max(longest, caption.size());
            words += static_cast<std::int64_t>(caption.size()) - 1;
        }
        const auto count = static_cast<std::int64_t>(captions.size());
        const Tensor own = grids.index_select(0, torch::tensor(photos));
        const Tensor features = torch::relu(layer("encoder", own));
        Tensor hidden = torch::zeros({count, config_.decoder_units});
        Tensor memory = torch::zeros({count, config_.decoder_units});
        if (config_.initial_state == InitialState::mean) {
            hidden = torch::tanh(layer("initial_hidden", features.mean(1)));
            if (config_.cell == RecurrentCell::lstm)
                memory = torch::tanh(layer("initial_memory", features.mean(1)));
        }
        Tensor sum = torch::zeros({});
        for (std::size_t t = 0; t + 1 < longest; ++t) {
            std::vector<std::int64_t> word, next;
            for (const auto& caption : captions) {
                word.push_back(t < caption.size() ? caption[t] : 0);
                next.push_back(t + 1 < caption.size() ? caption[t + 1] : 0);
            }
            const Tensor embedded = torch::embedding(weights_.at("embedding.weight"), torch::tensor(word));
            Tensor shown;
            if (config_.attention_timing == AttentionTiming::before) {
                const Tensor context = attend(features, hidden);
                recur(torch::cat({context, embedded}, 1), hidden, memory);
                shown = hidden;
            } else {
                recur(embedded, hidden, memory);
                shown = torch::cat({hidden, attend(features, hidden)}, 1);
            }
            const Tensor logits = layer("fc2", layer("fc1", shown));
            const Tensor losses = fn::cross_entropy(logits, torch::tensor(next),
                                                    fn::CrossEntropyFuncOptions().reduction(torch::kNone));
            const Tensor mask = torch::tensor(next) != 0;
            const Tensor masked = losses * mask.to(torch::kFloat32);
            sum = sum + (normalisation == LossNormalisation::tutorial ? masked.mean() : masked.sum() / words);
        }
        return sum;
    }

private:
    Tensor layer(const std::string& name, const Tensor& input) const {
        return torch::matmul(input, weights_.at(name + ".weight").t()) + weights_.at(name + ".bias");
    }

    Tensor attend(const Tensor& features, const Tensor& hidden) const {
        const Tensor score = layer("attention_v", torch::tanh(layer("attention_w1", features) +
                                                              layer("attention_w2", hidden).unsqueeze(1)));
        const Tensor context = (torch::softmax(score, 1) * features).sum(1);
        return config_.context_gate ? context * torch::sigmoid(layer("context_gate", hidden)) : context;
    }

    void recur(const Tensor& input, Tensor& hidden, Tensor& memory) const {
        if (config_.cell == RecurrentCell::gru) {
            hidden =
                torch::gru_cell(input, hidden, weights_.at("gru.weight_ih"), weights_.at("gru.weight_hh"),
                                weights_.at("gru.bias_ih"), weights_.at("gru.bias_hh"));
            return;
        }
        std::tie(hidden, memory) = torch::lstm_cell(input, {hidden, memory}, weights_.at("lstm.weight_ih"),
                                                    weights_.at("lstm.weight_hh"),
                                                    weights_.at("lstm.bias_ih"), weights_.at("lstm.bias_hh"));
    }

    CaptionNetworkConfig config_;
    std::map<std::string, Tensor> weights_;
};

struct Case {
    std::string name;
    RecurrentCell cell;
    LossNormalisation normalisation;
    AttentionTiming timing = AttentionTiming::before;
    InitialState start = InitialState::zero;
    bool gate = false;
};

class Gradients : public testing::TestWithParam<Case> {
protected:
    void SetUp() override {
        torch::manual_seed(3);
        config.feature_channels = 40;
        config.encoder_units = 24;
        config.attention_units = 33; // not a multiple of a vector register's width
        config.embedding_units = 20;
        config.decoder_units = 29;
        config.vocabulary_size = 50;
        config.cell = GetParam().cell;
        config.attention_timing = GetParam().timing;
        config.initial_state = GetParam().start;
        config.context_gate = GetParam().gate;
    }

    void TearDown() override { set_compute_threads(1); }

    static std::map<std::string, Tensor> gradients(CaptionNetwork& network, const Tensor& loss) {
        network.zero_grad();
        loss.backward();
        std::map<std::string, Tensor> result;
        for (const auto& parameter : network.named_parameters()) {
            const Tensor& gradient = parameter.value().grad(); // none where nothing depends on the parameter
            result[parameter.key()] =
                gradient.defined() ? gradient.clone() : torch::zeros_like(parameter.value());
        }
        return result;
    }

    CaptionNetworkConfig config;
};

/// Captions of `count` photos, one to three each, of 1 to 9 words.
std::vector<TrainingPhoto> captioned(std::size_t count, const Vocabulary& vocabulary) {
    std::vector<TrainingPhoto> photos;
    for (std::size_t i = 0; i < count; ++i) {
        TrainingPhoto& photo = photos.emplace_back();
        for (std::size_t c = 0; c <= i % 3; ++c) {
            auto& caption = photo.captions.emplace_back();
            for (std::size_t w = 0; w <= (i * 5 + c * 7) % 9; ++w)
                caption.push_back(vocabulary.word(static_cast<TokenId>(4 + (i * 11 + c * 3 + w * 17) % 46)));
        }
    }
    return photos;
}

TEST_P(Gradients, EqualThoseOfTheTutorialsLoop) {
    std::vector<std::string> words{"<pad>", "<unk>", "<start>", "<end>"};
    for (int i = 4; i < 50; ++i)
        words.push_back(fmt::format("w{}", i));
    const Vocabulary vocabulary = Vocabulary::from_words(words);
    const std::vector<TrainingPhoto> photos = captioned(11, vocabulary);
    CaptionNetwork network(config);
    {
        const torch::NoGradGuard no_grad;
        for (Tensor& parameter : network.parameters())
            parameter.mul_(2); // scores that differ, gates that open and close
    }
    const Tensor grids = torch::randn({11, 9, config.feature_channels});
    // A whole batch of eight photos, then what is left: three.
    for (const auto& [first, size] : {std::pair{0, 8}, std::pair{8, 3}}) {
        std::vector<std::size_t> batch(static_cast<std::size_t>(size));
        std::iota(batch.begin(), batch.end(), static_cast<std::size_t>(first));
        std::vector<std::vector<TokenId>> captions;
        std::vector<std::int64_t> photo_of;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            for (const auto& caption : photos[batch[i]].captions) {
                captions.push_back(vocabulary.encode(caption));
                photo_of.push_back(static_cast<std::int64_t>(i));
            }
        }
        const Tensor seen = grids.narrow(0, first, size);
        const Tensor plain = PlainDecoder(network).loss(seen, captions, photo_of, GetParam().normalisation);
        const auto expected = gradients(network, plain);
        for (const int threads : {1, 2}) {
            set_compute_threads(threads);
            Tensor ours;
            const auto found = on_compute_thread([&] {
                const CaptionBatch read =
                    make_caption_batch(photos, plan_of_photos(photos, batch), vocabulary, 20);
                const DecoderRun run = network.run(network.encode(seen), read);
                ours = caption_loss(run, static_cast<std::int64_t>(captions.size()), GetParam().normalisation,
                                    0);
                return gradients(network, ours);
            });
            EXPECT_NEAR(ours.item<double>(), plain.item<double>(), 1e-5 * plain.item<double>());
            for (const auto& [name, gradient] : found) {
                const double scale = expected.at(name).abs().max().item<double>();
                // The softmax does not see the score's bias: its gradient is 0 up to rounding.
                const double allowed = name == "attention_v.bias" ? 1e-6 : 1e-4 * scale;
                EXPECT_LT((gradient - expected.at(name)).abs().max().item<double>(), allowed) << name;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    EveryNetwork, Gradients,
    testing::Values(Case{"gru_tokens", RecurrentCell::gru, LossNormalisation::tokens},
                    Case{"gru_tutorial", RecurrentCell::gru, LossNormalisation::tutorial},
                    Case{"lstm_tokens", RecurrentCell::lstm, LossNormalisation::tokens},
                    Case{"lstm_tutorial", RecurrentCell::lstm, LossNormalisation::tutorial},
                    Case{"gru_after", RecurrentCell::gru, LossNormalisation::tokens, AttentionTiming::after,
                         InitialState::mean, true},
                    Case{"lstm_after", RecurrentCell::lstm, LossNormalisation::tokens, AttentionTiming::after,
                         InitialState::mean, false},
                    Case{"gru_gate", RecurrentCell::gru, LossNormalisation::tokens, AttentionTiming::before,
                         InitialState::mean, true},
                    Case{"lstm_gate", RecurrentCell::lstm, LossNormalisation::tokens, AttentionTiming::before,
                         InitialState::mean, true}),
    [](const testing::TestParamInfo<Case>& test) { return test.param.name; });

} // namespace
} // namespace saccade
