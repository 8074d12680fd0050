#include "core/weights/safetensors.h"
#include "tests/unit/cli/process.h"
#include "tests/unit/cli/workbench.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace saccade {
namespace {

using testing::AllOf;
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
    const Outcome features = run_cli(
        {"features", "build", "--data", data, "--backbone", model, "--out", path("cache"), "--threads", "2"});
    ASSERT_EQ(features.code, 0) << features.err;
    EXPECT_THAT(features.out, HasSubstr("8 photos encoded"));
    EXPECT_EQ(run_cli({"features", "build", "--data", data, "--backbone", model, "--out", path("cache"),
                       "--threads", "0"})
                  .code,
              2);
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
                 "--set", "epochs=1", "--set", "backbone_learning_rate=1e-4", "--set",
                 "teacher=" + path("decoder/best.safetensors")});
    ASSERT_EQ(whole.code, 0) << whole.err;

    const Outcome exported = run_cli({"export", path("whole/last.safetensors"), "--name", "mine", "--licence",
                                      "CC0", "--out", path("mine.safetensors")});
    ASSERT_EQ(exported.code, 0) << exported.err;
    const Outcome info = run_cli({"info", path("mine.safetensors")});
    EXPECT_THAT(info.out, HasSubstr("mine"));
    EXPECT_THAT(info.out, HasSubstr("CC0"));
    EXPECT_THAT(info.out, HasSubstr("\"backbone\": {")) << "what the first run started on";
    EXPECT_THAT(info.out, HasSubstr(std::filesystem::path(model).filename().string()));
    EXPECT_THAT(info.out, HasSubstr("\"teacher\": \"best.safetensors\""))
        << "by its name, not by where it lay";

    const auto file_size = [&](const char* name) { return std::filesystem::file_size(path(name)); };
    const std::string trained = path("whole/last.safetensors");
    const Outcome finer = run_cli(
        {"export", trained, "--fp16", "head", "--fp16", "project", "--out", path("finer.safetensors")});
    ASSERT_EQ(finer.code, 0) << finer.err;
    EXPECT_THAT(finer.out, HasSubstr("some in fp16"));
    EXPECT_GT(file_size("finer.safetensors"), file_size("mine.safetensors") + 1'000'000);
    ASSERT_EQ(run_cli({"export", path("finer.safetensors"), "--out", path("copy.safetensors")}).code, 0);
    EXPECT_EQ(file_size("copy.safetensors"), file_size("finer.safetensors")) << "16 bits stay 16";

    const auto refusal = [&](const std::string& from, const char* part, const char* storage) {
        const Outcome refused =
            run_cli({"export", from, "--fp16", part, "--storage", storage, "--out", path("refused")});
        EXPECT_NE(refused.code, 0);
        EXPECT_FALSE(std::filesystem::exists(path("refused")));
        return refused.err;
    };
    EXPECT_THAT(refusal(trained, "fc9", "int8"),
                AllOf(HasSubstr("no matrix"), HasSubstr("fc9"), HasSubstr("--tensors")));
    EXPECT_THAT(refusal(trained, "", "int8"), HasSubstr("no matrix"));
    EXPECT_THAT(refusal(trained, "head", "fp16"), HasSubstr("--storage int8"));
    EXPECT_THAT(refusal(path("mine.safetensors"), "head", "int8"), HasSubstr("in 8 bits already"));

    const Outcome scores = run_cli(
        {"evaluate", path("mine.safetensors"), data, "--split", "dev", "--captions", path("captions.jsonl")});
    ASSERT_EQ(scores.code, 0) << scores.err;
    EXPECT_THAT(scores.out, HasSubstr("CIDEr-D"));
    EXPECT_THAT(scores.out, HasSubstr("photos shuffled"));
    EXPECT_EQ(line_count(read("captions.jsonl")), 4);
}

TEST_F(TrainCommand, ResumesARunThatWasInterrupted) {
    const std::vector<std::string> begin{"train",    "--data",           data,    "--backbone", model,
                                         "--config", path("quick.json"), "--set", "epochs=3",   "--run"};
    const auto in = [&](const char* run) {
        std::vector<std::string> arguments = begin;
        arguments.push_back(path(run));
        return arguments;
    };
    ASSERT_EQ(run_cli(in("whole")).code, 0);
    RunOptions interrupt;
    interrupt.interrupt_after_lines = 2; // the photos' counts and the first epoch
    EXPECT_EQ(run_cli(in("stopped"), interrupt).code, 130);
    EXPECT_FALSE(exists("stopped/samples/epoch-0003.json"));
    const Outcome resumed = run_cli({"train", "--resume", path("stopped")});
    EXPECT_EQ(resumed.code, 0) << resumed.err;
    EXPECT_TRUE(read("stopped/last.safetensors").size() > 1000);
    // The provenance names the folder's name; all else is equal.
    EXPECT_EQ(read("stopped/samples/epoch-0003.json"), read("whole/samples/epoch-0003.json"));

    const Outcome again = run_cli(in("whole"));
    EXPECT_EQ(again.code, 1);
    EXPECT_THAT(again.err, HasSubstr("--resume"));
    EXPECT_EQ(run_cli({"train", "--resume", path("data")}).code, 1);
    EXPECT_EQ(run_cli({"train", "--resume", path("whole"), "--set", "epochs=9"}).code, 2);
}

