#include "core/decoding/beam.h"
#include "core/decoding/decode.h"
#include "core/decoding/greedy.h"
#include "core/decoding/sampling.h"
#include "core/support/error.h"
#include "tests/support/toy_captioner.h"

#include <gtest/gtest.h>

#include <set>

namespace saccade {
namespace {

class Decode : public testing::Test {
protected:
    std::vector<std::string> said(const DecodingSettings& settings) const {
        std::vector<std::string> result;
        for (const Caption& caption : decode(captioner, photo, settings))
            result.push_back(caption.method + ": " + caption.text());
        return result;
    }

    std::shared_ptr<const Captioner> captioner = toy_captioner();
    EncodedPhoto photo = captioner->encode(toy_photo(64, 64));
};

TEST_F(Decode, EachMethodIsTheOneOfItsName) {
    DecodingSettings settings;
    EXPECT_EQ(said(settings), std::vector{"greedy: " + decode_greedy(captioner, photo).text()});

    settings.method = DecodingMethod::beam;
    settings.beam_width = 4;
    settings.n_best = 3;
    settings.length_penalty = 1;
    std::vector<std::string> beam;
    for (const Caption& caption : decode_beam(captioner, photo, {{}, 4, 3, 1}))
        beam.push_back("beam: " + caption.text());
    EXPECT_EQ(said(settings), beam);

    settings.method = DecodingMethod::sampling;
    settings.temperature = 2;
    settings.seed = 5;
    settings.samples = 3;
    std::vector<std::string> samples;
    for (const Caption& caption : decode_samples(captioner, photo, {{}, 2, 0, 1, 5, 3}))
        samples.push_back("sampling: " + caption.text());
    EXPECT_EQ(said(settings), samples);
}

TEST_F(Decode, EveryMethodAvoidsBannedWordsAndPassesOverUnknownOnes) {
    for (const DecodingMethod method :
         {DecodingMethod::greedy, DecodingMethod::beam, DecodingMethod::sampling}) {
        DecodingSettings settings;
        settings.method = method;
        settings.samples = 20;
        const Caption before = decode(captioner, photo, settings).front();
        ASSERT_GT(before.word_count(), 0U);
        const std::string banned = before.steps.front().word;
        settings.banned = {"no-such-word", "<unk>", banned};
        for (const Caption& caption : decode(captioner, photo, settings)) {
            for (const CaptionStep& step : caption.steps)
                EXPECT_NE(step.word, banned);
        }
    }
}

TEST_F(Decode, ABeamGivesNoMoreThanItKeeps) {
    DecodingSettings settings;
    settings.method = DecodingMethod::beam;
    settings.beam_width = 2;
    settings.n_best = 5;
    EXPECT_EQ(said(settings).size(), 2U);
}

TEST_F(Decode, EveryMethodHonoursTheLimitOfWordsAndForbiddenRepeats) {
    for (const DecodingMethod method :
         {DecodingMethod::greedy, DecodingMethod::beam, DecodingMethod::sampling}) {
        DecodingSettings settings;
        settings.method = method;
        settings.max_words = 4;
        settings.no_repeat_ngram = 1;
        for (const Caption& caption : decode(captioner, photo, settings)) {
            EXPECT_LE(caption.steps.size(), 4U);
            std::set<std::int32_t> words;
            for (const CaptionStep& step : caption.steps)
                EXPECT_TRUE(words.insert(step.token).second) << caption.text();
        }
    }
}

TEST_F(Decode, SettingsOutOfRangeAreRefused) {
    DecodingSettings settings;
    settings.method = DecodingMethod::sampling;
    settings.temperature = 0;
    EXPECT_THROW(decode(captioner, photo, settings), UsageError);
    settings.method = DecodingMethod::beam;
    settings.beam_width = 0;
    EXPECT_THROW(decode(captioner, photo, settings), UsageError);
}

} // namespace
} // namespace saccade
