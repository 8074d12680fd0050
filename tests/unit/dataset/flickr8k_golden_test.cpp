// The real Flickr8k, where it lies beside the tree, against tests/golden/text/keras_tokenizer.json.
#include "core/dataset/flickr8k.h"
#include "core/text/tokenizer.h"
#include "core/text/vocabulary.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace saccade {

namespace {

std::string fnv1a(std::string_view text) {
    std::uint64_t value = 0xcbf29ce484222325;
    for (const char byte : text)
        value = (value ^ static_cast<std::uint8_t>(byte)) * 0x100000001b3;
    return fmt::format("{:016x}", value);
}

} // namespace

TEST(Flickr8kGolden, TrainingCaptionsGetTheIdsOfKeras) {
    const std::filesystem::path folder = SACCADE_SOURCE_DIR "/../shared/data/flickr8k";
    if (!std::filesystem::exists(folder))
        GTEST_SKIP()
            << "Flickr8k is not at ../shared/data/flickr8k; KerasGolden tests the same on a small sample";
    std::ifstream file(SACCADE_TEST_DATA "/text/keras_tokenizer.json");
    const nlohmann::json expected = nlohmann::json::parse(file)["flickr8k_train"];

    const Dataset dataset = read_flickr8k(folder);
    EXPECT_EQ(select_split(dataset, Split::train).photos.size(), 6000U);
    EXPECT_EQ(select_split(dataset, Split::dev).photos.size(), 1000U);

    const auto tokenizer = make_keras_tokenizer();
    std::vector<std::vector<std::string>> captions;
    for (const CaptionedPhoto& photo : select_split(dataset, Split::train).photos)
        for (const std::string& caption : photo.captions)
            captions.push_back(tokenizer->tokens(caption));
    ASSERT_EQ(captions.size(), expected["captions"].get<std::size_t>());

    const Vocabulary vocabulary = Vocabulary::count(captions, 5000);
    EXPECT_EQ(nlohmann::json(vocabulary.encode(captions[0])), expected["first_ids"]);
    EXPECT_EQ(fnv1a(fmt::format("{}\n", fmt::join(vocabulary.words(), "\n"))),
              expected["words_fnv1a"].get<std::string>());
    std::string ids;
    for (const auto& caption : captions)
        ids += fmt::format("{}\n", fmt::join(vocabulary.encode(caption), " "));
    EXPECT_EQ(fnv1a(ids), expected["ids_fnv1a"].get<std::string>());
}

} // namespace saccade
