#include "core/decoding/decoding_session.h"
#include "core/decoding/greedy.h"
#include "core/decoding/sampling.h"
#include "core/support/error.h"
#include "tests/support/toy_captioner.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace saccade {
namespace {

class Sampling : public testing::Test {
protected:
    std::shared_ptr<const Captioner> captioner = toy_captioner(5);
    EncodedPhoto photo = captioner->encode(toy_photo(64, 64, 5));

    std::vector<std::string> texts(SamplingOptions options) const {
        std::vector<std::string> result;
        for (const Caption& caption : decode_samples(captioner, photo, options))
            result.push_back(caption.text());
        return result;
    }
};

/// What the options say the first word's probabilities are, computed another way: on probabilities, not
/// logarithms.
std::map<TokenId, double> expected_distribution(std::vector<double> logs, const SamplingOptions& options) {
    std::vector<std::pair<double, TokenId>> words;
    for (std::size_t i = 0; i < logs.size(); ++i) {
        if (std::isfinite(logs[i]))
            words.emplace_back(std::pow(std::exp(logs[i]), 1 / options.temperature), static_cast<TokenId>(i));
    }
    std::ranges::sort(words, std::greater{});
    if (options.top_k > 0)
        words.resize(std::min(words.size(), static_cast<std::size_t>(options.top_k)));
    const auto sum = [&] {
        return std::accumulate(words.begin(), words.end(), 0.0,
                               [](double total, const auto& word) { return total + word.first; });
    };
    const double all = sum();
    double reached = 0;
    std::size_t count = 0;
    for (; count < words.size() && reached < options.top_p * all; ++count)
        reached += words[count].first;
    words.resize(count);
    const double kept = sum();
    std::map<TokenId, double> result;
    for (const auto& [weight, token] : words)
        result[token] = weight / kept;
    return result;
}

/// Pearson's chi-square against the distribution; 99.99% quantiles of 1 to 7 degrees of freedom.
void expect_frequencies(const SamplingOptions& options) {
    const auto captioner = toy_captioner(5);
    DecodingSession session(captioner, captioner->encode(toy_photo(64, 64, 5)));
    const std::vector<double> logs = session.next_log_probabilities();
    const std::map<TokenId, double> expected = expected_distribution(logs, options);
    constexpr int draws = 20'000;
    WordSampler sampler(options);
    std::map<TokenId, int> seen;
    for (int i = 0; i < draws; ++i)
        ++seen[sampler.draw(logs)];
    double statistic = 0;
    double rare_expected = 0;
    double rare_seen = 0;
    int cells = 0;
    for (const auto& [token, probability] : expected) {
        const double count = probability * draws;
        if (count < 5) {
            rare_expected += count;
            rare_seen += seen[token];
            continue;
        }
        statistic += (seen[token] - count) * (seen[token] - count) / count;
        ++cells;
    }
    if (rare_expected >= 5) {
        statistic += (rare_seen - rare_expected) * (rare_seen - rare_expected) / rare_expected;
        ++cells;
    }
    for (const auto& [token, count] : seen)
        EXPECT_TRUE(expected.contains(token)) << token << " was drawn " << count << " times";
    if (cells < 2)
        return;
    constexpr double quantiles[] = {0, 15.14, 18.42, 21.11, 23.51, 25.74, 27.86, 29.88};
    ASSERT_LE(cells, 8);
    EXPECT_LT(statistic, quantiles[cells - 1]);
}

TEST(WordSampler, DrawsInProportion) {
    SamplingOptions options;
    expect_frequencies(options);
    options.temperature = 3;
    expect_frequencies(options);
    options.temperature = 0.5;
    options.seed = 7;
    expect_frequencies(options);
}

TEST(WordSampler, DrawsFromTheTopAlone) {
    SamplingOptions options;
    options.temperature = 2;
    options.top_k = 3;
    expect_frequencies(options);
    options.top_k = 0;
    options.top_p = 0.7;
    expect_frequencies(options);
    options.top_k = 5;
    options.top_p = 0.9;
    expect_frequencies(options);
}

TEST(WordSampler, TheSameSeedGivesTheSameWordsEverywhere) {
    WordSampler sampler{SamplingOptions{}};
    const std::vector<double> even(5, std::log(0.2));
    std::vector<TokenId> drawn;
    for (int i = 0; i < 10; ++i)
        drawn.push_back(sampler.draw(even));
    // mt19937_64 of seed 0, its upper 53 bits as a fraction, times five.
    std::mt19937_64 engine(0);
    for (const TokenId token : drawn)
        EXPECT_EQ(token, static_cast<TokenId>(static_cast<double>(engine() >> 11) / 9007199254740992.0 * 5));
}

TEST(WordSampler, HasNothingToDrawFromWhenNothingIsAllowed) {
    WordSampler sampler{SamplingOptions{}};
    EXPECT_EQ(sampler.draw(std::vector<double>(4, -INFINITY)), -1);
}

TEST_F(Sampling, SeedsDecide) {
    SamplingOptions options;
    options.count = 10;
    options.temperature = 2;
    EXPECT_EQ(texts(options), texts(options));
    SamplingOptions few = options;
    few.count = 4;
    const std::vector<std::string> all = texts(options);
    EXPECT_EQ(texts(few), std::vector<std::string>(all.begin(), all.begin() + 4));
    options.seed = 1;
    EXPECT_NE(texts(options), all);
}

TEST_F(Sampling, OneCandidateOrAlmostNoTemperatureIsGreedy) {
    const std::string greedy = decode_greedy(captioner, photo).text();
    SamplingOptions options;
    options.top_k = 1;
    EXPECT_EQ(texts(options).at(0), greedy);
    options.top_k = 0;
    options.temperature = 1e-4;
    EXPECT_EQ(texts(options).at(0), greedy);
    options.temperature = 1;
    options.top_p = 1e-9;
    EXPECT_EQ(texts(options).at(0), greedy);
}

TEST_F(Sampling, OptionsOutOfRangeAreRefused) {
    const auto refused = [&](const auto& change) {
        SamplingOptions options;
        change(options);
        EXPECT_THROW(decode_samples(captioner, photo, options), UsageError);
    };
    refused([](SamplingOptions& o) { o.temperature = 0; });
    refused([](SamplingOptions& o) { o.temperature = NAN; });
    refused([](SamplingOptions& o) { o.top_k = -1; });
    refused([](SamplingOptions& o) { o.top_p = 0; });
    refused([](SamplingOptions& o) { o.top_p = 1.01; });
    refused([](SamplingOptions& o) { o.count = 0; });
    refused([](SamplingOptions& o) { o.constraints.required = {4}; });
}

} // namespace
} // namespace saccade
