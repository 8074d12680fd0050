#include "core/dataset/coco.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

class Coco : public testing::Test {
protected:
    Dataset read(std::string_view json) {
        write_file_atomically(folder.path() / "captions.json", json);
        return read_coco_captions(folder.path() / "captions.json", {folder.path()});
    }

    void expect_fault(std::string_view json, const char* fault) {
        EXPECT_THAT([&] { read(json); }, ThrowsMessage<FileError>(HasSubstr(fault))) << json;
    }

    void SetUp() override {
        write_file_atomically(folder.path() / "a.jpg", "a");
        write_file_atomically(folder.path() / "b.jpg", "b");
    }

    TemporaryFolder folder;
};

TEST_F(Coco, GathersTheCaptionsOfEachPhoto) {
    const Dataset dataset =
        read(R"({"images": [{"id": 7, "file_name": "b.jpg"}, {"id": 3, "file_name": "a.jpg"}],
        "annotations": [{"image_id": 3, "caption": "A cat."}, {"image_id": 7, "caption": "A dog."},
                        {"image_id": 3, "caption": "Una gata única."}]})");
    ASSERT_EQ(dataset.photos.size(), 2U);
    EXPECT_EQ(dataset.photos[0].id, "b.jpg");
    EXPECT_EQ(dataset.photos[0].file, folder.path() / "b.jpg");
    EXPECT_THAT(dataset.photos[1].captions, ElementsAre("A cat.", "Una gata única."));
    EXPECT_EQ(dataset.photos[0].split, Split::none);
}

TEST_F(Coco, LeavesPhotosWithoutCaptionsOutAndSaysSo) {
    const Dataset dataset =
        read(R"({"images": [{"id": 1, "file_name": "a.jpg"}, {"id": 2, "file_name": "b.jpg"}],
        "annotations": [{"image_id": 1, "caption": "A cat."}]})");
    EXPECT_EQ(dataset.photos.size(), 1U);
    EXPECT_THAT(dataset.warnings, ElementsAre(HasSubstr("1 photos have no caption")));
}

TEST_F(Coco, LeavesCaptionsOfUnlistedPhotosOutAndSaysSo) {
    const Dataset dataset = read(R"({"images": [{"id": 1, "file_name": "a.jpg"}],
        "annotations": [{"image_id": 9, "caption": "x"}, {"image_id": 1, "caption": "y"}]})");
    EXPECT_THAT(dataset.photos.at(0).captions, ElementsAre("y"));
    EXPECT_THAT(dataset.warnings, ElementsAre(HasSubstr("1 captions of images that are not listed")));
}

TEST_F(Coco, LooksForPhotosInEveryFolder) {
    std::filesystem::create_directory(folder.path() / "more");
    write_file_atomically(folder.path() / "more" / "c.jpg", "c");
    write_file_atomically(folder.path() / "captions.json",
                          R"({"images": [{"id": 1, "file_name": "a.jpg"}, {"id": 2, "file_name": "c.jpg"}],
        "annotations": [{"image_id": 1, "caption": "x"}, {"image_id": 2, "caption": "y"}]})");
    const Dataset dataset =
        read_coco_captions(folder.path() / "captions.json", {folder.path(), folder.path() / "more"});
    EXPECT_EQ(dataset.photos.at(1).file, folder.path() / "more" / "c.jpg");
}

TEST_F(Coco, RefusesWhatDoesNotHold) {
    expect_fault("{\n  \"images\": [,]", "line 2");
    expect_fault(R"({"images": []})", "annotations");
    expect_fault(
        R"({"images": [{"id": 1, "file_name": "a.jpg"}, {"id": 1, "file_name": "b.jpg"}], "annotations": []})",
        "stands twice");
    expect_fault(
        R"({"images": [{"id": 1, "file_name": "a.jpg"}, {"id": 2, "file_name": "a.jpg"}], "annotations": []})",
        "stands twice");
    expect_fault(R"({"images": [{"id": 1, "file_name": "../a.jpg"}], "annotations": []})", "no image's name");
    expect_fault(std::string(300, '[') + std::string(300, ']'), "nested");
    expect_fault(R"({"images": [{"id": 1, "file_name": "gone.jpg"}],
        "annotations": [{"image_id": 1, "caption": "x"}]})",
                 "gone.jpg");
    expect_fault("[1, 2]", "no COCO captions file");
}

} // namespace
} // namespace saccade
