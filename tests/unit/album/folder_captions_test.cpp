#include "core/album/folder_captions.h"
#include "core/album/photo_listing.h"
#include "core/image/encode.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <random>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace saccade {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

std::string text_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<nlohmann::json> lines_of(const fs::path& file) {
    std::vector<nlohmann::json> result;
    std::istringstream stream(text_of(file));
    for (std::string line; std::getline(stream, line);)
        result.push_back(nlohmann::json::parse(line));
    return result;
}

FolderWork before_saying(FolderWork work, const std::function<void(const std::stop_token&)>& first) {
    work.prepare = [inner = work.prepare, first](Photo photo) -> FolderWork::Saying {
        return [say = inner(std::move(photo)), first](const std::stop_token& stop) {
            first(stop);
            return say(stop);
        };
    };
    return work;
}

/// Grey photos whose width tells what is said of them: "a photo 12 wide".
class FolderCaptions : public testing::Test {
protected:
    void photo(const std::string& name, int width) const {
        fs::create_directories((folder.path() / name).parent_path());
        const Photo grey{
            width, 8, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * 8 * 3, 90), {}};
        write_file_atomically(folder.path() / name, std::span<const std::byte>(encode_png(grey)));
    }
    FolderRequest request(const std::string& out) const {
        FolderRequest result;
        result.folder = folder.path();
        result.out = elsewhere.path() / out;
        result.model = "toy";
        return result;
    }
    FolderWork work() {
        return {[](const fs::path& file) { return read_photo(file); },
                [this](const Photo& read) -> FolderWork::Saying {
                    return
                        [this, name = read.info.path.filename(), width = read.width](const std::stop_token&) {
                            said.push_back(name);
                            Caption caption;
                            for (const std::string& word : {std::string("a"), std::string("photo"),
                                                            std::to_string(width), std::string("wide")}) {
                                CaptionStep step;
                                step.word = word;
                                caption.steps.push_back(step);
                            }
                            caption.method = "greedy";
                            caption.log_probability = -1.5;
                            return caption;
                        };
                }};
    }

    TemporaryFolder folder;
    TemporaryFolder elsewhere;
    std::vector<std::string> said;
};

TEST_F(FolderCaptions, ListsPhotosAsAPersonWould) {
    for (const char* name : {"img10.png", "img9.PNG", "img010.png", ".hidden.png", "sub/x.png", ".git/y.png"})
        photo(name, 4);
    write_file_atomically(folder.path() / "notes.txt", std::string_view("no photo"));
    fs::create_directory_symlink(folder.path(), folder.path() / "circle");
    EXPECT_THAT(list_photos(folder.path(), false), ElementsAre("img9.PNG", "img010.png", "img10.png"));
    EXPECT_THAT(list_photos(folder.path(), true),
                ElementsAre("img9.PNG", "img010.png", "img10.png", "sub/x.png"));
    EXPECT_THROW(list_photos(folder.path() / "nowhere", false), FileError);
}

TEST_F(FolderCaptions, WritesCsvAndJsonLines) {
    photo("a, b.png", 12);
    photo("c.png", 13);
    const FolderSummary summary = caption_folder(request("out.csv"), work());
    EXPECT_EQ(summary.photos, 2);
    EXPECT_EQ(summary.captioned, 2);
    EXPECT_EQ(text_of(elsewhere.path() / "out.csv"),
              "photo,caption,log_probability,model,method,description,error,sentence\r\n"
              "\"a, b.png\",a photo 12 wide,-1.5,toy,greedy,,,A photo 12 wide …\r\n"
              "c.png,a photo 13 wide,-1.5,toy,greedy,,,A photo 13 wide …\r\n");
    EXPECT_FALSE(fs::exists(journal_of(elsewhere.path() / "out.csv")));
    caption_folder(request("out.jsonl"), work());
    const auto lines = lines_of(elsewhere.path() / "out.jsonl");
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0], nlohmann::json::parse(R"({"photo": "a, b.png", "caption": "a photo 12 wide",
        "sentence": "A photo 12 wide …", "log_probability": -1.5, "model": "toy", "method": "greedy"})"));
}

