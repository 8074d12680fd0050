#include "core/text/content_words.h"
#include "core/training/self_critical.h"

#include <gtest/gtest.h>

namespace saccade {
namespace {

TEST(SelfCritical, RepetitionsCost) {
    const Vocabulary english = Vocabulary::from_words(
        {"<pad>", "<unk>", "<start>", "<end>", "a", "the", "of", "with", "is", "dog", "cat"});
    CaptionNetworkConfig config;
    config.feature_channels = 8;
    config.encoder_units = config.attention_units = config.embedding_units = config.decoder_units = 6;
    config.vocabulary_size = static_cast<int>(english.size());
    torch::manual_seed(1);
    CaptionNetwork network(config);
    const EncodedCells cells = network.encode(torch::rand({2, 4, 8}));
    const std::vector<TrainingPhoto> photos(2, {"photo", {}, {{"a", "dog"}, {"the", "cat"}}});
    const std::vector<std::size_t> batch{0, 1};
    const auto draw = [&](const Vocabulary& vocabulary, double cost) {
        torch::manual_seed(2);
        return SelfCritical(photos, vocabulary, cost).draw(network, cells, photos, batch, 12, 8);
    };
    const SelfCritical::Draw free = draw(english, 0);
    const SelfCritical::Draw costly = draw(english, 0.5);

    // The same captions were drawn.
    const CaptionBatch& captions = free.captions;
    ASSERT_TRUE(captions.targets.equal(costly.captions.targets));
    std::size_t again = 0;
    for (std::int64_t row = 0; row < captions.targets.size(0); ++row) {
        std::vector<std::string> words;
        for (std::size_t step = 0; step < captions.running.size() && row < captions.running[step]; ++step)
            words.push_back(english.word(static_cast<TokenId>(
                captions.targets[row][static_cast<std::int64_t>(step)].item<std::int64_t>())));
        again += content_words_said_again(words);
    }
    ASSERT_GT(again, 0U);
    EXPECT_NEAR(free.reward - costly.reward, 0.5 * static_cast<double>(again) / 16, 1e-9);

    const Vocabulary german = Vocabulary::from_words(
        {"<pad>", "<unk>", "<start>", "<end>", "ein", "der", "von", "mit", "ist", "hund", "katze"});
    EXPECT_EQ(draw(german, 0).reward, draw(german, 0.5).reward);
}

} // namespace
} // namespace saccade
