#include "core/decoding/caption_csv.h"
#include "core/support/error.h"

#include <gmock/gmock.h>

#include <limits>

namespace saccade {
namespace {

Caption two_words() {
    Caption caption;
    CaptionStep first;
    first.word = "say \"cheese\", please";
    first.token = 4;
    first.probability = 0.1F;
    first.entropy = 1.0F / 3;
    first.attention_entropy = 2.5F;
    first.attention = {0.25F, 0.75F};
    CaptionStep second = first;
    second.word = "大象";
    second.token = 5;
    caption.steps = {first, second};
    return caption;
}

TEST(CaptionCsv, HasOneColumnACell) {
    EXPECT_EQ(
        caption_csv_header(2, 2),
        "photo,model,rank,step,word,token,probability,entropy,attention_entropy,r1c1,r1c2,r2c1,r2c2\r\n");
}

TEST(CaptionCsv, QuotesWhatNeedsItAndLosesNoDigit) {
    EXPECT_EQ(caption_csv_rows("a,b.jpg", "toy", two_words()),
              "\"a,b.jpg\",toy,,1,\"say \"\"cheese\"\", please\",4,0.1,0.33333334,2.5,0.25,0.75\r\n"
              "\"a,b.jpg\",toy,,2,大象,5,0.1,0.33333334,2.5,0.25,0.75\r\n");
    EXPECT_THAT(caption_csv_rows("a.jpg", "toy", two_words(), 3), testing::StartsWith("a.jpg,toy,3,1,"));
}

TEST(CaptionCsv, RefusesValuesThatAreNoNumbers) {
    Caption caption = two_words();
    caption.steps[1].attention[0] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_THROW(caption_csv_rows("a.jpg", "toy", caption), Error);
}

} // namespace
} // namespace saccade
