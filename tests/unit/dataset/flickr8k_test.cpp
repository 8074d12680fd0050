#include "core/dataset/flickr8k.h"
#include "core/support/error.h"
#include "tests/unit/dataset/photo_ids.h"

#include <gmock/gmock.h>

#include <fstream>
#include <unistd.h>

namespace saccade {

namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::string_literals;

class Flickr8k : public testing::Test {
protected:
    Flickr8k()
        : folder_(fs::temp_directory_path() /
                  ("saccade-flickr8k-" + std::to_string(::getpid()) + "-" +
                   testing::UnitTest::GetInstance()->current_test_info()->name())) {
        fs::create_directories(folder_ / "images");
        for (const char* const name : {"a.jpg", "b.jpg", "c.jpg", "d.jpg"})
            write("images/"s + name, "x");
        write("Flickr_8k.trainImages.txt", "c.jpg\na.jpg\n");
        write("Flickr_8k.devImages.txt", "b.jpg\n");
        write("Flickr8k.token.txt",
              "a.jpg#0\tA dog .\na.jpg#1\tA brown dog .\nb.jpg#0\tA cat .\nc.jpg#0\tA bird .\n");
    }

    ~Flickr8k() override { fs::remove_all(folder_); }

    void write(const std::string& name, std::string_view text) const {
        std::ofstream(folder_ / name, std::ios::binary) << text;
    }

    std::string fault() const {
        try {
            read_flickr8k(folder_);
        } catch (const FileError& error) {
            return error.what();
        }
        return "none";
    }

    fs::path folder_;
};

} // namespace

TEST_F(Flickr8k, ReadsPhotosInTheOrderOfTheLists) {
    const Dataset dataset = read_flickr8k(folder_);
    EXPECT_EQ(dataset.name, "Flickr8k");
    EXPECT_THAT(ids(dataset), ElementsAre("c.jpg", "a.jpg", "b.jpg"));
    EXPECT_THAT(dataset.photos[1].captions, ElementsAre("A dog .", "A brown dog ."));
    EXPECT_EQ(dataset.photos[1].file, folder_ / "images" / "a.jpg");
    EXPECT_EQ(dataset.photos[1].split, Split::train);
    EXPECT_EQ(dataset.photos[2].split, Split::dev);
    EXPECT_THAT(dataset.warnings, IsEmpty());
}

TEST_F(Flickr8k, ReadsAllThreeSplits) {
    write("Flickr_8k.testImages.txt", "d.jpg\n");
    write("Flickr8k.token.txt", "d.jpg#0\td\na.jpg#0\ta\nb.jpg#0\tb\nc.jpg#0\tc\n");
    const Dataset dataset = read_flickr8k(folder_);
    EXPECT_THAT(ids(dataset), ElementsAre("c.jpg", "a.jpg", "b.jpg", "d.jpg"));
    EXPECT_EQ(dataset.photos[3].split, Split::test);
}

TEST_F(Flickr8k, DevAndTestListsMayBeMissing) {
    fs::remove(folder_ / "Flickr_8k.devImages.txt");
    EXPECT_THAT(ids(read_flickr8k(folder_)), ElementsAre("c.jpg", "a.jpg"));
}

TEST_F(Flickr8k, AcceptsTheOriginalFoldersOfPhotos) {
    for (const char* const name : {"Flicker8k_Dataset", "Flickr8k_Dataset"}) {
        for (const char* const old : {"images", "Flicker8k_Dataset"})
            if (fs::exists(folder_ / old))
                fs::rename(folder_ / old, folder_ / name);
        EXPECT_EQ(read_flickr8k(folder_).photos[0].file, folder_ / name / "c.jpg");
    }
}

TEST_F(Flickr8k, FilesOfAnotherSystemAreTheSame) {
    write("Flickr_8k.trainImages.txt", "\xEF\xBB\xBF"
                                       "c.jpg\r\n\r\na.jpg  \r\n");
    write("Flickr8k.token.txt",
          "\xEF\xBB\xBF"
          "a.jpg#0\tA dog .\r\n\r\na.jpg#1\tA brown dog .\r\nb.jpg#0\tA cat .\r\nc.jpg#0\tA bird .");
    const Dataset dataset = read_flickr8k(folder_);
    EXPECT_THAT(ids(dataset), ElementsAre("c.jpg", "a.jpg", "b.jpg"));
    EXPECT_THAT(dataset.photos[0].captions, ElementsAre("A bird ."));
    EXPECT_THAT(dataset.photos[1].captions, ElementsAre("A dog .", "A brown dog ."));
    EXPECT_THAT(dataset.warnings, IsEmpty());
}

TEST_F(Flickr8k, MendsMalformedUtf8InCaptionsAndSaysSo) {
    write("Flickr8k.token.txt", "a.jpg#0\tA caf\xE9 .\nb.jpg#0\tA cat .\nc.jpg#0\tA bird .\n");
    const Dataset dataset = read_flickr8k(folder_);
    EXPECT_THAT(dataset.photos[1].captions, ElementsAre("A caf\uFFFD ."));
    EXPECT_THAT(dataset.warnings, ElementsAre(AllOf(HasSubstr("UTF-8"), HasSubstr("in 1 caption."))));
}

