#include "core/decoding/caption_json.h"
#include "core/support/error.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <limits>

namespace saccade {
namespace {

CaptionStep step(const std::string& word, std::int32_t token, float probability) {
    CaptionStep result;
    result.token = token;
    result.word = word;
    result.probability = probability;
    result.entropy = 0.7F;
    result.attention = {0.1F, 0.2F, 0.3F, 0.4F};
    result.alternatives = {{token, word, probability}, {9, "cat", 0.0625F}};
    return result;
}

Caption dog() {
    Caption caption;
    caption.steps = {step("a", 4, 0.5F), step("dog", 5, 0.25F), step("<end>", 3, 0.125F)};
    caption.log_probability = -4.158883083359672;
    caption.finished = true;
    return caption;
}

TEST(CaptionJson, HasTheDocumentedKeysInTheirOrder) {
    const std::string line = caption_json("dog.jpg", "saccade-mobile", dog());
    EXPECT_EQ(line.find('\n'), std::string::npos);
    const auto json = nlohmann::ordered_json::parse(line);
    const auto keys = [](const nlohmann::ordered_json& object) {
        std::vector<std::string> names;
        for (const auto& [name, value] : object.items())
            names.push_back(name);
        return names;
    };
    EXPECT_THAT(keys(json), testing::ElementsAre("photo", "model", "method", "finished", "caption",
                                                 "sentence", "log_probability", "score", "steps"));
    EXPECT_EQ(nlohmann::json::parse(caption_json("dog.jpg", "saccade-mobile", dog(), 2))["rank"], 2);
    EXPECT_EQ(json["photo"], "dog.jpg");
    EXPECT_EQ(json["model"], "saccade-mobile");
    EXPECT_EQ(json["caption"], "a dog");
    EXPECT_EQ(json["sentence"], "A dog.");
    ASSERT_EQ(json["steps"].size(), 3U);
    const auto& second = json["steps"][1];
    EXPECT_THAT(keys(second),
                testing::ElementsAre("word", "token", "probability", "entropy", "attention", "alternatives"));
    EXPECT_EQ(second["word"], "dog");
    EXPECT_EQ(second["token"], 5);
    EXPECT_THAT(keys(second["alternatives"][1]), testing::ElementsAre("word", "probability"));
    EXPECT_EQ(second["alternatives"][1]["word"], "cat");
}

TEST(CaptionJson, NumbersComeBackAsTheSameFloatsInFewDigits) {
    Caption caption = dog();
    caption.steps[0].attention = {0.1F, 1.0F / 3, 1e-30F, std::numeric_limits<float>::denorm_min()};
    const std::string line = caption_json("dog.jpg", "m", caption);
    EXPECT_THAT(line, testing::HasSubstr("[0.1,0.33333334,1e-30,"));
    const auto read = nlohmann::json::parse(line)["steps"][0]["attention"].get<std::vector<float>>();
    EXPECT_EQ(read, caption.steps[0].attention);
}

TEST(CaptionJson, RefusesValuesThatAreNoNumbers) {
    for (const float bad :
         {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
        Caption caption = dog();
        caption.steps[1].attention[2] = bad;
        EXPECT_THROW(caption_json("dog.jpg", "m", caption), Error);
        caption = dog();
        caption.log_probability = -static_cast<double>(bad);
        EXPECT_THROW(caption_json("dog.jpg", "m", caption), Error);
    }
}

TEST(CaptionJson, EscapesAndRepairsText) {
    Caption caption = dog();
    caption.steps[0].word = "\"quoted\"\n";
    caption.steps[1].word = "\xFF";
    const auto json = nlohmann::json::parse(caption_json("d\xC3\xB6g \xFE.jpg", "m", caption));
    EXPECT_EQ(json["photo"], "d\xC3\xB6g \xEF\xBF\xBD.jpg");
    EXPECT_EQ(json["steps"][0]["word"], "\"quoted\"\n");
    EXPECT_EQ(json["steps"][1]["word"], "\xEF\xBF\xBD");
}

} // namespace
} // namespace saccade
