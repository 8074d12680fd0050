#include "core/dataset/open_dataset.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>

namespace saccade {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

class OpenDataset : public testing::Test {
protected:
    void write(const fs::path& name, std::string_view content) {
        fs::create_directories((folder.path() / name).parent_path());
        write_file_atomically(folder.path() / name, content);
    }

    /// `count` photos of which `same` have equal files.
    fs::path table(int count, int same) {
        std::string rows = "image,caption\n";
        for (int i = 0; i < count; ++i) {
            write(fmt::format("images/{}.jpg", i),
                  i < same ? std::string("same") : fmt::format("photo {}", i));
            rows += fmt::format("{}.jpg,A photo\n", i);
        }
        write("mine.csv", rows);
        return folder.path() / "mine.csv";
    }

    TemporaryFolder folder;
};

constexpr const char* karpathy = R"({"dataset": "coco", "images": [
    {"filename": "a.jpg", "filepath": "val2014", "split": "train", "sentences": [{"raw": "A dog."}, {"raw": "It runs."}]},
    {"filename": "b.jpg", "filepath": "val2014", "split": "restval", "sentences": [{"raw": "A cat."}]},
    {"filename": "c.jpg", "filepath": "val2014", "split": "val", "sentences": [{"raw": "A bird."}]},
    {"filename": "d.jpg", "filepath": "val2014", "split": "test", "sentences": [{"raw": "A fish."}]}]})";

TEST_F(OpenDataset, ReadsKarpathysSplits) {
    write("dataset_coco.json", karpathy);
    for (const char* const name : {"a", "b", "c", "d"})
        write(fmt::format("images/val2014/{}.jpg", name), name);
    EXPECT_EQ(recognise_dataset(folder.path() / "dataset_coco.json"), "karpathy");
    const Dataset dataset = open_dataset(folder.path() / "dataset_coco.json");
    ASSERT_EQ(dataset.photos.size(), 4U);
    EXPECT_EQ(dataset.photos[0].file, folder.path() / "images" / "val2014" / "a.jpg");
    EXPECT_THAT(dataset.photos[0].captions, ElementsAre("A dog.", "It runs."));
    EXPECT_EQ(dataset.photos[1].split, Split::train);
    EXPECT_EQ(dataset.photos[2].split, Split::dev);
    EXPECT_EQ(dataset.photos[3].split, Split::test);
}

TEST_F(OpenDataset, RefusesKarpathysSplitsThatDoNotHold) {
    fs::create_directory(folder.path() / "images");
    for (const auto& [json, fault] : std::map<std::string, std::string>{
             {R"({"images": [{"filename": "a.jpg", "split": "x", "sentences": []}]})", "unknown split \"x\""},
             {R"({"images": [{"filename": "/", "split": "val", "sentences": []}]})", "no image's name"},
             {R"({"images": [{"sentences": []}]})", "no Karpathy splits"},
             {"{\n\"images\":\n ]", "line 3"},
             {R"({"images": []})", "neither COCO"}}) {
        write("k.json", json);
        EXPECT_THAT([&] { open_dataset(folder.path() / "k.json"); },
                    ThrowsMessage<FileError>(HasSubstr(fault)))
            << json;
    }
}

TEST_F(OpenDataset, ReadsFlickr30k) {
    write("results_20130124.token", "1.jpg#0\tA dog .\n2.jpg#0\tA cat .\n1.jpg#1\tIt runs .\n");
    write("flickr30k-images/1.jpg", "1");
    write("flickr30k-images/2.jpg", "2");
    EXPECT_EQ(recognise_dataset(folder.path()), "flickr30k");
    OpenOptions options;
    options.split_by = SplitBy::official;
    const Dataset dataset = open_dataset(folder.path(), options);
    ASSERT_EQ(dataset.photos.size(), 2U);
    EXPECT_THAT(dataset.photos[0].captions, ElementsAre("A dog .", "It runs ."));
    EXPECT_EQ(dataset.photos[0].split, Split::none);
}

TEST_F(OpenDataset, SaysWhatItLooksForInAFolder) {
    EXPECT_THAT([&] { open_dataset(folder.path()); },
                ThrowsMessage<FileError>(HasSubstr("Flickr8k.token.txt")));
    EXPECT_THAT([&] { open_dataset(folder.path() / "gone"); },
                ThrowsMessage<FileError>(HasSubstr("no such")));
}

TEST_F(OpenDataset, SplitsByImageWhenThereAreNoSplits) {
    const fs::path path = table(50, 0);
    const auto devs = [&](std::uint64_t seed) {
        OpenOptions options;
        options.split.seed = seed;
        std::vector<std::string> ids;
        for (const CaptionedPhoto& photo : open_dataset(path, options).photos) {
            EXPECT_NE(photo.split, Split::none);
            if (photo.split == Split::dev)
                ids.push_back(photo.id);
        }
        return ids;
    };
    EXPECT_EQ(devs(1).size(), 10U);
    EXPECT_EQ(devs(1), devs(1));
    EXPECT_NE(devs(1), devs(2));
}

TEST_F(OpenDataset, KeepsEqualFilesOnOneSide) {
    const fs::path path = table(40, 12);
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        OpenOptions options;
        options.split.seed = seed;
        const Dataset dataset = open_dataset(path, options);
        int dev = 0;
        for (int i = 0; i < 12; ++i)
            dev += dataset.photos[static_cast<std::size_t>(i)].split == Split::dev ? 1 : 0;
        EXPECT_TRUE(dev == 0 || dev == 12) << seed;
    }
}

TEST_F(OpenDataset, TakesASubset) {
    OpenOptions options;
    options.max_images = 7;
    options.seed = 3;
    const fs::path path = table(20, 0);
    const Dataset dataset = open_dataset(path, options);
    EXPECT_EQ(dataset.photos.size(), 7U);
    EXPECT_EQ(dataset.photos[0].id, open_dataset(path, options).photos[0].id);
}

TEST_F(OpenDataset, MayBeToldTheFormat) {
    OpenOptions options;
    options.format = "cocoa";
    EXPECT_THAT([&] { open_dataset(table(2, 0), options); },
                ThrowsMessage<UsageError>(HasSubstr("karpathy")));
    options.format = "coco";
    EXPECT_THAT([&] { open_dataset(table(2, 0), options); }, ThrowsMessage<FileError>(HasSubstr("not JSON")));
}

} // namespace
} // namespace saccade
