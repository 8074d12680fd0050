#include "core/dataset/data_check.h"
#include "core/support/atomic_file.h"
#include "tests/support/photo_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/toy_captioner.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class DataCheck : public testing::Test {
protected:
    void add(const std::string& id, Split split, std::vector<std::string> captions, std::uint64_t look) {
        write_bmp(folder.path() / id, toy_photo(20, 12, look));
        dataset.photos.push_back({id, folder.path() / id, std::move(captions), split});
    }

    DataReport check() { return check_dataset(dataset, *make_keras_tokenizer(), options); }

    TemporaryFolder folder;
    Dataset dataset{"set", {}, {}};
    DataCheckOptions options;
};

TEST_F(DataCheck, CountsAndMeasuresCoverageByTheTrainingCaptions) {
    add("a", Split::train, {"A dog runs", "A dog"}, 1);
    add("b", Split::train, {"A cat"}, 2);
    add("c", Split::dev, {"A dog sleeps now"}, 3);
    const DataReport report = check();
    ASSERT_EQ(report.parts.size(), 2U);
    EXPECT_EQ(report.parts[0].photos, 2U);
    EXPECT_EQ(report.parts[0].captions, 3U);
    EXPECT_EQ(report.parts[0].words, 7U);
    EXPECT_EQ(report.parts[0].known_words, 7U);
    EXPECT_EQ(report.parts[1].words, 4U);
    EXPECT_EQ(report.parts[1].known_words, 2U); // "a" and "dog"
    EXPECT_EQ(report.distinct_words, 4U);
    EXPECT_EQ(report.fewest_captions, 1U);
    EXPECT_EQ(report.most_captions, 2U);
    EXPECT_TRUE(report.trainable());
}

TEST_F(DataCheck, FindsTheSamePixelsUnderAnotherName) {
    add("a", Split::train, {"x"}, 1);
    add("b", Split::train, {"x"}, 1);
    add("c", Split::train, {"x"}, 2);
    add("d", Split::dev, {"x"}, 2);
    add("e", Split::dev, {"x"}, 3);
    const DataReport report = check();
    EXPECT_THAT(report.repeats, ElementsAre(ElementsAre("a", "b")));
    EXPECT_THAT(report.leaks, ElementsAre(ElementsAre("c", "d")));
    EXPECT_FALSE(report.trainable());
}

TEST_F(DataCheck, FindsMissingAndBrokenPhotos) {
    add("a", Split::train, {"x"}, 1);
    add("b.jpg", Split::train, {"x"}, 2);
    add("c.jpg", Split::train, {"x"}, 3);
    write_file_atomically(folder.path() / "b.jpg", "no photo");
    std::filesystem::remove(folder.path() / "c.jpg");
    const DataReport report = check();
    EXPECT_THAT(report.broken, ElementsAre(HasSubstr("b.jpg")));
    EXPECT_THAT(report.missing, ElementsAre(HasSubstr("c.jpg")));
    EXPECT_FALSE(report.trainable());
}

TEST_F(DataCheck, CountsEmptyAndOverLongCaptions) {
    options.max_words = 3;
    add("a", Split::train, {"one two three", "one two three four", " . ! "}, 1);
    const DataReport report = check();
    EXPECT_EQ(report.long_captions, 1U);
    EXPECT_EQ(report.empty_captions, 1U);
    EXPECT_EQ(report.longest_caption, 4U);
    EXPECT_FALSE(report.trainable());
}

TEST_F(DataCheck, CutsChineseWithTheUnicodeTokenizer) {
    add("a", Split::train, {"一只狗在草地上奔跑。"}, 1);
    add("b", Split::dev, {"一只猫在草地上睡觉。"}, 2);
    const DataReport report = check_dataset(dataset, *make_unicode_tokenizer(), options);
    EXPECT_GT(report.parts.at(1).words, 3U);
    EXPECT_GE(report.parts.at(1).known_words, 3U);
    EXPECT_EQ(check().parts.at(1).known_words, 0U); // Keras' takes each sentence for one word
}

TEST_F(DataCheck, CanBeStopped) {
    add("a", Split::train, {"x"}, 1);
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(check_dataset(dataset, *make_keras_tokenizer(), options, {}, source.get_token()), Cancelled);
}

} // namespace
} // namespace saccade
