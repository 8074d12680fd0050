#include "core/attention/contact_sheet_layout.h"
#include "core/image/decode.h"
#include "tests/unit/cli/process.h"
#include "tests/unit/cli/workbench.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <numeric>
#include <sstream>

namespace saccade {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class CaptionCommand : public Workbench {};

std::vector<json> json_lines(const std::string& text) {
    std::vector<json> result;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        result.push_back(json::parse(line));
    return result;
}

TEST_F(CaptionCommand, PrintsOneReadableLineAPhoto) {
    const std::string a = photo("a.bmp");
    const std::string b = photo("long name.bmp", 30, 90);
    const Outcome outcome = run_cli({"caption", a, b, "--model", model});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(line_count(outcome.out), 2);
    EXPECT_THAT(outcome.out, StartsWith(a + ": "));
    EXPECT_THAT(outcome.out, HasSubstr("\n" + b + ": "));
}

TEST_F(CaptionCommand, JsonHoldsEveryWordWithItsReasons) {
    const Outcome outcome = run_cli({"caption", photo("a.bmp"), "--model", model, "--json", "-"});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const std::vector<json> lines = json_lines(outcome.out);
    ASSERT_EQ(lines.size(), 1U);
    const json& line = lines.front();
    EXPECT_EQ(line["photo"], path("a.bmp"));
    EXPECT_EQ(line["model"], "toy");
    ASSERT_FALSE(line["steps"].empty());
    double log_probability = 0;
    std::string words;
    for (const json& step : line["steps"]) {
        const auto attention = step["attention"].get<std::vector<double>>();
        EXPECT_EQ(attention.size(), 64U);
        EXPECT_NEAR(std::accumulate(attention.begin(), attention.end(), 0.0), 1, 1e-5);
        EXPECT_GE(step["entropy"].get<double>(), 0);
        EXPECT_THAT(step["word"].get<std::string>(),
                    testing::AnyOf("a", "dog", "cat", "runs", "sits", "on", "grass", "<end>"));
        log_probability += std::log(step["probability"].get<double>());
        if (step["word"] != "<end>")
            words += (words.empty() ? "" : " ") + step["word"].get<std::string>();
        double last = 1;
        for (const json& alternative : step["alternatives"]) {
            EXPECT_LE(alternative["probability"].get<double>(), last);
            last = alternative["probability"].get<double>();
        }
        // Greedy takes the most probable word.
        EXPECT_EQ(step["alternatives"][0]["word"], step["word"]);
    }
    EXPECT_EQ(line["caption"], words);
    EXPECT_NEAR(line["log_probability"].get<double>(), log_probability, 1e-4);
}

TEST_F(CaptionCommand, JsonFileAppearsWholeAndStdoutStaysEmpty) {
    const Outcome outcome =
        run_cli({"caption", photo("a.bmp"), photo("bb.bmp"), "--model", model, "--json", path("out.jsonl")});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(json_lines(read("out.jsonl")).size(), 2U);
}

TEST_F(CaptionCommand, OverlayWritesASheetAPhotoAndSaysWhere) {
    const std::string first = photo("one/dog.bmp", 80, 60);
    const std::string second = photo("two/dog.bmp", 60, 80);
    const Outcome outcome = run_cli(
        {"caption", first, second, "--model", model, "--json", "-", "--overlay", path("deep/figures")});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const std::vector<json> lines = json_lines(outcome.out);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_THAT(outcome.err, HasSubstr(path("deep/figures/dog.attention.png")));
    EXPECT_THAT(outcome.err, HasSubstr(path("deep/figures/dog-2.attention.png")));

    const auto expected_width = [](const json& line, int width, int height) {
        int panels = 1;
        for (const json& step : line["steps"])
            panels += step["word"] == "<end>" ? 0 : 1;
        return layout_contact_sheet(width, height, panels).width();
    };
    EXPECT_EQ(read_photo(path("deep/figures/dog.attention.png")).width, expected_width(lines[0], 80, 60));
    EXPECT_EQ(read_photo(path("deep/figures/dog-2.attention.png")).width, expected_width(lines[1], 60, 80));
}

TEST_F(CaptionCommand, WordsAreListedWithWhatElseMightHaveBeenSaid) {
    const Outcome outcome = run_cli({"caption", photo("a.bmp"), "--model", model, "--words"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("probability"));
    EXPECT_GE(line_count(outcome.out), 3);
}

TEST_F(CaptionCommand, BrokenPhotoIsNamedAndTheOthersAreStillDone) {
    write("broken.jpg", "not a photo at all");
    const Outcome outcome = run_cli({"caption", photo("a.bmp"), path("broken.jpg"), folder.path().string(),
                                     path("missing.jpg"), photo("bb.bmp"), "--model", model});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_EQ(line_count(outcome.out), 2);
    EXPECT_THAT(outcome.out, HasSubstr("bb.bmp: "));
    EXPECT_EQ(line_count(outcome.err), 3) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr(path("broken.jpg") + ": "));
    EXPECT_THAT(outcome.err, HasSubstr(folder.path().string() + ": "));
    EXPECT_THAT(outcome.err, HasSubstr(path("missing.jpg") + ": "));
}

TEST_F(CaptionCommand, OnePixelIsAPhoto) {
    const Outcome outcome =
        run_cli({"caption", photo("dot.bmp", 1, 1), "--model", model, "--overlay", path("figures")});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_GT(read_photo(path("figures/dot.attention.png")).height, 100);
}

TEST_F(CaptionCommand, InterruptStopsBetweenPhotosAndLeavesNoHalfFile) {
    std::vector<std::string> arguments{"caption"};
    arguments.insert(arguments.end(), 500, photo("a.bmp"));
    arguments.insert(arguments.end(),
                     {"--model", model, "--json", path("json/out.jsonl"), "--overlay", path("figures")});
    std::filesystem::create_directory(path("json"));
    RunOptions options;
    options.interrupt_after_lines = 1;
    const Outcome outcome = run_cli(arguments, options);
    EXPECT_EQ(outcome.code, 130);
    EXPECT_FALSE(outcome.killed) << "the signal ended it before it could clean up";
    EXPECT_LT(line_count(outcome.err), 500);
    EXPECT_TRUE(std::filesystem::is_empty(path("json")));
}

TEST_F(CaptionCommand, ProgressBarLivesOnATerminalOnly) {
    const std::vector<std::string> arguments{"caption", photo("a.bmp"), photo("bb.bmp"), "--model", model};
    EXPECT_THAT(run_cli(arguments).err, Not(HasSubstr("\x1b[K")));
    const Outcome outcome = run_cli_on_terminal(arguments);
    EXPECT_THAT(outcome.err, HasSubstr("Captioning 0/2 ["));
    EXPECT_THAT(outcome.err, testing::EndsWith("\r\x1b[K"));
    EXPECT_EQ(line_count(outcome.out), 2);
}

TEST_F(CaptionCommand, LostOutputIsAFailure) {
    RunOptions options;
    options.out_file = "/dev/full";
    const Outcome outcome = run_cli({"caption", photo("a.bmp"), "--model", model, "--json", "-"}, options);
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, HasSubstr("output"));
}

TEST_F(CaptionCommand, UnwritableTargetsAreNamedBeforeAnyWork) {
    const std::string a = photo("a.bmp");
    const Outcome lines = run_cli({"caption", a, "--model", model, "--json", path("nowhere/out.jsonl")});
    EXPECT_EQ(lines.code, 1);
    EXPECT_THAT(lines.err, HasSubstr("nowhere/out.jsonl"));
    const Outcome overlay = run_cli({"caption", a, "--model", model, "--overlay", a});
    EXPECT_EQ(overlay.code, 1);
    EXPECT_THAT(overlay.err, HasSubstr(a));
    EXPECT_THAT(overlay.out, IsEmpty());
}

} // namespace
} // namespace saccade