TEST_F(TrainCommand, AveragesRunsOfTwoSeeds) {
    const std::vector<std::string> small{"--set", "epochs=1", "--set", "photos_per_batch=2"};
    const auto trained = [&](const char* run, const char* seed) {
        std::vector<std::string> line{"train",   "--data", data,
                                      "--from",  model,    "--run",
                                      path(run), "--set",  std::string("seed=") + seed};
        line.insert(line.end(), small.begin(), small.end());
        EXPECT_EQ(run_cli(line).code, 0);
        return path(std::string(run) + "/last.safetensors");
    };
    const std::string first = trained("first", "1");
    const std::string second = trained("second", "2");
    const Outcome mean =
        run_cli({"average", first, second, "--name", "mean of two", "--out", path("mean.safetensors")});
    ASSERT_EQ(mean.code, 0) << mean.err;
    EXPECT_THAT(mean.out, HasSubstr("the mean of 2 models"));
    EXPECT_THAT(run_cli({"info", path("mean.safetensors")}).out, HasSubstr("\"averaged\": ["));
    EXPECT_EQ(run_cli({"evaluate", path("mean.safetensors"), data, "--split", "dev"}).code, 0);

    const Outcome alone = run_cli({"average", first, "--out", path("alone.safetensors")});
    EXPECT_EQ(alone.code, 2);
    EXPECT_THAT(alone.err, HasSubstr("at least two"));
    EXPECT_EQ(run_cli({"average", first, path("none.safetensors"), "--out", path("no.safetensors")}).code, 1);
    EXPECT_FALSE(exists("no.safetensors"));
}

TEST_F(TrainCommand, PutsADecoderOnAnotherBackbone) {
    const auto train = [&](const char* run, const std::vector<std::string>& start) {
        std::vector<std::string> line{
            "train", "--data", data, "--run", path(run), "--set", "epochs=1", "--set", "photos_per_batch=2"};
        line.insert(line.end(), start.begin(), start.end());
        const Outcome outcome = run_cli(line);
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return path(std::string(run) + "/last.safetensors");
    };
    const std::string first = train("first", {"--backbone", model, "--config", path("quick.json")});
    const std::string other = train("other", {"--from", model, "--set", "backbone_learning_rate=1e-2"});
    const std::string moved =
        train("moved", {"--from", first, "--backbone", other, "--set", "learning_rate=0"});

    const TensorMap decoder = read_safetensors(first).tensors;
    const TensorMap backbone = read_safetensors(other).tensors;
    const TensorMap both = read_safetensors(moved).tensors;
    EXPECT_EQ(both.size(), decoder.size());
    for (const auto& [name, tensor] : both) {
        const bool afresh = name.starts_with("captioner.encoder.");
        EXPECT_EQ(tensor.bytes == decoder.at(name).bytes, name.starts_with("captioner.") && !afresh) << name;
        if (name.starts_with("backbone.")) {
            EXPECT_TRUE(tensor.bytes == backbone.at(name).bytes) << name;
        }
    }
    EXPECT_EQ(read_safetensors(moved).metadata.at("saccade.vocabulary"),
              read_safetensors(first).metadata.at("saccade.vocabulary"));
    const Outcome none = run_cli({"train", "--data", data, "--run", path("none")});
    EXPECT_EQ(none.code, 2);
    EXPECT_THAT(none.err, HasSubstr("or both"));
}

