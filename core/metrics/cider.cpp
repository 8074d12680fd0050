#include "core/metrics/cider.h"

#include "core/support/error.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace saccade {

void CiderD::add_document(std::span<const Words> references) {
    std::unordered_set<Ngram, NgramHash> seen;
    for (const Words& reference : references)
        for (const auto& [ngram, count] : count_ngrams(ids_.add(reference)))
            if (seen.insert(ngram).second)
                ++document_frequency_[ngram];
    ++documents_;
}

CiderD::Weighed CiderD::weigh_ids(std::span<const std::int32_t> ids) const {
    const double log_documents = std::log(static_cast<double>(std::max<std::size_t>(documents_, 1)));
    Weighed vector;
    for (const auto& [ngram, count] : count_ngrams(ids)) {
        const auto found = document_frequency_.find(ngram);
        const double frequency =
            found != document_frequency_.end() ? static_cast<double>(found->second) : 1.0;
        const double weight = static_cast<double>(count) * (log_documents - std::log(frequency));
        vector.weights.emplace(ngram, weight);
        vector.norms[ngram.order() - 1] += weight * weight;
    }
    for (double& norm : vector.norms)
        norm = std::sqrt(norm);
    vector.bigrams = ids.empty() ? 0.0 : static_cast<double>(ids.size() - 1);
    return vector;
}

CiderD::Weighed CiderD::weigh(std::span<const std::string> caption) const {
    WordIds::Unknown unknown;
    return weigh_ids(ids_.find(caption, unknown));
}

double CiderD::score(const Weighed& candidate, std::span<const Weighed> references) {
    if (references.empty())
        throw UsageError("A caption cannot be scored without a reference caption.");
    constexpr double sigma = 6.0;
    double sum = 0.0;
    for (const Weighed& reference : references) {
        std::array<double, Ngram::max_order> products{};
        for (const auto& [ngram, weight] : candidate.weights)
            if (const auto found = reference.weights.find(ngram); found != reference.weights.end())
                products[ngram.order() - 1] += std::min(weight, found->second) * found->second;
        const double difference = candidate.bigrams - reference.bigrams;
        const double penalty = std::exp(-difference * difference / (2.0 * sigma * sigma));
        for (std::size_t n = 0; n < products.size(); ++n)
            if (const double norms = candidate.norms[n] * reference.norms[n]; norms > 0.0)
                sum += penalty * products[n] / norms;
    }
    return 10.0 * sum / static_cast<double>(Ngram::max_order * references.size());
}

double CiderD::score(std::span<const std::string> candidate, std::span<const Words> references) const {
    WordIds::Unknown unknown; // the same for all: a word of no document may stand in both
    const Weighed caption = weigh_ids(ids_.find(candidate, unknown));
    std::vector<Weighed> weighed;
    weighed.reserve(references.size());
    for (const Words& reference : references)
        weighed.push_back(weigh_ids(ids_.find(reference, unknown)));
    return score(caption, weighed);
}

} // namespace saccade
