#include "tests/unit/cli/process.h"
#include "tests/unit/cli/workbench.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace saccade {
namespace {

using testing::HasSubstr;

/// A Flickr8k folder of eight photos, four to learn from and four to score on.
class TrainCommand : public Workbench {
protected:
    TrainCommand() {
        std::filesystem::create_directories(folder.path() / "data" / "images");
        std::string tokens, train, dev;
        for (int i = 0; i < 8; ++i) {
            const std::string name = "p" + std::string(static_cast<std::size_t>(i) + 1, 'x') + ".jpg";
            photo("data/images/" + name);
            const char* const caption = i % 2 == 0 ? "A dog runs ." : "A cat sits on the grass .";
            tokens += name + "#0\t" + caption + "\n" + name + "#1\tThere is something here .\n";
            (i < 4 ? train : dev) += name + "\n";
        }
        write("data/Flickr8k.token.txt", tokens);
        write("data/Flickr_8k.trainImages.txt", train);
        write("data/Flickr_8k.devImages.txt", dev);
        write("quick.json", R"({"epochs": 2, "photos_per_batch": 2, "network": {"encoder_units": 8,
            "attention_units": 8, "embedding_units": 8, "decoder_units": 8}})");
    }

    std::string data = path("data");
};

TEST_F(TrainCommand, GoesFromRawFilesToScores) {
    const Outcome features =
        run_cli({"features", "build", "--data", data, "--backbone", model, "--out", path("cache")});
    ASSERT_EQ(features.code, 0) << features.err;
    EXPECT_THAT(features.out, HasSubstr("8 photos encoded"));
    EXPECT_THAT(
        run_cli({"features", "build", "--data", data, "--backbone", model, "--out", path("cache")}).out,
        HasSubstr("0 photos encoded, 8 were there already"));

    const Outcome decoder =
        run_cli({"train", "--data", data, "--backbone", model, "--features", path("cache"), "--run",
                 path("decoder"), "--config", path("quick.json"), "--set", "tokenizer=ptb"});
    ASSERT_EQ(decoder.code, 0) << decoder.err;
    EXPECT_THAT(decoder.out, HasSubstr("4 training photos, 4 validation photos"));
    EXPECT_THAT(decoder.out, HasSubstr("epoch   2"));

    const Outcome whole =
        run_cli({"train", "--data", data, "--from", path("decoder/last.safetensors"), "--run", path("whole"),
                 "--set", "epochs=1", "--set", "backbone_learning_rate=1e-4"});
    ASSERT_EQ(whole.code, 0) << whole.err;

    const Outcome exported = run_cli({"export", path("whole/last.safetensors"), "--name", "mine", "--licence",
                                      "CC0", "--out", path("mine.safetensors")});
    ASSERT_EQ(exported.code, 0) << exported.err;
    const Outcome info = run_cli({"info", path("mine.safetensors")});
    EXPECT_THAT(info.out, HasSubstr("mine"));
    EXPECT_THAT(info.out, HasSubstr("CC0"));

    const Outcome scores = run_cli({"evaluate", "--model", path("mine.safetensors"), "--data", data,
                                    "--split", "dev", "--captions", path("captions.jsonl")});
    ASSERT_EQ(scores.code, 0) << scores.err;
    EXPECT_THAT(scores.out, HasSubstr("CIDEr-D"));
    EXPECT_THAT(scores.out, HasSubstr("photos shuffled"));
    EXPECT_EQ(line_count(read("captions.jsonl")), 4);
}

TEST_F(TrainCommand, TellsTheNearestSetting) {
    const Outcome outcome =
        run_cli({"train", "--data", data, "--backbone", model, "--run", path("run"), "--set", "epoch=3"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("Did you mean \"epochs\"?"));
}

TEST_F(TrainCommand, NeedsExactlyOneStart) {
    EXPECT_EQ(run_cli({"train", "--data", data, "--run", path("run")}).code, 2);
    EXPECT_EQ(
        run_cli({"train", "--data", data, "--run", path("run"), "--backbone", model, "--from", model}).code,
        2);
}

TEST_F(TrainCommand, RefusesToChangeTheNetworkItStartsFrom) {
    const Outcome outcome = run_cli(
        {"train", "--data", data, "--from", model, "--run", path("run"), "--set", "network.cell=lstm"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("only dropout"));
}

TEST_F(TrainCommand, EvaluatesCocoCaptionsWithTheirFolder) {
    photo("a.jpg");
    photo("bb.jpg");
    write("coco.json", R"({"images": [{"id": 1, "file_name": "a.jpg"}, {"id": 2, "file_name": "bb.jpg"}],
        "annotations": [{"image_id": 1, "caption": "A dog."}, {"image_id": 2, "caption": "A cat."}]})");
    const Outcome missing = run_cli({"evaluate", "--model", model, "--data", path("coco.json")});
    EXPECT_EQ(missing.code, 2);
    EXPECT_THAT(missing.err, HasSubstr("--images"));
    const Outcome scored = run_cli(
        {"evaluate", "--model", model, "--data", path("coco.json"), "--images", folder.path().string()});
    EXPECT_EQ(scored.code, 0) << scored.err;
    EXPECT_THAT(scored.out, HasSubstr("2 photos"));
}

} // namespace
} // namespace saccade