TEST_F(TrainCommand, PrintsAPresetsSettings) {
    const Outcome outcome = run_cli(
        {"train", "--preset", "tutorial", "--backbone", model, "--set", "epochs=7", "--print-config"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const auto config = nlohmann::json::parse(outcome.out);
    EXPECT_EQ(config.at("epochs"), 7);
    EXPECT_EQ(config.at("captions_per_batch"), 64);
    EXPECT_EQ(config.at("loss_normalisation"), "tutorial");
}

TEST_F(TrainCommand, ChecksDataAndFindsALeak) {
    const Outcome leak = run_cli({"data", "check", data, "--json", path("report.json")});
    EXPECT_EQ(leak.code, 0) << leak.err << leak.out; // every photo has other colours
    EXPECT_EQ(nlohmann::json::parse(read("report.json")).at("splits").at("dev").at("photos"), 4);
    std::filesystem::copy_file(path("data/images/px.jpg"), path("data/images/pxxxxxx.jpg"),
                               std::filesystem::copy_options::overwrite_existing);
    const Outcome found = run_cli({"data", "check", data});
    EXPECT_EQ(found.code, 1);
    EXPECT_THAT(found.out, HasSubstr("px.jpg = pxxxxxx.jpg"));
    EXPECT_THAT(found.err, HasSubstr("--allow-leak"));
    EXPECT_EQ(run_cli({"data", "check", data, "--allow-leak"}).code, 0);
    EXPECT_EQ(run_cli({"data", "check", data, "--split-by", "image"}).code, 0);
    std::filesystem::remove(path("data/images/pxx.jpg"));
    const Outcome missing = run_cli({"data", "check", data, "--allow-leak"});
    EXPECT_EQ(missing.code, 1);
    EXPECT_THAT(missing.out, HasSubstr("missing photos: 1"));
}

TEST_F(TrainCommand, EvaluatesBesideBaselinesAndWritesWhatOthersRead) {
    const Outcome scores =
        run_cli({"evaluate", model, data, "--split", "dev", "--json", path("scores.json"), "--results",
                 path("results.json"), "--gallery", path("looks.html"), "--gallery-photos", "2"});
    ASSERT_EQ(scores.code, 0) << scores.err;
    for (const char* const line : {"95 % of samples", "constant caption", "photos shuffled", "grey photo"})
        EXPECT_THAT(scores.out, HasSubstr(line));
    const auto json = nlohmann::json::parse(read("scores.json"));
    for (const char* const key : {"BLEU-1", "BLEU-2", "BLEU-3", "BLEU-4", "ROUGE-L", "CIDEr-D"}) {
        EXPECT_LE(json.at("intervals").at(key).at(0).get<double>(), json.at(key).get<double>() + 1e-9) << key;
        EXPECT_TRUE(json.at("baselines").at("grey").at(key).is_number()) << key;
    }
    EXPECT_EQ(nlohmann::json::parse(read("results.json")).size(), 4U);

    const std::string html = read("looks.html");
    EXPECT_THAT(html, HasSubstr("A cat sits on the grass ."));
    EXPECT_THAT(html, HasSubstr("url(data:image/jpeg;base64,/9j/"));
    for (const char* const foreign : {"http://", "https://", "src=", "<script", "url(/"})
        EXPECT_THAT(html, testing::Not(HasSubstr(foreign)));
}

TEST_F(TrainCommand, EvaluatesAFewPhotosOfASplit) {
    const auto photos = [&](const char* seed) {
        EXPECT_EQ(run_cli({"evaluate", model, data, "--split", "dev", "--max-images", "3", "--seed", seed,
                           "--captions", path("few.jsonl")})
                      .code,
                  0);
        std::vector<std::string> names;
        std::istringstream lines(read("few.jsonl"));
        for (std::string line; std::getline(lines, line);)
            names.push_back(nlohmann::json::parse(line).at("photo"));
        return names;
    };
    const std::vector<std::string> drawn = photos("1");
    EXPECT_EQ(drawn.size(), 3U);
    for (const std::string& name : drawn)
        EXPECT_THAT(name, HasSubstr("pxxxxx")) << "a dev photo";
    EXPECT_EQ(photos("1"), drawn);
}

TEST_F(TrainCommand, ScoresAResultsFile) {
    write("references.json", R"({"annotations": [{"image_id": 1, "caption": "A dog runs on grass."},
        {"image_id": 2, "caption": "A cat sits on a red chair."}, {"image_id": 3, "caption": "Nobody."}]})");
    write("results.json", R"([{"image_id": 1, "caption": "a dog runs on grass"},
        {"image_id": 2, "caption": "a cat sits on a red chair"}])");
    const Outcome scored =
        run_cli({"score", path("results.json"), path("references.json"), "--json", path("scores.json")});
    ASSERT_EQ(scored.code, 0) << scored.err;
    const auto json = nlohmann::json::parse(read("scores.json"));
    EXPECT_NEAR(json.at("BLEU-4").get<double>(), 1, 1e-6);
    EXPECT_NEAR(json.at("CIDEr-D").get<double>(), 10, 1e-6);
    EXPECT_EQ(json.at("photos"), 2);

    write("results.json", R"([{"image_id": 9, "caption": "a dog"}])");
    const Outcome stray = run_cli({"score", path("results.json"), path("references.json")});
    EXPECT_EQ(stray.code, 1);
    EXPECT_THAT(stray.err, HasSubstr("image 9"));
    write("results.json", "[{\"image_id\": 9,\n \"caption\" \"a dog\"}]");
    EXPECT_THAT(run_cli({"score", path("results.json"), path("references.json")}).err, HasSubstr("line 2"));
}

