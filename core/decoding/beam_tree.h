#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace saccade {

/// What became of a hypothesis.
enum class BeamFate {
    continued, ///< another word followed
    pruned,    ///< better ones took its place
    finished,  ///< it said `<end>`
    cut,       ///< the limit of words came first, or no word was allowed
    stopped,   ///< the search ended: it could not have become better than what was found
};

/// A hypothesis is the path to a node from the root.
struct BeamNode {
    static constexpr std::size_t root = std::numeric_limits<std::size_t>::max();

    std::size_t parent = root; ///< index of a node
    std::int32_t token = 0;
    int step = 0;               ///< from 1
    double log_probability = 0; ///< of the whole path
    double score = 0;
    BeamFate fate = BeamFate::stopped;
    /// Of a pruned one: the score that its best continuation would have had, -infinity if no word was
    /// allowed.
    double best_next = 0;
    /// Of a pruned one: the lowest score that was kept in its stead.
    double needed = 0;
    std::size_t row = 0; ///< of advance() that it was taken from, among the hypotheses alive then
};

/// Every hypothesis that was ever kept, parents before children.
using BeamTrace = std::vector<BeamNode>;

/// A hypothesis with its last word and what the model thought when it said it.
struct BeamTreeNode : BeamNode {
    std::string word;             ///< "<end>" for one that is finished
    float probability = 0;        ///< of this word after those before it
    std::vector<float> attention; ///< rows x cols of the feature grid, row-major, sums to 1
};

/// A whole beam search as a tree over time. Plain C++: it crosses into the window.
struct BeamTree {
    std::vector<BeamTreeNode> nodes; ///< parents before children
    int width = 0;                   ///< of the beam
    double length_penalty = 0;

    /// Indices from the first word to `node`. @throws std::out_of_range.
    std::vector<std::size_t> path(std::size_t node) const;
    /// The tokens of that path.
    std::vector<std::int32_t> tokens(std::size_t node) const;
    int steps() const; ///< of the longest hypothesis
};

} // namespace saccade
