#include "core/decoding/beam_search.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace saccade {

namespace {

constexpr int widest = 1000;

bool better(const BeamHypothesis& left, const BeamHypothesis& right) {
    return left.score > right.score;
}

/// The `count` words with the highest log-probability above -infinity.
std::vector<TokenId> most_probable(std::span<const double> row, std::size_t count) {
    std::vector<TokenId> order;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (std::isfinite(row[i]))
            order.push_back(static_cast<TokenId>(i));
    }
    const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(count, order.size()));
    std::partial_sort(order.begin(), end, order.end(), [&](TokenId left, TokenId right) {
        const double a = row[static_cast<std::size_t>(left)];
        const double b = row[static_cast<std::size_t>(right)];
        return a != b ? a > b : left < right;
    });
    order.erase(end, order.end());
    return order;
}

} // namespace

double beam_score(double log_probability, std::size_t steps, double length_penalty) {
    return log_probability / std::pow((5.0 + static_cast<double>(steps)) / 6.0, length_penalty);
}

BeamSearch::BeamSearch(const BeamOptions& options, const ConstraintRules& rules, TokenId end, int max_words)
    : options_(options),
      rules_(rules),
      end_(end),
      max_words_(static_cast<std::size_t>(max_words)),
      live_(1) {
    if (options.width < 1 || options.width > widest)
        throw UsageError(fmt::format("The width of the beam is 1 to {}, not {}.", widest, options.width));
    if (options.count < 1 || options.count > options.width)
        throw UsageError(fmt::format("A beam of {} gives 1 to {} captions, not {}.", options.width,
                                     options.width, options.count));
    if (!(options.length_penalty >= 0 && options.length_penalty <= 10))
        throw UsageError(fmt::format("The length penalty is 0 to 10, not {}.", options.length_penalty));
}

bool BeamSearch::done() const {
    return live_.empty();
}

/// The best score it can still reach: as it is, without losing any more, and as long as can be.
double BeamSearch::bound(const BeamHypothesis& hypothesis) const {
    return beam_score(hypothesis.log_probability - hypothesis.lost, max_words_, options_.length_penalty);
}

void BeamSearch::advance(std::span<std::vector<double>> rows) {
    const std::vector<Candidate> sorted = candidates(rows);
    if (sorted.empty()) {
        cut_live();
        return;
    }
    const auto ends = [this](const Candidate& candidate) { return candidate.token == end_; };
    std::vector<Candidate> ending = shared_out(sorted);
    std::erase_if(ending, std::not_fn(ends));
    std::vector<Candidate> continuing = sorted;
    std::erase_if(continuing, ends);
    const std::vector<Candidate> going_on = shared_out(continuing);

    if (going_on.empty())
        note_pruned(sorted, ending);
    else
        note_pruned(continuing, going_on);
    for (const Candidate& candidate : ending)
        finish(extended(candidate));
    std::vector<BeamHypothesis> next;
    for (const Candidate& candidate : going_on)
        next.push_back(extended(candidate));
    live_ = std::move(next);
    end_search();
}

/// Takes all that are alive for pruned; extended() marks those that go on.
void BeamSearch::note_pruned(const std::vector<Candidate>& sorted, const std::vector<Candidate>& kept) {
    const auto score = [this](const Candidate& candidate, std::size_t words) {
        return beam_score(candidate.log_probability - candidate.lost, words, options_.length_penalty);
    };
    for (std::size_t i = 0; i < live_.size(); ++i) {
        if (live_[i].node == BeamNode::root)
            continue;
        const std::size_t words = live_[i].words.size() + 1;
        const auto best =
            std::ranges::find_if(sorted, [i](const Candidate& candidate) { return candidate.parent == i; });
        BeamNode& node = trace_[live_[i].node];
        node.fate = BeamFate::pruned;
        node.best_next =
            best == sorted.end() ? -std::numeric_limits<double>::infinity() : score(*best, words);
        node.needed = score(kept.back(), words);
    }
}

void BeamSearch::cut_live() {
    for (BeamHypothesis& hypothesis : live_) {
        if (hypothesis.node == BeamNode::root)
            continue;
        trace_[hypothesis.node].fate = BeamFate::cut;
        cut_.push_back(std::move(hypothesis));
    }
    std::ranges::stable_sort(cut_, better);
    live_.clear();
}

