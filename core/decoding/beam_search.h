#pragma once

#include "core/decoding/beam_tree.h"
#include "core/decoding/word_constraints.h"

#include <cstddef>
#include <span>
#include <vector>

namespace saccade {

struct BeamOptions : DecodingOptions {
    /// Hypotheses kept at each step. 1 is greedy decoding.
    int width = 5;
    /// How many captions to give, best first; at most the width.
    int count = 1;
    /// Scores are log-probability, less what repetitions lose, / ((5 + steps) / 6)^penalty, `<end>` counted
    /// (arXiv 1609.08144). 0: no division, which favours short captions.
    double length_penalty = 0;

    bool operator==(const BeamOptions&) const = default;
};

/// @param steps  `<end>` counted.
double beam_score(double log_probability, std::size_t steps, double length_penalty);

struct BeamHypothesis {
    std::vector<TokenId> words;    ///< `<end>` included
    std::vector<std::size_t> rows; ///< for each word, which row of advance() it was taken from
    double log_probability = 0;
    double lost = 0; ///< for repetitions, see WordConstraints
    double score = 0;
    bool finished = false;
    std::size_t node = BeamNode::root; ///< in the trace
};

/// The search itself, apart from the network that scores words: it is fed log-probabilities, one row a live
/// hypothesis, and says which hypotheses go on. Ties go to the earlier hypothesis and the smaller token.
class BeamSearch {
public:
    /// @param rules  must outlive it. @throws UsageError when an option is out of range.
    BeamSearch(const BeamOptions& options, const ConstraintRules& rules, TokenId end, int max_words);

    /// Nothing that is alive can become one of the captions asked for, or nothing is alive.
    bool done() const;
    /// At first one, without words.
    const std::vector<BeamHypothesis>& live() const noexcept { return live_; }

    /// @param rows  for each live hypothesis the log-probability of each word of the vocabulary; changed.
    void advance(std::span<std::vector<double>> rows);

    /// Once done(), at most `count`, best first; those that said `<end>` before those that were cut. Empty
    /// when no word at all was allowed.
    std::vector<BeamHypothesis> best() const;
    /// Complete once done().
    const BeamTrace& trace() const noexcept { return trace_; }

private:
    struct Candidate {
        std::size_t parent; ///< live hypothesis
        TokenId token;
        double log_probability;
        double lost;
        std::size_t said; ///< required words
    };

    std::vector<Candidate> candidates(std::span<std::vector<double>> rows) const;
    std::vector<Candidate> shared_out(const std::vector<Candidate>& sorted) const;
    BeamHypothesis extended(const Candidate& candidate);
    void note_pruned(const std::vector<Candidate>& sorted, const std::vector<Candidate>& kept);
    double bound(const BeamHypothesis& hypothesis) const;
    void finish(BeamHypothesis hypothesis);
    void cut_live();
    void end_search();

    BeamOptions options_;
    const ConstraintRules& rules_;
    TokenId end_;
    std::size_t max_words_;
    std::vector<BeamHypothesis> live_;
    std::vector<BeamHypothesis> finished_; ///< best first, at most `count`
    std::vector<BeamHypothesis> cut_;      ///< likewise
    BeamTrace trace_;
};

} // namespace saccade
