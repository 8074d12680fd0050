#pragma once

#include "core/metrics/metrics.h"
#include "core/metrics/ngram.h"

namespace saccade {

/// CIDEr-D (Vedantam et al. 2015) with the document frequencies of one set of references: n-grams to order 4,
/// sigma 6, clipping, times 10. First every document, then any number of captions; scoring is const and may
/// run in many threads.
class CiderD {
public:
    /// The tf-idf weights of one caption and, by order, their Euclidean norms.
    struct Weighed {
        std::unordered_map<Ngram, double, NgramHash> weights;
        std::array<double, Ngram::max_order> norms{};
        double bigrams = 0.0; ///< what the length penalty compares
    };

    /// Adds one photo's references as a document.
    void add_document(std::span<const Words> references);

    std::size_t document_count() const noexcept { return documents_; }

    /// In [0, 10]; 0 for an empty candidate and while there are fewer than two documents. The references
    /// need not be one of the documents.
    /// @throws UsageError when there are no references.
    double score(std::span<const std::string> candidate, std::span<const Words> references) const;

    /// For captions that are scored often, once every document is added. Words of no document match nothing.
    Weighed weigh(std::span<const std::string> caption) const;
    /// As above. @throws UsageError when there are no references.
    static double score(const Weighed& candidate, std::span<const Weighed> references);

private:
    Weighed weigh_ids(std::span<const std::int32_t> ids) const;

    WordIds ids_;
    NgramCounts document_frequency_;
    std::size_t documents_ = 0;
};

} // namespace saccade
