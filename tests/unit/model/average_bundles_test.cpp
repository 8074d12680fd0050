#include "core/model/average_bundles.h"
#include "core/model/training_history.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/toy_captioner.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <functional>

namespace saccade {
namespace {

using testing::HasSubstr;

class AverageBundles : public testing::Test {
protected:
    using json = nlohmann::json;

    /// The toy bundle after `change`, in a file of its own.
    std::filesystem::path written(const std::string& name, const std::function<void(Bundle&)>& change) {
        Bundle bundle = toy_bundle();
        change(bundle);
        const std::filesystem::path path = folder.path() / (name + ".safetensors");
        write_bundle(path, bundle);
        return path;
    }

    /// With all weights multiplied, as another run from the same start would have changed them.
    std::filesystem::path scaled(const std::string& name, float factor, const json& runs) {
        return written(name, [&](Bundle& bundle) {
            for (auto& [tensor, values] : bundle.weights) {
                std::vector<float> floats = values.to_floats();
                for (float& value : floats)
                    value *= factor;
                values = HostTensor::from_floats(values.shape, floats);
            }
            bundle.header.card.provenance = runs.dump();
        });
    }

    static std::string refusal(const std::vector<std::filesystem::path>& files) {
        try {
            average_bundles(files, "test");
        } catch (const FileError& error) {
            return error.what();
        }
        return "averaged";
    }

    TemporaryFolder folder;
    const json start = {{"data", "photos"}, {"config", {{"seed", 1}}}};
    const json second = {{"data", "photos"}, {"config", {{"seed", 2}}}};
    const json third = {{"data", "photos"}, {"config", {{"seed", 3}}}};
};

TEST_F(AverageBundles, EachWeightIsTheMean) {
    const AveragedBundle mean = average_bundles(
        {scaled("a", 0.5F, {start}), scaled("b", 1, {start}), scaled("c", 3, {start})}, "test");
    const TensorMap before = toy_bundle().weights;
    ASSERT_EQ(mean.bundle.weights.size(), before.size());
    for (const auto& [name, tensor] : before) {
        const std::vector<float> expected = tensor.to_floats();
        const std::vector<float> found = mean.bundle.weights.at(name).to_floats();
        ASSERT_EQ(found.size(), expected.size()) << name;
        EXPECT_EQ(mean.bundle.weights.at(name).shape, tensor.shape) << name;
        for (std::size_t i = 0; i < found.size(); ++i)
            ASSERT_FLOAT_EQ(found[i], expected[i] * 1.5F) << name;
    }
    EXPECT_EQ(mean.bundle.header.vocabulary.words(), toy_bundle().header.vocabulary.words());
    write_bundle(folder.path() / "mean.safetensors", mean.bundle);
    EXPECT_NO_THROW(Captioner::load(folder.path() / "mean.safetensors"));
}

TEST_F(AverageBundles, TheProvenanceTellsWhatAllShareAndThenWhereTheyPart) {
    const AveragedBundle mean =
        average_bundles({scaled("a", 1, {start, second}), scaled("b", 1, {start, third})}, "test 1");
    EXPECT_TRUE(mean.of_one_start);
    const json runs = json::parse(mean.bundle.header.card.provenance);
    EXPECT_EQ(runs, json({start,
                          {{"program", "test 1"},
                           {"averaged",
                            {{{"file", "a.safetensors"}, {"runs", json::array({second})}},
                             {{"file", "b.safetensors"}, {"runs", json::array({third})}}}}}}));

    const std::vector<TrainingStage> stages = training_history(mean.bundle.header.card.provenance);
    ASSERT_EQ(stages.size(), 4U);
    EXPECT_EQ(stages[0].seed, 1);
    EXPECT_EQ(stages[1].seed, 2);
    EXPECT_EQ(stages[2].seed, 3);
    EXPECT_EQ(stages[3].averaged, 2);
    EXPECT_EQ(stages[3].program, "test 1");
}

TEST_F(AverageBundles, CheckpointsOfOneRunShareAllOfIt) {
    const AveragedBundle mean =
        average_bundles({scaled("a", 1, {start, second}), scaled("b", 1, {start, second})}, "test");
    EXPECT_TRUE(mean.of_one_start);
    EXPECT_EQ(training_history(mean.bundle.header.card.provenance).size(), 3U);
}

TEST_F(AverageBundles, RunsOfDifferentStartsAreTold) {
    EXPECT_FALSE(average_bundles({scaled("a", 1, {start}), scaled("b", 1, {second})}, "test").of_one_start);
    EXPECT_FALSE(
        average_bundles({scaled("a", 1, json::array()), scaled("b", 1, json::array())}, "test").of_one_start);
}

TEST_F(AverageBundles, UnlikeModelsAreRefusedByName) {
    EXPECT_THROW(average_bundles({scaled("alone", 1, {start})}, "test"), UsageError);
    const auto first = scaled("a", 1, {start});
    const auto words = written("words", [](Bundle& bundle) {
        std::vector<std::string> list = bundle.header.vocabulary.words();
        std::swap(list[list.size() - 1], list[list.size() - 2]);
        bundle.header.vocabulary = Vocabulary::from_words(list);
    });
    EXPECT_THAT(refusal({first, words}),
                testing::AllOf(testing::StartsWith(words.string()), HasSubstr("vocabulary")));
    const auto recipe = written("recipe", [](Bundle& bundle) { bundle.header.recipe = Recipe::tensorflow; });
    EXPECT_THAT(refusal({first, recipe}), HasSubstr("way of preparing photos"));
    const auto network =
        written("network", [](Bundle& bundle) { bundle.header.network.context_gate ^= true; });
    EXPECT_THAT(refusal({first, network}), HasSubstr("decoder"));
    const auto shape = written("shape", [](Bundle& bundle) {
        bundle.weights.at("captioner.fc1.bias") = HostTensor::from_floats({1}, {0});
    });
    EXPECT_THAT(refusal({first, shape}), HasSubstr("captioner.fc1.bias"));
    const auto extra = written("extra", [](Bundle& bundle) {
        bundle.weights["captioner.extra"] = HostTensor::from_floats({1}, {0});
    });
    EXPECT_THAT(refusal({first, extra}), HasSubstr("number of tensors"));
    EXPECT_THAT(refusal({first, folder.path() / "none.safetensors"}), HasSubstr("none.safetensors"));
}

TEST_F(AverageBundles, DropoutMayDiffer) {
    const auto other = written("other", [](Bundle& bundle) { bundle.header.network.dropout = 0.25F; });
    EXPECT_EQ(refusal({scaled("a", 1, {start}), other}), "averaged");
}

} // namespace
} // namespace saccade
