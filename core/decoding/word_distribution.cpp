#include "core/decoding/word_distribution.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace saccade {

void mask_never_emitted(torch::Tensor& logits, const Vocabulary& vocabulary) {
    for (const TokenId token : {Vocabulary::pad, Vocabulary::unk, vocabulary.start()})
        logits.select(-1, token).fill_(-std::numeric_limits<float>::infinity());
}

WordDistribution::WordDistribution(const torch::Tensor& logits, const Vocabulary& vocabulary) {
    torch::Tensor emitted = logits.to(torch::kFloat64).clone();
    mask_never_emitted(emitted, vocabulary);
    const torch::Tensor logs = torch::log_softmax(emitted, 0).contiguous();
    log_probabilities_.assign(logs.data_ptr<double>(), logs.data_ptr<double>() + logs.numel());
    double sum = 0;
    for (const double log : log_probabilities_) {
        if (std::isfinite(log))
            sum -= std::exp(log) * log;
    }
    entropy_ = static_cast<float>(sum);
}

float WordDistribution::probability(TokenId token) const {
    return static_cast<float>(std::exp(log_probability(token)));
}

std::vector<TokenId> WordDistribution::most_probable(int count) const {
    std::vector<TokenId> order(log_probabilities_.size());
    std::iota(order.begin(), order.end(), 0);
    std::erase_if(order, [this](TokenId token) { return !std::isfinite(log_probability(token)); });
    const auto end = order.begin() + std::min<std::ptrdiff_t>(count, std::ssize(order));
    std::partial_sort(order.begin(), end, order.end(), [this](TokenId left, TokenId right) {
        const double a = log_probability(left);
        const double b = log_probability(right);
        return a != b ? a > b : left < right;
    });
    order.erase(end, order.end());
    return order;
}

float entropy_of(std::span<const float> probabilities) {
    double sum = 0;
    for (const float p : probabilities) {
        if (p > 0)
            sum -= static_cast<double>(p) * std::log(static_cast<double>(p));
    }
    return static_cast<float>(sum);
}

} // namespace saccade
