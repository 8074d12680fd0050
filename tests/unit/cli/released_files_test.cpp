// What released versions wrote opens for ever. tests/golden/released/make.py made the archives.

#include "core/support/json_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tool.h"
#include "tests/unit/cli/process.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace saccade {
namespace {

using testing::HasSubstr;

class ReleasedFiles : public testing::TestWithParam<const char*> {
protected:
    ReleasedFiles() {
        run_tool({"tar", "-xzf", std::string(SACCADE_TEST_DATA) + "/released/" + GetParam() + ".tar.gz", "-C",
                  folder.path().string()});
    }

    std::string path(const std::string& name) const { return (folder.path() / name).string(); }
    std::string text(const std::string& name) const {
        std::ostringstream content;
        content << std::ifstream(path(name)).rdbuf();
        return content.str();
    }
    std::vector<nlohmann::json> lines(const std::string& name) const {
        std::istringstream content(text(name));
        std::vector<nlohmann::json> result;
        for (std::string line; std::getline(content, line);)
            result.push_back(nlohmann::json::parse(line));
        return result;
    }

    TemporaryFolder folder;
};

TEST_P(ReleasedFiles, BundlesCaptionAsTheyDid) {
    std::map<std::string, std::vector<nlohmann::json>> expected; // by the model
    for (nlohmann::json& line : lines("expected.jsonl"))
        expected[line.at("model").get<std::string>()].push_back(std::move(line));
    for (const auto& [model, captions] : expected) { // "toy-gru" is gru.safetensors
        std::vector<std::string> command{"caption", "--json", "-", "--model",
                                         path(model.substr(model.find('-') + 1) + ".safetensors")};
        for (const nlohmann::json& caption : captions)
            command.push_back(path(caption.at("photo").get<std::string>()));
        const Outcome outcome = run_cli(command);
        ASSERT_EQ(outcome.code, 0) << outcome.err;
        std::istringstream said(outcome.out);
        for (const nlohmann::json& before : captions) {
            SCOPED_TRACE(model + ", " + before.at("photo").get<std::string>());
            std::string line;
            ASSERT_TRUE(std::getline(said, line));
            const auto now = nlohmann::json::parse(line);
            EXPECT_EQ(now.at("caption"), before.at("caption"));
            EXPECT_NEAR(now.at("log_probability").get<double>(), before.at("log_probability").get<double>(),
                        1e-3);
            ASSERT_EQ(now.at("steps").size(), before.at("steps").size());
            for (std::size_t i = 0; i < now.at("steps").size(); ++i)
                EXPECT_THAT(
                    now.at("steps")[i].at("attention").get<std::vector<double>>(),
                    testing::Pointwise(testing::DoubleNear(1e-3),
                                       before.at("steps")[i].at("attention").get<std::vector<double>>()));
        }
    }
}

TEST_P(ReleasedFiles, CachesNeedNoEncodingAnew) {
    const Outcome outcome = run_cli({"features", "build", "--data", path("captions.csv"), "--backbone",
                                     path("mobilenet.safetensors"), "--out", path("cache")});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out + outcome.err, HasSubstr("0 photos encoded, 60 were there already"));
}

TEST_P(ReleasedFiles, StoppedRunsGoOnToTheirEnd) {
    auto sources = read_json(path("stopped-run/sources.json"));
    sources["data"]["data"] = path("captions.csv");
    sources["features"] = path("cache");
    std::ofstream(path("stopped-run/sources.json")) << sources;
    const std::vector<nlohmann::json> before = lines("stopped-run/metrics.jsonl");

    const Outcome outcome = run_cli({"train", "--resume", path("stopped-run")});
    ASSERT_EQ(outcome.code, 0) << outcome.err;

    const std::vector<nlohmann::json> after = lines("stopped-run/metrics.jsonl");
    std::vector<nlohmann::json> epochs;
    std::ranges::copy_if(after, std::back_inserter(epochs),
                         [](const auto& line) { return line.at("kind") == "epoch"; });
    ASSERT_EQ(epochs.size(), 30U);
    EXPECT_EQ(after.front(), before.front()) << "the part before the stop is not as it was";
    EXPECT_LT(epochs.back().at("training_loss"), epochs.front().at("training_loss"));
    const Outcome red = run_cli({"caption", path("photos/54-red.png"), "--model",
                                 path("stopped-run/best.safetensors"), "--json", "-"});
    ASSERT_EQ(red.code, 0) << red.err;
    EXPECT_THAT(nlohmann::json::parse(red.out).at("caption").get<std::string>(), HasSubstr("red"));
}

TEST_P(ReleasedFiles, InterruptedFoldersGoOn) {
    const std::vector<nlohmann::json> before = lines("album.jsonl.part");
    const Outcome outcome = run_cli(
        {"folder", path("photos"), "--out", path("album.jsonl"), "--model", path("lstm.safetensors")});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("done before: " + std::to_string(before.size())));
    const std::vector<nlohmann::json> after = lines("album.jsonl");
    EXPECT_EQ(after.size(), 60U);
    for (const nlohmann::json& record : before)
        EXPECT_THAT(after, testing::Contains(record)) << "what the interrupted run had found is kept";
}

INSTANTIATE_TEST_SUITE_P(Of, ReleasedFiles, testing::Values("a919669"));

} // namespace
} // namespace saccade
