#include "core/decoding/greedy.h"
#include "core/image/decode.h"
#include "core/model/captioner_tensors.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <numeric>

namespace saccade {
namespace {

const std::filesystem::path resources = std::filesystem::path(SACCADE_SOURCE_DIR) / "resources";

class BundledModel : public testing::Test {
protected:
    std::shared_ptr<const Captioner> captioner =
        Captioner::load(resources / "models" / "saccade-mobile.safetensors");

    Caption caption_of(const char* photo) const {
        return decode_greedy(captioner, captioner->encode(read_photo(resources / "photos" / photo)));
    }
};

/// See tests/golden/model/bundled_grid.py.
TEST_F(BundledModel, GivesTheGridOfAnIndependentEvaluation) {
    const torch::NoGradGuard no_grad;
    std::ifstream file(std::filesystem::path(SACCADE_TEST_DATA) / "model" / "bundled_grid.json");
    const nlohmann::json golden = nlohmann::json::parse(file);
    torch::Tensor image = torch::empty({1, 3, 256, 256});
    auto pixels = image.accessor<float, 4>();
    for (int y = 0; y < 256; ++y) {
        for (int x = 0; x < 256; ++x) {
            for (int c = 0; c < 3; ++c)
                pixels[0][c][y][x] = static_cast<float>(std::sin(0.05 * (c + 1) * x + 0.031 * y + 0.7 * c));
        }
    }
    const torch::Tensor grid = captioner->impl().backbone->forward(image);
    ASSERT_EQ(golden.at("samples").size(), 300U);
    for (const auto& sample : golden.at("samples")) {
        const double value =
            grid[0][sample[2].get<int>()][sample[0].get<int>()][sample[1].get<int>()].item<double>();
        EXPECT_NEAR(value, sample[3].get<double>(), 1e-3);
    }
    EXPECT_NEAR(grid.mean().item<double>(), golden.at("mean").get<double>(), 1e-4);
}

/// The spread that follows from the layers alone is an upper bound; training must not have made it
/// meaningless.
TEST_F(BundledModel, ItsCellsSeeNearlyAsFarAsItsLayersAllow) {
    Backbone& backbone = *captioner->impl().backbone;
    const torch::Tensor pixels = (torch::arange(256) + 0.5F) / 256;
    torch::manual_seed(1);
    for (const int cell : {3, 4}) {
        torch::Tensor image = torch::randn({1, 3, 256, 256}).requires_grad_();
        backbone.forward(image).select(2, cell).select(2, cell).square().sum().backward();
        const torch::Tensor mass = image.grad().pow(2).sum(at::IntArrayRef({0, 1, 2}));
        const torch::Tensor centre = (mass * pixels).sum() / mass.sum();
        const auto spread = ((mass * (pixels - centre).square()).sum() / mass.sum()).sqrt().item<float>();
        EXPECT_LT(spread, backbone.spec().placement.spread_x);
        EXPECT_GT(spread, backbone.spec().placement.spread_x / 2);
    }
}

TEST_F(BundledModel, NamesTheGermanShepherd) {
    EXPECT_THAT(caption_of("dog.jpg").text(), testing::HasSubstr("german shepherd"));
}

TEST_F(BundledModel, SaysSomethingElseOfAnotherPhoto) {
    EXPECT_NE(caption_of("dog.jpg").text(), caption_of("astronaut.jpg").text());
}

TEST_F(BundledModel, EveryMapIsADistributionOverItsCells) {
    const Caption caption = caption_of("horses.jpg");
    ASSERT_GE(caption.steps.size(), 3U);
    for (const CaptionStep& step : caption.steps) {
        ASSERT_EQ(step.attention.size(), 64U);
        EXPECT_NEAR(std::accumulate(step.attention.begin(), step.attention.end(), 0.0), 1, 1e-5) << step.word;
    }
}

TEST_F(BundledModel, TellsWhereItCameFrom) {
    const ModelCard& card = captioner->card();
    EXPECT_EQ(card.name, "saccade-mobile");
    EXPECT_THAT(card.licence, testing::AllOf(testing::HasSubstr("Flickr8k"), testing::HasSubstr("COCO")));
    const nlohmann::json runs = nlohmann::json::parse(card.provenance);
    ASSERT_EQ(runs.size(), 6U); // the decoder, then means
    EXPECT_EQ(runs[0].at("input"), "cached features");
    EXPECT_EQ(runs[0].at("backbone").at("runs").size(), 2U) << "and how its backbone was trained";
    const auto first_run = [&](std::size_t step) {
        EXPECT_EQ(runs[step].at("averaged").size(), 2U);
        return runs[step].at("averaged").at(0).at("runs").at(0);
    };
    EXPECT_GT(first_run(1).at("config").at("backbone_learning_rate"), 0);
    EXPECT_EQ(first_run(2).at("config").at("objective"), "self_critical");
    EXPECT_EQ(first_run(3).at("config").at("objective"), "self_critical");
    const nlohmann::json& all = runs[4].at("averaged");
    ASSERT_EQ(all.size(), 5U) << "the runs for the score, and those for words between them";
    EXPECT_EQ(all.at(1).at("runs").back().at("config").at("objective"), "cross_entropy");
    const nlohmann::json& last = runs[5].at("averaged");
    ASSERT_EQ(last.size(), 4U) << "three parts of that mean, one of the runs for the maps";
    const nlohmann::json& looking = last.at(3).at("runs").back().at("averaged");
    ASSERT_EQ(looking.size(), 3U);
    for (const nlohmann::json& look : looking)
        EXPECT_GT(look.at("runs").at(0).at("config").at("unattended_penalty"), 0);
}

TEST(BundledInception, IsSmallEnoughAndSeesAnEightByEightGrid) {
    const std::filesystem::path file = resources / "models" / "saccade-inception.safetensors";
    EXPECT_LT(std::filesystem::file_size(file), 32U << 20);
    const auto captioner = Captioner::load(file);
    EXPECT_EQ(captioner->impl().backbone->spec().name, "inception_v3");
    const auto captioned = [&](const char* photo) {
        return decode_greedy(captioner, captioner->encode(read_photo(resources / "photos" / photo)));
    };
    const Caption dog = captioned("dog.jpg");
    EXPECT_THAT(dog.text(), testing::HasSubstr("dog"));
    EXPECT_NE(dog.text(), captioned("astronaut.jpg").text());
    for (const CaptionStep& step : dog.steps) {
        ASSERT_EQ(step.attention.size(), 64U);
        EXPECT_NEAR(std::accumulate(step.attention.begin(), step.attention.end(), 0.0), 1, 1e-5) << step.word;
    }
}

TEST(BundledInception, TellsWhereItCameFrom) {
    const BundleHeader header = read_bundle_header(resources / "models" / "saccade-inception.safetensors");
    EXPECT_EQ(header.card.name, "saccade-inception");
    EXPECT_THAT(header.card.licence,
                testing::AllOf(testing::HasSubstr("nsfwjs"), testing::HasSubstr("MIT"),
                               testing::HasSubstr("Flickr8k"), testing::HasSubstr("COCO")));
    EXPECT_THAT(header.card.provenance, testing::HasSubstr("\"teacher\":\"saccade-mobile.safetensors\""));
}

} // namespace
} // namespace saccade