TEST_F(TrainCommand, SweepsAndGoesOnWithASweep) {
    std::vector<std::string> arguments{"sweep",
                                       "--data",
                                       data,
                                       "--backbone",
                                       model,
                                       "--config",
                                       path("quick.json"),
                                       "--set",
                                       "epochs=1",
                                       "--out",
                                       path("sweep"),
                                       "--over",
                                       "network.cell=gru,lstm"};
    RunOptions interrupt;
    interrupt.interrupt_after_lines = 4; // an empty one, the first run's title, its photos, its epoch
    EXPECT_EQ(run_cli(arguments, interrupt).code, 130);
    const Outcome done = run_cli(arguments);
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_THAT(done.out, HasSubstr("rank"));
    const auto results = nlohmann::json::parse(read("sweep/sweep.json"));
    ASSERT_EQ(results.size(), 2U);
    EXPECT_GE(results[0].at("score"), results[1].at("score"));
    EXPECT_TRUE(exists("sweep/run-002/best.safetensors"));
    arguments.back() = "network.cell=gru";
    EXPECT_THAT(run_cli(arguments).err, HasSubstr("other settings"));
    arguments.back() = "network.sell=gru";
    EXPECT_EQ(run_cli(arguments).code, 2);
}

TEST_F(TrainCommand, MakesItsFeaturesAndLeavesBrokenPhotosOut) {
    write("data/images/pxx.jpg", "no photo at all");
    const Outcome outcome = run_cli({"train", "--data", data, "--backbone", model, "--features",
                                     path("cache"), "--run", path("run"), "--config", path("quick.json")});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("pxx.jpg"));
    EXPECT_THAT(outcome.err, HasSubstr("1 photo of Flickr8k is not in the feature cache"));
    EXPECT_THAT(outcome.out, HasSubstr("3 training photos"));
    EXPECT_TRUE(exists("cache/grids-0000.bin"));
}

TEST_F(TrainCommand, CachesTheInputsOfTheBlockThatItBeginsWith) {
    const auto train = [&](const std::string& run, std::vector<std::string> settings) {
        std::vector<std::string> arguments{"train",
                                           "--data",
                                           data,
                                           "--from",
                                           model,
                                           "--features",
                                           path("inputs"),
                                           "--run",
                                           path(run),
                                           "--set",
                                           "epochs=2",
                                           "--set",
                                           "photos_per_batch=2",
                                           "--set",
                                           "backbone_learning_rate=1e-4"};
        for (std::string& setting : settings) {
            arguments.emplace_back("--set");
            arguments.push_back(std::move(setting));
        }
        return run_cli(arguments);
    };
    const Outcome whole = train("whole", {});
    EXPECT_EQ(whole.code, 2);
    EXPECT_THAT(whole.err, HasSubstr("set backbone_from to the first block to learn"));
    EXPECT_FALSE(exists("inputs"));

    const Outcome begun = train("run", {"backbone_from=blocks.15"});
    ASSERT_EQ(begun.code, 0) << begun.err;
    const auto made = nlohmann::json::parse(read("inputs/cache.json"));
    EXPECT_EQ(made["before_block"], "blocks.15");
    EXPECT_EQ(made["mirrored"], true);
    const auto runs = nlohmann::json::parse(
        read_safetensors_header(path("run/best.safetensors")).metadata.at("saccade.provenance"));
    EXPECT_EQ(runs.back()["input"], "cached inputs of blocks.15");

    const Outcome other = train("other", {"backbone_from=blocks.16"});
    EXPECT_EQ(other.code, 2);
    EXPECT_THAT(other.err, HasSubstr("backbone_from=blocks.15"));
}

TEST_F(TrainCommand, TellsTheNearestSetting) {
    const Outcome outcome =
        run_cli({"train", "--data", data, "--backbone", model, "--run", path("run"), "--set", "epoch=3"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("Did you mean \"epochs\"?"));
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
    const Outcome missing = run_cli({"evaluate", model, path("coco.json")});
    EXPECT_EQ(missing.code, 2);
    EXPECT_THAT(missing.err, HasSubstr("--images"));
    const Outcome scored =
        run_cli({"evaluate", model, path("coco.json"), "--images", folder.path().string()});
    EXPECT_EQ(scored.code, 0) << scored.err;
    EXPECT_THAT(scored.out, HasSubstr("2 photos"));
}

} // namespace
} // namespace saccade
