#include "core/image/decode.h"
#include "core/image/encode.h"
#include "core/image/metadata.h"
#include "core/support/atomic_file.h"
#include "tests/support/tool.h"
#include "tests/unit/cli/process.h"
#include "tests/unit/cli/workbench.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class FolderCommand : public Workbench {
protected:
    std::string png(const std::string& name) const {
        const Photo drawn = read_photo(photo("drawn.bmp", 40, 30));
        std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
        write_file_atomically(path(name), std::span<const std::byte>(encode_png(drawn)));
        return path(name);
    }
};

TEST_F(FolderCommand, SaysOfEachPhotoWhatCaptionSays) {
    photo("album/a.bmp");
    photo("album/sub/b.bmp", 30, 50);
    const Outcome outcome =
        run_cli({"folder", path("album"), "--recursive", "--out", path("out.csv"), "--model", model});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("2 of 2 photos captioned"));
    const Outcome one = run_cli({"caption", path("album/sub/b.bmp"), "--model", model});
    const std::string caption =
        one.out.substr(one.out.find(": ") + 2, one.out.size() - one.out.find(": ") - 3);
    EXPECT_THAT(read("out.csv"), HasSubstr("sub/b.bmp," + caption + ","));
}

TEST_F(FolderCommand, AnInterruptedRunGoesOn) {
    for (int i = 0; i < 60; ++i)
        std::filesystem::copy_file(photo("one.bmp"), path("one" + std::to_string(i) + ".bmp"));
    write("zebra.jpg", "no photo");
    RunOptions options;
    options.kill_when = path("out.jsonl.part");
    const std::vector<std::string> command{
        "folder", folder.path().string(), "--out", path("out.jsonl"), "--model", model};
    run_cli(command, options);
    ASSERT_FALSE(exists("out.jsonl")) << "the kill came too late to show anything";
    const int done = line_count(read("out.jsonl.part"));
    const Outcome outcome = run_cli(command);
    EXPECT_EQ(outcome.code, 1) << "one photo is broken";
    EXPECT_THAT(outcome.err, HasSubstr("done before: " + std::to_string(done)));
    EXPECT_THAT(outcome.err, HasSubstr("zebra.jpg"));
    EXPECT_FALSE(exists("out.jsonl.part"));
    EXPECT_EQ(
        run_tool({"jq", "-s", "[length, (map(select(.error)) | length)] | @csv", "-r", path("out.jsonl")}),
        "62,1\n");
}

TEST_F(FolderCommand, DescribesPhotosOnlyWhenAsked) {
    const std::string file = png("album/a.png");
    const std::vector<std::string> plain{"folder", path("album"), "--out", path("out.csv"), "--model", model};
    ASSERT_EQ(run_cli(plain).code, 0);
    EXPECT_EQ(read_description(file), "");
    std::vector<std::string> describing = plain;
    describing.emplace_back("--write-metadata");
    const Outcome outcome = run_cli(describing);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr("descriptions written: 1"));
    EXPECT_NE(read_description(file), "");
    EXPECT_EQ(
        run_cli({"folder", path("album"), "--out", path("out.csv"), "--overwrite", "--model", model}).code,
        2);
    EXPECT_EQ(run_cli({"folder", path("album"), "--out", path("out.txt"), "--model", model}).code, 2);
}

TEST_F(FolderCommand, CaptionMakesTheFilesThatTheWindowMakes) {
    const std::string file = photo("a.bmp", 80, 60);
    const Outcome outcome = run_cli({"caption", file, "--model", model, "--json", path("a.jsonl"), "--csv",
                                     path("a.csv"), "--overlay", path("out"), "--overlay-format", "pdf",
                                     "--animation", path("out"), "--pictures", path("out")});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    const auto caption = nlohmann::json::parse(read("a.jsonl"));
    const std::size_t words = caption["steps"].size() - (caption["finished"] ? 1 : 0);

    // The table holds the numbers of the JSON, as another program reads them.
    const std::string table = run_tool({"jq", "-r",
                                        ".photo as $p | .model as $m | .steps | to_entries[] | [$p, $m, "
                                        "\"\", .key + 1, .value.word, .value.token] | @csv",
                                        path("a.jsonl")});
    std::istringstream expected(table);
    std::istringstream rows(read("a.csv"));
    std::string row;
    std::getline(rows, row);
    EXPECT_THAT(row, testing::EndsWith(",r8c7,r8c8\r"));
    std::size_t count = 0;
    for (std::string line; std::getline(expected, line); ++count) {
        std::erase(line, '"');
        ASSERT_TRUE(std::getline(rows, row));
        EXPECT_THAT(row, StartsWith(line + ","));
        EXPECT_EQ(std::ranges::count(row, ','), 8 + 64);
    }
    EXPECT_EQ(count, caption["steps"].size());

    EXPECT_THAT(run_tool({"pdftotext", path("out/a.attention.pdf"), "-"}),
                HasSubstr(caption["steps"][0]["word"].get<std::string>()));
    EXPECT_EQ(run_tool({"identify", "-format", "x", path("out/a.attention.gif")}).size(), (words + 1) * 5);
    for (std::size_t word = 1; word <= words; ++word) {
        const std::string name = "out/a." + std::string(word < 10 ? "0" : "") + std::to_string(word) + ".png";
        EXPECT_EQ(run_tool({"identify", "-format", "%w %h", path(name)}), "80 60");
    }
}

} // namespace
} // namespace saccade
