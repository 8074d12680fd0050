#include "core/model/caption_network.h"
#include "core/support/error.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace saccade {
namespace {

CaptionNetworkConfig small() {
    CaptionNetworkConfig config;
    config.feature_channels = 6;
    config.encoder_units = 5;
    config.attention_units = 7;
    config.embedding_units = 4;
    config.decoder_units = 8;
    config.vocabulary_size = 11;
    return config;
}

/// Every combination of the choices that change the network's shape.
std::vector<CaptionNetworkConfig> variants() {
    std::vector<CaptionNetworkConfig> result;
    for (const auto cell : {RecurrentCell::gru, RecurrentCell::lstm}) {
        for (const auto initial : {InitialState::zero, InitialState::mean}) {
            for (const auto timing : {AttentionTiming::before, AttentionTiming::after}) {
                for (const bool gate : {false, true}) {
                    CaptionNetworkConfig& config = result.emplace_back(small());
                    config.cell = cell;
                    config.initial_state = initial;
                    config.attention_timing = timing;
                    config.context_gate = gate;
                }
            }
        }
    }
    return result;
}

class CaptionNetworkVariant : public testing::TestWithParam<CaptionNetworkConfig> {
protected:
    void SetUp() override { torch::manual_seed(3); }
};

INSTANTIATE_TEST_SUITE_P(All, CaptionNetworkVariant, testing::ValuesIn(variants()));

TEST_P(CaptionNetworkVariant, HoldsAsManyNumbersAsPredicted) {
    const CaptionNetwork network(GetParam());
    std::int64_t count = 0;
    for (const torch::Tensor& parameter : network.parameters())
        count += parameter.numel();
    EXPECT_EQ(count, parameter_count(GetParam()));
}

TEST_P(CaptionNetworkVariant, TeacherForcingEqualsSteppingWordByWord) {
    const torch::NoGradGuard no_grad;
    CaptionNetwork network(GetParam());
    network.eval();
    const EncodedCells cells = network.encode(torch::randn({2, 9, 6}));
    // Three captions of two photos, of 4, 3 and 1 words.
    CaptionBatch batch;
    batch.photos = torch::tensor({1, 0, 1}, torch::kInt64);
    batch.inputs = torch::tensor({{2, 3, 4, 5}, {2, 6, 7, 0}, {2, 0, 0, 0}}, torch::kInt64);
    batch.targets = torch::tensor({{3, 4, 5, 9}, {6, 7, 9, 0}, {9, 0, 0, 0}}, torch::kInt64);
    batch.running = {3, 2, 2, 1};
    const DecoderRun run = network.run(cells, batch);
    ASSERT_EQ(run.logits.size(0), 8);

    std::int64_t row = 0;
    std::vector<DecoderState> states;
    for (std::int64_t caption = 0; caption < 3; ++caption) {
        const std::int64_t photo = batch.photos[caption].item<std::int64_t>();
        states.push_back(
            network.initial_state({cells.features.narrow(0, photo, 1), cells.keys.narrow(0, photo, 1)}));
    }
    for (std::size_t t = 0; t < batch.running.size(); ++t) {
        for (std::int64_t caption = 0; caption < batch.running[t]; ++caption, ++row) {
            const std::int64_t photo = batch.photos[caption].item<std::int64_t>();
            const EncodedCells own{cells.features.narrow(0, photo, 1), cells.keys.narrow(0, photo, 1)};
            const auto word = batch.inputs[caption][static_cast<std::int64_t>(t)].reshape({1});
            const DecoderStep step = network.step(own, states[static_cast<std::size_t>(caption)], word);
            EXPECT_TRUE(torch::allclose(network.readout(step.output)[0], run.logits[row], 1e-5, 1e-6));
            EXPECT_TRUE(torch::allclose(step.attention[0], run.attention[row], 1e-5, 1e-6));
            EXPECT_EQ(run.targets[row].item<std::int64_t>(),
                      batch.targets[caption][static_cast<std::int64_t>(t)].item<std::int64_t>());
            states[static_cast<std::size_t>(caption)] = step.state;
        }
    }
}

TEST_P(CaptionNetworkVariant, AStepReadOutWithItsOwnContextSaysTheSameAgain) {
    const torch::NoGradGuard no_grad;
    CaptionNetwork network(GetParam());
    network.eval();
    const EncodedCells cells = network.encode(torch::randn({1, 9, 6}));
    CaptionBatch batch;
    batch.photos = torch::tensor({0}, torch::kInt64);
    batch.inputs = torch::tensor({{2, 3, 4}}, torch::kInt64);
    batch.targets = torch::tensor({{3, 4, 9}}, torch::kInt64);
    batch.running = {1, 1, 1};
    const DecoderRun run = network.run(cells, batch);
    const torch::Tensor contexts = run.attention.mm(cells.features[0]);
    if (GetParam().attention_timing == AttentionTiming::before) {
        EXPECT_THROW(network.readout_of(run.hidden, contexts), UsageError);
        return;
    }
    EXPECT_TRUE(torch::allclose(network.readout_of(run.hidden, contexts), run.logits, 1e-5, 1e-6));
    EXPECT_FALSE(torch::allclose(network.readout_of(run.hidden, contexts + 1), run.logits, 1e-5, 1e-6));
    const torch::Tensor one = contexts.narrow(0, 0, 1);
    EXPECT_TRUE(torch::allclose(network.readout_of(run.hidden, one),
                                network.readout_of(run.hidden, one.expand({3, -1})), 1e-5, 1e-6));
}

TEST_P(CaptionNetworkVariant, AttentionIsADistributionOverTheCells) {
    const torch::NoGradGuard no_grad;
    CaptionNetwork network(GetParam());
    network.eval();
    const EncodedCells cells = network.encode(torch::randn({3, 9, 6}) * 10);
    const DecoderStep step =
        network.step(cells, network.initial_state(cells), torch::tensor({2, 3, 4}, torch::kInt64));
    EXPECT_EQ(step.attention.sizes(), (std::vector<std::int64_t>{3, 9}));
    EXPECT_TRUE(torch::allclose(step.attention.sum(1), torch::ones(3), 0, 1e-6));
    EXPECT_GE(step.attention.min().item<float>(), 0);
}

TEST_P(CaptionNetworkVariant, ItsConfigurationSurvivesJson) {
    const nlohmann::json json = GetParam();
    EXPECT_EQ(nlohmann::json(json.get<CaptionNetworkConfig>()), json);
}

TEST(CaptionNetworkConfig, DefaultsAreTheReferences) {
    const CaptionNetworkConfig config;
    EXPECT_EQ(config.feature_channels, 2048);
    EXPECT_EQ(config.encoder_units, 256);
    EXPECT_EQ(config.embedding_units, 256);
    EXPECT_EQ(config.decoder_units, 512);
    EXPECT_EQ(config.cell, RecurrentCell::gru);
    EXPECT_EQ(config.initial_state, InitialState::zero);
    EXPECT_EQ(config.attention_timing, AttentionTiming::before);
}

TEST(CaptionNetworkConfig, RefusesWhatItDoesNotKnow) {
    const auto read = [](const char* text) {
        return nlohmann::json::parse(text).get<CaptionNetworkConfig>();
    };
    EXPECT_THROW(read(R"({"cell": "transformer"})"), UsageError);
    EXPECT_THROW(read(R"({"decoder_units": 0})"), UsageError);
    EXPECT_THROW(read(R"({"decoder_units": 1e18})"), UsageError);
    EXPECT_THROW(read(R"({"decoder_units": "many"})"), UsageError);
    EXPECT_THROW(read(R"({"dropout": 1})"), UsageError);
    EXPECT_THROW(read(R"({"context_gate": 1})"), UsageError);
    EXPECT_THROW(read(R"([])"), UsageError);
}

TEST(CaptionNetwork, GruIsTheReferencesFormula) {
    // Written out from the tutorial's layers: attend with the old state, read [context, word], project twice.
    const torch::NoGradGuard no_grad;
    torch::manual_seed(5);
    CaptionNetwork network(small());
    network.eval();
    const auto weight = [&](const char* name) { return network.named_parameters()[name]; };
    const torch::Tensor grid = torch::randn({1, 9, 6});
    const EncodedCells cells = network.encode(grid);
    const torch::Tensor features =
        (grid[0].matmul(weight("encoder.weight").t()) + weight("encoder.bias")).clamp_min(0);
    DecoderState state = network.initial_state(cells);
    EXPECT_EQ(state.hidden.abs().sum().item<float>(), 0);
    torch::Tensor hidden = torch::randn({8});
    state.hidden = hidden.unsqueeze(0);
    const DecoderStep step = network.step(cells, state, torch::tensor({4}, torch::kInt64));

    const torch::Tensor score =
        (torch::tanh(features.matmul(weight("attention_w1.weight").t()) + weight("attention_w1.bias") +
                     weight("attention_w2.weight").matmul(hidden) + weight("attention_w2.bias")))
            .matmul(weight("attention_v.weight").t()) +
        weight("attention_v.bias");
    const torch::Tensor attention = torch::softmax(score, 0);
    const torch::Tensor context = (attention * features).sum(0);
    const torch::Tensor read = torch::cat({context, weight("embedding.weight")[4]});
    const auto gates = (weight("gru.weight_ih").matmul(read) + weight("gru.bias_ih")).chunk(3);
    const auto recurrent = (weight("gru.weight_hh").matmul(hidden) + weight("gru.bias_hh")).chunk(3);
    const torch::Tensor reset = torch::sigmoid(gates[0] + recurrent[0]);
    const torch::Tensor update = torch::sigmoid(gates[1] + recurrent[1]);
    const torch::Tensor candidate = torch::tanh(gates[2] + reset * recurrent[2]);
    const torch::Tensor next = (1 - update) * candidate + update * hidden;
    const torch::Tensor logits =
        weight("fc2.weight").matmul(weight("fc1.weight").matmul(next) + weight("fc1.bias")) +
        weight("fc2.bias");

    EXPECT_TRUE(torch::allclose(step.attention[0], attention.squeeze(1), 1e-5, 1e-6));
    EXPECT_TRUE(torch::allclose(step.state.hidden[0], next, 1e-5, 1e-6));
    EXPECT_TRUE(torch::allclose(network.readout(step.output)[0], logits, 1e-5, 1e-6));
}

} // namespace
} // namespace saccade
