#pragma once

#include "core/text/vocabulary.h"

#include <torch/torch.h>

#include <span>
#include <vector>

namespace saccade {

/// The probabilities of the next word. `<pad>`, `<unk>` and `<start>` have none; the others sum to 1.
class WordDistribution {
public:
    WordDistribution() = default;
    /// @param logits  one a word of the vocabulary.
    WordDistribution(const torch::Tensor& logits, const Vocabulary& vocabulary);

    float probability(TokenId token) const;
    /// -infinity for a word that is never emitted.
    double log_probability(TokenId token) const {
        return log_probabilities_[static_cast<std::size_t>(token)];
    }
    /// Of every word of the vocabulary, natural logarithms.
    const std::vector<double>& log_probabilities() const noexcept { return log_probabilities_; }
    float entropy() const noexcept { return entropy_; } ///< nats
    /// The `count` most probable, most probable first, ties by smaller id; fewer when the vocabulary is
    /// smaller.
    std::vector<TokenId> most_probable(int count) const;

private:
    std::vector<double> log_probabilities_;
    float entropy_ = 0;
};

/// Sets the logits (... x vocabulary size) of words that are never emitted to -infinity, in place.
void mask_never_emitted(torch::Tensor& logits, const Vocabulary& vocabulary);

/// Entropy in nats of values that sum to 1.
float entropy_of(std::span<const float> probabilities);

} // namespace saccade
