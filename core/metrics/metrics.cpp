#include "core/metrics/metrics.h"

#include "core/metrics/bleu.h"
#include "core/metrics/cider.h"
#include "core/metrics/rouge.h"
#include "core/support/error.h"

#include <numeric>

namespace saccade {

namespace {

double mean(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

} // namespace

EvaluationItem tokenized(const Tokenizer& tokenizer, std::string_view candidate,
                         std::span<const std::string> references) {
    EvaluationItem item{tokenizer.tokens(candidate), {}};
    for (const std::string& reference : references)
        item.references.push_back(tokenizer.tokens(reference));
    return item;
}

Scores evaluate(std::span<const EvaluationItem> items) {
    if (items.empty())
        throw UsageError("There are no captions to score.");
    Scores scores;
    CiderD cider;
    for (const EvaluationItem& item : items) {
        scores.bleu_counts += count_bleu(item);
        scores.item_rouge_l.push_back(rouge_l(item));
        cider.add_document(item.references);
    }
    for (const EvaluationItem& item : items)
        scores.item_cider_d.push_back(cider.score(item.candidate, item.references));
    scores.bleu = bleu(scores.bleu_counts);
    scores.rouge_l = mean(scores.item_rouge_l);
    scores.cider_d = mean(scores.item_cider_d);
    return scores;
}

} // namespace saccade
