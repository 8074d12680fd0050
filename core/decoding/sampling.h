#pragma once

#include "core/decoding/caption.h"
#include "core/decoding/word_constraints.h"
#include "core/model/captioner.h"

#include <cstdint>
#include <memory>
#include <random>
#include <span>
#include <stop_token>
#include <vector>

namespace saccade {

struct SamplingOptions : DecodingOptions {
    /// Log-probabilities are divided by it: below 1 likely words become likelier, above 1 rarer. Greater than
    /// 0.
    double temperature = 1;
    /// Only the so many most probable words are drawn from. 0: all.
    int top_k = 0;
    /// Only the fewest words that together reach this probability, (0, 1] (nucleus sampling, arXiv
    /// 1904.09751).
    double top_p = 1;
    /// The same seed gives the same captions on every platform, as far as the model's arithmetic is the same.
    std::uint64_t seed = 0;
    /// Captions to draw; the first ones do not depend on how many follow.
    int count = 1;

    bool operator==(const SamplingOptions&) const = default;
};

/// Draws words: temperature first, then top-k, then top-p, and what is left in proportion.
class WordSampler {
public:
    /// @throws UsageError when an option is out of range.
    explicit WordSampler(const SamplingOptions& options);

    /// @param log_probabilities  one a word; -infinity for what must not be drawn.
    /// @return -1 when nothing may be drawn.
    TokenId draw(std::span<const double> log_probabilities);

private:
    double temperature_;
    int top_k_;
    double top_p_;
    std::mt19937_64 engine_;
};

/// Captions drawn word by word. A caption ends early, unfinished, when no word is allowed.
/// @throws UsageError for options out of range, and for required words, which sampling cannot promise;
/// Cancelled, checked once a step.
std::vector<Caption> decode_samples(const std::shared_ptr<const Captioner>& captioner,
                                    const EncodedPhoto& photo, const SamplingOptions& options = {},
                                    const std::stop_token& stop = {});

} // namespace saccade