TEST_F(FolderCaptions, TakesUpFilesOfBeforeThereWereSentences) {
    photo("a.png", 12);
    photo("b.png", 13);
    write_file_atomically(elsewhere.path() / "out.csv",
                          std::string_view("photo,caption,log_probability,model,method,description,error\r\n"
                                           "a.png,as it was,-1.5,toy,greedy,,\r\n"));
    EXPECT_EQ(caption_folder(request("out.csv"), work()).done_before, 1);
    EXPECT_EQ(text_of(elsewhere.path() / "out.csv"),
              "photo,caption,log_probability,model,method,description,error,sentence\r\n"
              "a.png,as it was,-1.5,toy,greedy,,,\r\n"
              "b.png,a photo 13 wide,-1.5,toy,greedy,,,A photo 13 wide …\r\n");
}

TEST_F(FolderCaptions, GoesOnWhereItWasCancelledAndRepeatsNothing) {
    for (int i = 1; i <= 6; ++i)
        photo("p" + std::to_string(i) + ".png", 10 + i);
    std::stop_source stop;
    const FolderWork stopping = before_saying(work(), [&](const std::stop_token& token) {
        if (said.size() == 3)
            stop.request_stop();
        throw_if_stopped(token);
    });
    EXPECT_THROW(caption_folder(request("out.csv"), stopping, {}, stop.get_token()), Cancelled);
    EXPECT_FALSE(fs::exists(elsewhere.path() / "out.csv"));
    EXPECT_EQ(lines_of(journal_of(elsewhere.path() / "out.csv")).size(), 3U);

    const FolderSummary summary = caption_folder(request("out.csv"), work());
    EXPECT_EQ(summary.done_before, 3);
    EXPECT_EQ(summary.captioned, 3);
    EXPECT_THAT(said, ElementsAre("p1.png", "p2.png", "p3.png", "p4.png", "p5.png", "p6.png"));

    photo("p7.png", 17); // a finished file grows when photos come
    EXPECT_EQ(caption_folder(request("out.csv"), work()).done_before, 6);
    EXPECT_EQ(said.size(), 7U);
    EXPECT_THAT(text_of(elsewhere.path() / "out.csv"), HasSubstr("p7.png,a photo 17 wide"));
}

TEST_F(FolderCaptions, ALineThatAKillCutOffIsDoneAgain) {
    photo("a.png", 5);
    photo("b.png", 6);
    const fs::path journal = journal_of(elsewhere.path() / "out.jsonl");
    write_file_atomically(journal, std::string_view("{\"photo\":\"a.png\",\"caption\":\"x\",\"model\":"
                                                    "\"toy\",\"method\":\"greedy\"}\n{\"photo\":\"b.p"));
    caption_folder(request("out.jsonl"), work());
    EXPECT_THAT(said, ElementsAre("b.png"));
    EXPECT_EQ(lines_of(elsewhere.path() / "out.jsonl").size(), 2U);
}

TEST_F(FolderCaptions, BrokenPhotosAreRecordedSkippedAndTriedAgainOnRequest) {
    photo("a.png", 5);
    photo("b.png", 6);
    fs::resize_file(folder.path() / "a.png", 40);
    write_file_atomically(folder.path() / "c.jpg", std::string_view("hello"));
    const FolderSummary summary = caption_folder(request("out.jsonl"), work());
    EXPECT_EQ(summary.captioned, 1);
    EXPECT_EQ(summary.failed, 2);
    EXPECT_THAT(summary.first_error, HasSubstr("a.png"));
    const auto lines = lines_of(elsewhere.path() / "out.jsonl");
    EXPECT_THAT(lines[0]["error"].get<std::string>(), HasSubstr("a.png"));
    EXPECT_FALSE(lines[0].contains("caption"));
    EXPECT_THAT(lines[2]["error"].get<std::string>(), HasSubstr("this is a text file, not a photo"));

    photo("a.png", 7);
    EXPECT_EQ(caption_folder(request("out.jsonl"), work()).done_before, 3);
    FolderRequest again = request("out.jsonl");
    again.retry_failed = true;
    EXPECT_EQ(caption_folder(again, work()).captioned, 1);
    EXPECT_EQ(lines_of(elsewhere.path() / "out.jsonl")[0]["caption"], "a photo 7 wide");
}

