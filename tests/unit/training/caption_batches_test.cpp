#include "core/training/caption_batches.h"

#include <gmock/gmock.h>

#include <set>

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
    const CaptionBatch batch = make_caption_batch(photos, plan_of_photos(photos, both), vocabulary, 10);
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
    const CaptionBatch batch = make_caption_batch(photos, plan_of_photos(photos, second), vocabulary, 2);
    EXPECT_THAT(row(batch.targets, 0), ElementsAre(5, 6, 3));
    // Two words, and the third instead of an end.
    EXPECT_THAT(row(batch.targets, 1), ElementsAre(4, 5, 6));
}

/// 40 photos with two captions each, of 1 to 20 words.
std::vector<TrainingPhoto> many_photos() {
    std::vector<TrainingPhoto> photos(40);
    for (std::size_t i = 0; i < photos.size(); ++i) {
        for (std::size_t c = 0; c < 2; ++c)
            photos[i].captions.emplace_back(1 + (i * 7 + c * 11) % 20, "word");
    }
    return photos;
}

using Seen = std::multiset<std::pair<std::size_t, std::size_t>>;

Seen captions_of(const std::vector<BatchPlan>& batches) {
    Seen seen;
    for (const BatchPlan& batch : batches) {
        for (const BatchPlan::Caption& caption : batch.captions)
            seen.emplace(batch.photos.at(caption.photo), caption.caption);
    }
    return seen;
}

TEST(EpochBatches, HoldEveryCaptionOnce) {
    const auto photos = many_photos();
    Seen all;
    for (std::size_t i = 0; i < photos.size(); ++i)
        all.insert({{i, 0}, {i, 1}});
    TrainingConfig config;
    config.photos_per_batch = 16;
    EXPECT_EQ(captions_of(epoch_batches(photos, config, 1)), all);
    EXPECT_EQ(epoch_batches(photos, config, 1).back().photos.size(), 8U); // what is left
    config.captions_per_batch = 12;
    for (const bool buckets : {false, true}) {
        config.length_buckets = buckets;
        const auto batches = epoch_batches(photos, config, 1);
        EXPECT_EQ(captions_of(batches), all);
        EXPECT_EQ(batches.size(), 7U);
    }
}

TEST(EpochBatches, DependOnTheSeedAlone) {
    const auto photos = many_photos();
    const TrainingConfig config;
    EXPECT_EQ(epoch_batches(photos, config, 3)[0].photos, epoch_batches(photos, config, 3)[0].photos);
    EXPECT_NE(epoch_batches(photos, config, 3)[0].photos, epoch_batches(photos, config, 4)[0].photos);
}

TEST(EpochBatches, InBucketsHoldCaptionsOfAboutOneLength) {
    const auto photos = many_photos();
    TrainingConfig config;
    config.captions_per_batch = 10;
    const auto padding = [&](bool buckets) {
        config.length_buckets = buckets;
        std::size_t blanks = 0;
        for (const BatchPlan& batch : epoch_batches(photos, config, 1)) {
            std::size_t longest = 0, words = 0;
            for (const auto& caption : batch.captions) {
                const std::size_t length =
                    photos[batch.photos[caption.photo]].captions[caption.caption].size();
                longest = std::max(longest, length);
                words += length;
            }
            blanks += longest * batch.captions.size() - words;
        }
        return blanks;
    };
    EXPECT_LT(padding(true), padding(false) / 4);
}

} // namespace
} // namespace saccade
