#include "core/training/caption_batches.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

using testing::ElementsAre;

class CaptionBatches : public testing::Test {
protected:
    Vocabulary vocabulary =
        Vocabulary::from_words({"<pad>", "<unk>", "<start>", "<end>", "a", "dog", "runs", "fast"});
    std::vector<TrainingPhoto> photos{
        {"one", {{"a", "dog"}}, {}}, {"two", {{"dog", "runs"}, {"a", "dog", "runs", "fast"}, {"zebra"}}, {}}};

    static std::vector<std::int64_t> row(const torch::Tensor& tensor, std::int64_t index) {
        const torch::Tensor values = tensor[index].contiguous();
        return {values.data_ptr<std::int64_t>(), values.data_ptr<std::int64_t>() + values.numel()};
    }
};

TEST_F(CaptionBatches, ReadEachCaptionFromStartToEndLongestFirst) {
    const std::vector<std::size_t> both{1, 0};
    const CaptionBatch batch = make_caption_batch(photos, both, vocabulary, 10);
    EXPECT_THAT(row(batch.inputs, 0), ElementsAre(2, 4, 5, 6, 7));
    EXPECT_THAT(row(batch.targets, 0), ElementsAre(4, 5, 6, 7, 3));
    EXPECT_THAT(row(batch.inputs, 1), ElementsAre(2, 5, 6, 0, 0));
    EXPECT_THAT(row(batch.inputs, 2), ElementsAre(2, 4, 5, 0, 0));
    EXPECT_THAT(row(batch.inputs, 3), ElementsAre(2, 1, 0, 0, 0)); // a word that is not known
    EXPECT_THAT(row(batch.targets, 3), ElementsAre(1, 3, 0, 0, 0));
    EXPECT_THAT(batch.running, ElementsAre(4, 4, 3, 1, 1));
    EXPECT_EQ(batch.photos[0].item<std::int64_t>(), 0); // photo "two" stands first in this batch
    EXPECT_EQ(batch.photos[2].item<std::int64_t>(), 1);
}

TEST_F(CaptionBatches, CutLongCaptionsWithoutInventingAnEnd) {
    const std::vector<std::size_t> second{1};
    const CaptionBatch batch = make_caption_batch(photos, second, vocabulary, 2);
    EXPECT_THAT(row(batch.targets, 0), ElementsAre(5, 6, 3));
    // Two words, and the third instead of an end.
    EXPECT_THAT(row(batch.targets, 1), ElementsAre(4, 5, 6));
}

} // namespace
} // namespace saccade
