// Ids against tests/golden/text/keras_tokenizer.json, made by keras_tokenizer.py beside it.
#include "core/text/tokenizer.h"
#include "core/text/vocabulary.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace saccade {

namespace {

using nlohmann::json;

json golden() {
    std::ifstream file(SACCADE_TEST_DATA "/text/keras_tokenizer.json");
    return json::parse(file);
}

std::vector<std::vector<std::string>> all_tokens(const json& captions) {
    const auto tokenizer = make_keras_tokenizer();
    std::vector<std::vector<std::string>> tokens;
    for (const std::string caption : captions)
        tokens.push_back(tokenizer->tokens(caption));
    return tokens;
}

std::string from_hex(const std::string& hex) {
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        bytes.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    return bytes;
}

} // namespace

TEST(KerasGolden, Tokens) {
    const json expected = golden();
    ASSERT_GE(expected["captions"].size(), 20U);
    const auto tokens = all_tokens(expected["captions"]);
    for (std::size_t i = 0; i < tokens.size(); ++i)
        EXPECT_EQ(json(tokens[i]), expected["tokens"][i]) << expected["captions"][i];
}

TEST(KerasGolden, MalformedUtf8) {
    const json expected = golden()["malformed"];
    ASSERT_GE(expected.size(), 5U);
    for (const json& entry : expected)
        EXPECT_EQ(json(make_keras_tokenizer()->tokens(from_hex(entry["hex"]))), entry["tokens"])
            << entry["hex"];
}

TEST(KerasGolden, WordsAndIdsForEachVocabularySize) {
    const json expected = golden();
    const auto captions = all_tokens(expected["captions"]);
    const auto unseen = all_tokens(expected["unseen"]);
    ASSERT_EQ(expected["cases"].size(), 3U);
    for (const json& one : expected["cases"]) {
        const Vocabulary vocabulary = Vocabulary::count(captions, one["num_words"].get<std::size_t>());
        EXPECT_EQ(json(vocabulary.words()), one["words"]);
        for (std::size_t i = 0; i < captions.size(); ++i)
            EXPECT_EQ(json(vocabulary.encode(captions[i])), one["ids"][i]) << expected["captions"][i];
        for (std::size_t i = 0; i < unseen.size(); ++i)
            EXPECT_EQ(json(vocabulary.encode(unseen[i])), one["unseen_ids"][i]) << expected["unseen"][i];
    }
}

} // namespace saccade