/// Moves those that the limit cuts out of the live ones, and all of them once none can get among the best.
void BeamSearch::end_search() {
    const auto count = static_cast<std::size_t>(options_.count);
    if (!live_.empty() && live_.front().words.size() >= max_words_) {
        cut_live();
        return;
    }
    if (finished_.size() < count)
        return;
    const double worst = finished_.back().score;
    if (std::ranges::none_of(live_,
                             [&](const BeamHypothesis& hypothesis) { return bound(hypothesis) > worst; }))
        live_.clear();
}

void BeamSearch::finish(BeamHypothesis hypothesis) {
    hypothesis.finished = true;
    trace_[hypothesis.node].fate = BeamFate::finished;
    finished_.push_back(std::move(hypothesis));
    std::ranges::stable_sort(finished_, better);
    if (finished_.size() > static_cast<std::size_t>(options_.count))
        finished_.pop_back();
}

/// Best first.
std::vector<BeamSearch::Candidate> BeamSearch::candidates(std::span<std::vector<double>> rows) const {
    // One of the words may be `<end>`, and then as many others can still go on.
    const auto each = static_cast<std::size_t>(options_.width) + 1;
    std::vector<Candidate> result;
    for (std::size_t parent = 0; parent < live_.size(); ++parent) {
        const BeamHypothesis& hypothesis = live_[parent];
        std::vector<double>& row = rows[parent];
        rules_.forbid(hypothesis.words, row);
        std::vector<double> ranked = row;
        rules_.penalise(hypothesis.words, ranked);
        std::vector<TokenId> tokens = most_probable(ranked, each);
        const std::vector<TokenId> missing = rules_.missing(hypothesis.words);
        for (const TokenId token : missing) {
            if (std::isfinite(row[static_cast<std::size_t>(token)]) &&
                std::ranges::find(tokens, token) == tokens.end())
                tokens.push_back(token);
        }
        const std::size_t said = rules_.required() - missing.size();
        for (const TokenId token : tokens) {
            const bool wanted = std::ranges::find(missing, token) != missing.end();
            const auto place = static_cast<std::size_t>(token);
            result.push_back({parent, token, hypothesis.log_probability + row[place],
                              hypothesis.lost + (row[place] - ranked[place]), said + (wanted ? 1 : 0)});
        }
    }
    std::ranges::stable_sort(result, [](const Candidate& left, const Candidate& right) {
        return left.log_probability - left.lost > right.log_probability - right.lost;
    });
    return result;
}

/// As many as the beam is wide: an equal share for each number of required words said, what a share does not
/// use for the best of the others.
std::vector<BeamSearch::Candidate> BeamSearch::shared_out(const std::vector<Candidate>& sorted) const {
    const auto width = static_cast<std::size_t>(options_.width);
    const std::size_t banks = rules_.required() + 1;
    const std::size_t share = banks <= width ? width / banks : 0;
    std::vector<bool> taken(sorted.size(), false);
    std::size_t count = 0;
    if (banks > 1) {
        std::vector<std::size_t> used(banks, 0);
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            if (used[sorted[i].said] < share) {
                ++used[sorted[i].said];
                taken[i] = true;
                ++count;
            }
        }
    }
    std::vector<Candidate> result;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (!taken[i] && count < width) {
            taken[i] = true;
            ++count;
        }
        if (taken[i])
            result.push_back(sorted[i]);
    }
    return result;
}

BeamHypothesis BeamSearch::extended(const Candidate& candidate) {
    BeamHypothesis result = live_[candidate.parent];
    if (result.node != BeamNode::root)
        trace_[result.node].fate = BeamFate::continued;
    result.words.push_back(candidate.token);
    result.rows.push_back(candidate.parent);
    result.log_probability = candidate.log_probability;
    result.lost = candidate.lost;
    result.score =
        beam_score(candidate.log_probability - candidate.lost, result.words.size(), options_.length_penalty);
    BeamNode& node = trace_.emplace_back();
    node.parent = result.node;
    node.token = candidate.token;
    node.step = static_cast<int>(result.words.size());
    node.log_probability = result.log_probability;
    node.score = result.score;
    node.row = candidate.parent;
    result.node = trace_.size() - 1;
    return result;
}

std::vector<BeamHypothesis> BeamSearch::best() const {
    std::vector<BeamHypothesis> result = finished_;
    for (const BeamHypothesis& hypothesis : cut_) {
        if (result.size() < static_cast<std::size_t>(options_.count))
            result.push_back(hypothesis);
    }
    return result;
}

} // namespace saccade
