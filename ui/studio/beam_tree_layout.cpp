#include "ui/studio/beam_tree_layout.h"

#include <algorithm>
#include <tuple>

namespace saccade {

namespace {

constexpr double pull_of_living = 6;

/// The rows nearest to the ones that are wished for, in least squares by weight, at least one apart and in
/// order: pooling of adjacent violators.
std::vector<double> spread(const std::vector<double>& wished, const std::vector<double>& weights) {
    struct Block {
        double mean;
        double weight;
        std::size_t size;
    };
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < wished.size(); ++i) {
        blocks.push_back({wished[i] - static_cast<double>(i), weights[i], 1});
        while (blocks.size() > 1 && blocks[blocks.size() - 2].mean > blocks.back().mean) {
            const Block last = blocks.back();
            blocks.pop_back();
            Block& joined = blocks.back();
            joined.mean =
                (joined.mean * joined.weight + last.mean * last.weight) / (joined.weight + last.weight);
            joined.weight += last.weight;
            joined.size += last.size;
        }
    }
    std::vector<double> rows;
    for (const Block& block : blocks) {
        for (std::size_t i = 0; i < block.size; ++i)
            rows.push_back(block.mean + static_cast<double>(rows.size()));
    }
    return rows;
}

std::size_t winner(const BeamTree& tree) {
    std::size_t best = BeamNode::root;
    const auto rank = [&](std::size_t node) {
        return std::tuple(tree.nodes[node].fate == BeamFate::finished, tree.nodes[node].score);
    };
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        const BeamFate fate = tree.nodes[i].fate;
        if ((fate == BeamFate::finished || fate == BeamFate::cut) &&
            (best == BeamNode::root || rank(i) > rank(best)))
            best = i;
    }
    return best;
}

} // namespace

BeamTreeLayout layOutBeamTree(const BeamTree& tree) {
    BeamTreeLayout layout;
    layout.places.resize(tree.nodes.size());
    layout.columns.resize(static_cast<std::size_t>(tree.steps()));
    for (std::size_t i = 0; i < tree.nodes.size(); ++i)
        layout.columns[static_cast<std::size_t>(tree.nodes[i].step) - 1].push_back(i);

    std::vector<std::size_t> order(tree.nodes.size(), 0); // of a node within its column
    double top = 0;
    double bottom = 0;
    for (std::size_t column = 0; column < layout.columns.size(); ++column) {
        std::vector<std::size_t>& nodes = layout.columns[column];
        const auto parent_order = [&](std::size_t node) {
            return tree.nodes[node].parent == BeamNode::root ? 0 : order[tree.nodes[node].parent];
        };
        std::ranges::stable_sort(nodes, [&](std::size_t a, std::size_t b) {
            return std::tuple(parent_order(a), -tree.nodes[a].score) <
                   std::tuple(parent_order(b), -tree.nodes[b].score);
        });
        std::vector<double> wished;
        std::vector<double> weights;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const BeamTreeNode& node = tree.nodes[nodes[i]];
            order[nodes[i]] = i;
            wished.push_back(node.parent == BeamNode::root ? 0 : layout.places[node.parent].row);
            weights.push_back(node.fate == BeamFate::continued ? pull_of_living : 1);
        }
        const std::vector<double> rows = spread(wished, weights);
        for (std::size_t i = 0; i < nodes.size(); ++i)
            layout.places[nodes[i]] = {static_cast<int>(column), rows[i]};
        top = rows.empty() ? top : std::min(top, rows.front());
        bottom = rows.empty() ? bottom : std::max(bottom, rows.back());
    }
    for (BeamTreeLayout::Place& place : layout.places)
        place.row -= top;
    layout.rows = tree.nodes.empty() ? 0 : bottom - top + 1;
    if (const std::size_t best = winner(tree); best != BeamNode::root)
        layout.best = tree.path(best);
    return layout;
}

} // namespace saccade
