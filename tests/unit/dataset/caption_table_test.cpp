#include "core/dataset/caption_table.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

class CaptionTable : public testing::Test {
protected:
    void SetUp() override {
        std::filesystem::create_directory(folder.path() / "Images");
        for (const char* const name : {"a.jpg", "b.jpg", "c.jpg"})
            write_file_atomically(folder.path() / "Images" / name, name);
    }

    Dataset read(std::string_view content, const char* name = "mine.csv") {
        write_file_atomically(folder.path() / name, content);
        return read_caption_table(folder.path() / name);
    }

    void expect_fault(std::string_view content, const char* fault) {
        EXPECT_THAT([&] { read(content); },
                    ThrowsMessage<FileError>(AllOf(HasSubstr("mine.csv"), HasSubstr(fault))))
            << content;
    }

    TemporaryFolder folder;
};

TEST_F(CaptionTable, ReadsKagglesFlickr8k) {
    const Dataset dataset =
        read("image,caption\na.jpg,A dog runs .\na.jpg,\"A brown dog , in \"\"grass\"\" .\"\nb.jpg,A cat .\n",
             "captions.txt");
    ASSERT_EQ(dataset.photos.size(), 2U);
    EXPECT_EQ(dataset.photos[0].file, folder.path() / "Images" / "a.jpg");
    EXPECT_THAT(dataset.photos[0].captions, ElementsAre("A dog runs .", "A brown dog , in \"grass\" ."));
    EXPECT_EQ(dataset.photos[1].split, Split::none);
}

TEST_F(CaptionTable, ReadsKagglesFlickr30k) {
    const Dataset dataset =
        read("image_name| comment_number| comment\na.jpg| 0| A dog , running .\na.jpg| 1| It runs .\n",
             "results.csv");
    EXPECT_THAT(dataset.photos.at(0).captions, ElementsAre("A dog , running .", "It runs ."));
}

TEST_F(CaptionTable, TakesColumnsInAnyOrderAndSplits) {
    const Dataset dataset =
        read("split\tcaption\timage\ntrain\tA dog, wet\ta.jpg\nval\tA cat\tb.jpg\ntest\tA bird\tc.jpg\n",
             "mine.tsv");
    ASSERT_EQ(dataset.photos.size(), 3U);
    EXPECT_EQ(dataset.photos[0].split, Split::train);
    EXPECT_EQ(dataset.photos[1].split, Split::dev);
    EXPECT_EQ(dataset.photos[2].split, Split::test);
    EXPECT_THAT(dataset.photos[0].captions, ElementsAre("A dog, wet"));
}

TEST_F(CaptionTable, ReadsByteOrderMarksForeignLineEndsAndQuotedLineBreaks) {
    const Dataset dataset = read("\xEF\xBB\xBFimage,caption\r\n\r\n\"a.jpg\",\"A dog\r\nin "
                                 "snow\"\r\nb.jpg,\xE4\xB8\x80\xE5\x8F\xAA\xE7\x8B\x97");
    EXPECT_THAT(dataset.photos.at(0).captions, ElementsAre("A dog\r\nin snow"));
    EXPECT_THAT(dataset.photos.at(1).captions, ElementsAre("一只狗"));
}

TEST_F(CaptionTable, LeavesEmptyCaptionsOutAndMendsUtf8) {
    const Dataset dataset = read("image,caption\na.jpg, \na.jpg,caf\xE9\nb.jpg,\n");
    ASSERT_EQ(dataset.photos.size(), 1U);
    EXPECT_THAT(dataset.photos[0].captions, ElementsAre("caf\uFFFD"));
    EXPECT_THAT(dataset.warnings,
                ElementsAre(HasSubstr("2 rows without a caption"), HasSubstr("1 captions with malformed"),
                            HasSubstr("1 photos have no caption")));
}

TEST_F(CaptionTable, NamesTheLineThatDoesNotHold) {
    expect_fault("a.jpg,A dog\n", "columns \"image\" and \"caption\"");
    expect_fault("image,caption\na.jpg,A dog, wet\n", "line 2 has 3 fields");
    expect_fault("image,caption\na.jpg,\"A\ndog\"\nb.jpg\n", "line 4 has 1 fields");
    expect_fault("image,caption\na.jpg,x\na.jpg,A \"dog\"\n", "line 3 has a quotation mark");
    expect_fault("image,caption\na.jpg,\"A dog\n", "line 2 has a quotation mark");
    expect_fault("image,caption\n../a.jpg,A dog\n", "line 2 names no image");
    expect_fault("image,caption,split\na.jpg,A dog,practice\n", "line 2 has an unknown split \"practice\"");
    expect_fault("image,caption,split\na.jpg,A dog,train\na.jpg,It,dev\n",
                 "line 3 puts a.jpg into the dev split");
    expect_fault("image,caption\n", "no captions");
    expect_fault("", "empty");
    EXPECT_THAT([&] { read("image,caption\ngone.jpg,A dog\n"); },
                ThrowsMessage<FileError>(HasSubstr("gone.jpg")));
}

} // namespace
} // namespace saccade
