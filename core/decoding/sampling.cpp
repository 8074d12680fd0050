#include "core/decoding/sampling.h"

#include "core/decoding/decoding_session.h"
#include "core/model/compute_thread.h"
#include "core/support/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace saccade {

WordSampler::WordSampler(const SamplingOptions& options)
    : temperature_(options.temperature),
      top_k_(options.top_k),
      top_p_(options.top_p),
      engine_(options.seed) {
    if (!(temperature_ > 0) || !std::isfinite(temperature_))
        throw UsageError(
            fmt::format("The temperature is greater than 0, not {}. For the most probable word, decode "
                        "greedily.",
                        temperature_));
    if (top_k_ < 0)
        throw UsageError(fmt::format("Top-k is at least 1, or 0 for all words, not {}.", top_k_));
    if (!(top_p_ > 0 && top_p_ <= 1))
        throw UsageError(fmt::format("Top-p is above 0 and at most 1, not {}.", top_p_));
}

TokenId WordSampler::draw(std::span<const double> log_probabilities) {
    struct Word {
        TokenId token;
        double weight;
    };
    std::vector<Word> words;
    for (std::size_t i = 0; i < log_probabilities.size(); ++i) {
        if (std::isfinite(log_probabilities[i]))
            words.push_back({static_cast<TokenId>(i), log_probabilities[i] / temperature_});
    }
    if (words.empty())
        return -1;
    std::ranges::stable_sort(words,
                             [](const Word& left, const Word& right) { return left.weight > right.weight; });
    if (top_k_ > 0 && static_cast<std::size_t>(top_k_) < words.size())
        words.resize(static_cast<std::size_t>(top_k_));
    const double largest = words.front().weight;
    double total = 0;
    for (Word& word : words) {
        word.weight = std::exp(word.weight - largest);
        total += word.weight;
    }
    double kept = 0;
    std::size_t count = 0;
    while (count < words.size() && (count == 0 || kept < top_p_ * total))
        kept += words[count++].weight;

    // std::uniform_real_distribution gives other numbers on other platforms.
    const double uniform = static_cast<double>(engine_() >> 11) * 0x1p-53;
    double left = uniform * kept;
    for (std::size_t i = 0; i + 1 < count; ++i) {
        left -= words[i].weight;
        if (left < 0)
            return words[i].token;
    }
    return words[count - 1].token;
}

std::vector<Caption> decode_samples(const std::shared_ptr<const Captioner>& captioner,
                                    const EncodedPhoto& photo, const SamplingOptions& options,
                                    const std::stop_token& stop) {
    if (!options.constraints.required.empty())
        throw UsageError("Sampling cannot promise required words. Use beam search.");
    if (options.count < 1)
        throw UsageError(fmt::format("At least one caption is drawn, not {}.", options.count));
    const int max_words = options.max_words > 0 ? options.max_words : captioner->max_words();
    const ConstraintRules rules(options.constraints, captioner->vocabulary(), max_words);
    WordSampler sampler(options);
    const DecodingSession start(captioner, photo, options.alternatives);
    std::vector<Caption> captions;
    run_on_compute_thread([&] {
        for (int i = 0; i < options.count; ++i) {
            DecodingSession session = start;
            while (!session.finished() && session.size() < static_cast<std::size_t>(max_words)) {
                throw_if_stopped(stop);
                std::vector<double> scores = session.next_log_probabilities();
                rules.forbid(session.tokens(), scores);
                rules.penalise(session.tokens(), scores);
                const TokenId token = sampler.draw(scores);
                if (token < 0)
                    break;
                session.choose(token);
            }
            captions.push_back(session.caption());
            captions.back().method = "sampling";
        }
    });
    return captions;
}

} // namespace saccade