TEST_F(Flickr8k, CountsCaptionsOfUnlistedPhotos) {
    write("Flickr8k.token.txt",
          "z.jpg.1#0\tnobody\na.jpg#0\ta\nz.jpg#1\tnobody\nb.jpg#0\tb\nc.jpg#0\tc\nz.jpg#2\tnobody\n");
    const Dataset dataset = read_flickr8k(folder_);
    EXPECT_EQ(dataset.photos.size(), 3U);
    EXPECT_THAT(dataset.warnings, ElementsAre(HasSubstr("3 captions of photos in no split list")));
}

TEST_F(Flickr8k, LeavesEmptyCaptionsAndRepeatedNamesOutAndSaysSo) {
    write("Flickr_8k.devImages.txt", "b.jpg\nb.jpg\n");
    write("Flickr8k.token.txt", "a.jpg#0\ta\nb.jpg#0\tb\nc.jpg#0\tc\nc.jpg#1\t \n");
    const Dataset dataset = read_flickr8k(folder_);
    EXPECT_THAT(ids(dataset), ElementsAre("c.jpg", "a.jpg", "b.jpg"));
    EXPECT_THAT(dataset.photos[0].captions, ElementsAre("c"));
    EXPECT_THAT(dataset.warnings, ElementsAre(HasSubstr("1 repeated name."), HasSubstr("1 empty caption.")));
}

TEST_F(Flickr8k, RefusesAPhotoInTwoSplits) {
    write("Flickr_8k.devImages.txt", "b.jpg\na.jpg\n");
    EXPECT_THAT(fault(), AllOf(HasSubstr("Flickr_8k.devImages.txt"), HasSubstr("line 2"), HasSubstr("a.jpg"),
                               HasSubstr("train split")));
}

TEST_F(Flickr8k, RefusesAPhotoWithoutCaptions) {
    write("Flickr8k.token.txt", "a.jpg#0\tA dog .\nc.jpg#0\tA bird .\n");
    EXPECT_THAT(fault(), AllOf(HasSubstr("no caption of b.jpg"), HasSubstr("dev")));
}

TEST_F(Flickr8k, NamesTheMalformedLine) {
    const std::string good = "a.jpg#0\tA dog .\n\n";
    for (const std::string& bad :
         {"b.jpg#0 A cat ."s, "b.jpg\tA cat ."s, "b.jpg#\tA cat ."s, "b.jpg#x\tA cat ."s, "#0\tA cat ."s,
          "../b.jpg#0\tA cat ."s, "b\xFF.jpg#0\tA cat ."s, "b\0.jpg#0\tA cat ."s, "\xFF\xD8\xFF\xE0"s}) {
        write("Flickr8k.token.txt", good + bad + "\n");
        EXPECT_THAT(fault(), AllOf(HasSubstr("Flickr8k.token.txt"), HasSubstr("line 3 is malformed"))) << bad;
    }
}

TEST_F(Flickr8k, RefusesAListThatLeadsOutOfTheFolder) {
    for (const std::string& bad : {"../a.jpg"s, "/etc/passwd"s, ".."s, "a\xFF.jpg"s, "a\0.jpg"s}) {
        write("Flickr_8k.trainImages.txt", "c.jpg\n" + bad + "\n");
        EXPECT_THAT(fault(), AllOf(HasSubstr("trainImages.txt"), HasSubstr("line 2"))) << bad;
    }
}

TEST_F(Flickr8k, CountsMissingPhotosAndNamesTheFirst) {
    fs::remove(folder_ / "images" / "a.jpg");
    fs::remove(folder_ / "images" / "b.jpg");
    fs::create_directory(folder_ / "images" / "b.jpg");
    EXPECT_THAT(fault(),
                AllOf(HasSubstr("images"), HasSubstr("2 of 3 photos are missing"), HasSubstr("a.jpg")));
}

TEST_F(Flickr8k, NamesTheMissingFile) {
    for (const char* const name : {"Flickr8k.token.txt", "Flickr_8k.trainImages.txt"}) {
        fs::rename(folder_ / name, folder_ / "away");
        EXPECT_THAT(fault(), AllOf(HasSubstr(name), HasSubstr("no such file")));
        fs::rename(folder_ / "away", folder_ / name);
    }
    write("Flickr_8k.trainImages.txt", "");
    EXPECT_THAT(fault(), AllOf(HasSubstr("trainImages.txt"), HasSubstr("empty")));
}

TEST_F(Flickr8k, NamesTheMissingFolder) {
    fs::rename(folder_ / "images", folder_ / "photos");
    EXPECT_THAT(fault(), HasSubstr("the photos' folder is missing"));
    fs::remove_all(folder_);
    EXPECT_THAT(fault(), HasSubstr("no such folder"));
}

} // namespace saccade