TEST_F(FolderCaptions, NeverWritesOverSomethingElse) {
    photo("a.png", 5);
    for (const auto& [name, content] :
         std::map<std::string, std::string>{{"out.csv", "name,age\r\nAda,36\r\n"},
                                            {"out.jsonl", "{\"name\": \"Ada\"}\n"},
                                            {"more.jsonl", "hello\n"}}) {
        write_file_atomically(elsewhere.path() / name, std::string_view(content));
        EXPECT_THROW(caption_folder(request(name), work()), FileError) << name;
        EXPECT_EQ(text_of(elsewhere.path() / name), content);
    }
    EXPECT_THROW(caption_folder(request("out.txt"), work()), UsageError);
    EXPECT_THAT(said, testing::IsEmpty());
}

TEST_F(FolderCaptions, OneFileHoldsOneModel) {
    photo("a.png", 5);
    caption_folder(request("out.csv"), work());
    FolderRequest other = request("out.csv");
    other.model = "other";
    EXPECT_THROW(caption_folder(other, work()), FileError);
    other.restart = true;
    EXPECT_EQ(caption_folder(other, work()).captioned, 1);
    EXPECT_THAT(text_of(elsewhere.path() / "out.csv"), HasSubstr(",other,"));
}

TEST_F(FolderCaptions, DescribesPhotosOnlyWhenAsked) {
    photo("a.png", 5);
    photo("b.png", 6);
    write_description(folder.path() / "b.png", "Ada at sea");
    caption_folder(request("out.csv"), work());
    EXPECT_EQ(read_description(folder.path() / "a.png"), "");

    FolderRequest describing = request("out.csv");
    describing.write_metadata = true;
    FolderSummary summary = caption_folder(describing, work());
    EXPECT_EQ(summary.described, 1);
    EXPECT_EQ(summary.kept, 1);
    EXPECT_EQ(said.size(), 2U) << "captioned before: only written now";
    EXPECT_EQ(read_description(folder.path() / "a.png"), "A photo 5 wide …");
    EXPECT_EQ(read_description(folder.path() / "b.png"), "Ada at sea");

    describing.existing = ExistingDescription::replace;
    summary = caption_folder(describing, work());
    EXPECT_EQ(summary.described, 1);
    EXPECT_EQ(summary.done_before, 1);
    EXPECT_EQ(read_description(folder.path() / "b.png"), "A photo 6 wide …");
}

TEST_F(FolderCaptions, AKilledRunLosesNothingThatItHadDone) {
    constexpr int photos = 40;
    for (int i = 0; i < photos; ++i)
        photo("p" + std::to_string(i) + ".png", 10 + i);
    FolderRequest describing = request("out.csv");
    describing.write_metadata = true;
    const fs::path journal = journal_of(describing.out);
    std::mt19937 random(7); // NOLINT: the same kills in every run
    std::size_t done = 0;
    for (int round = 0; round < 6 && !fs::exists(describing.out); ++round) {
        const pid_t child = ::fork();
        if (child == 0) {
            caption_folder(describing, before_saying(work(), [](const std::stop_token&) {
                               std::this_thread::sleep_for(std::chrono::milliseconds(3));
                           }));
            ::_exit(0);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 60));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        if (fs::exists(journal)) {
            const std::string text = text_of(journal);
            const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n'));
            EXPECT_GE(lines, done);
            done = lines;
        }
    }
    const FolderSummary summary = caption_folder(describing, work());
    if (done > 0) {
        EXPECT_GE(summary.done_before, static_cast<std::int64_t>(done));
    }
    EXPECT_EQ(summary.failed, 0);
    EXPECT_EQ(summary.kept, 0);
    for (int i = 0; i < photos; ++i) {
        const fs::path file = folder.path() / ("p" + std::to_string(i) + ".png");
        EXPECT_EQ(read_description(file), "A photo " + std::to_string(10 + i) + " wide …");
        EXPECT_EQ(read_photo(file).width, 10 + i);
    }
}

} // namespace
} // namespace saccade
