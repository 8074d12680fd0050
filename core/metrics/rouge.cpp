#include "core/metrics/rouge.h"

#include "core/support/error.h"

#include <algorithm>

namespace saccade {

namespace {

std::size_t longest_common_subsequence(const Words& a, const Words& b) {
    std::vector<std::size_t> row(b.size() + 1, 0);
    for (const std::string& word : a) {
        std::size_t diagonal = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = word == b[j] ? diagonal + 1 : std::max(above, row[j]);
            diagonal = above;
        }
    }
    return row.back();
}

} // namespace

double rouge_l(const EvaluationItem& item) {
    if (item.references.empty())
        throw UsageError("A caption cannot be scored without a reference caption.");
    double precision = 0.0;
    double recall = 0.0;
    for (const Words& reference : item.references) {
        const auto common = static_cast<double>(longest_common_subsequence(item.candidate, reference));
        if (common > 0.0) {
            precision = std::max(precision, common / static_cast<double>(item.candidate.size()));
            recall = std::max(recall, common / static_cast<double>(reference.size()));
        }
    }
    if (precision == 0.0)
        return 0.0;
    constexpr double beta_squared = 1.2 * 1.2;
    return (1.0 + beta_squared) * precision * recall / (recall + beta_squared * precision);
}

} // namespace saccade
