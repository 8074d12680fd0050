#pragma once

#include "core/decoding/beam_tree.h"

#include <vector>

namespace saccade {

/// Where the nodes of a beam tree are drawn, in columns (steps, from 0) and rows. Nodes of one column are at
/// least a row apart, and no two edges cross.
struct BeamTreeLayout {
    struct Place {
        int column = 0;
        double row = 0; ///< from 0
    };

    std::vector<Place> places;                     ///< one a node
    std::vector<std::vector<std::size_t>> columns; ///< the nodes of each column, from the top
    double rows = 0;                               ///< how many there is room for
    std::vector<std::size_t> best; ///< the path of the hypothesis that won; empty if nothing came to its end
};

/// Children stand beside their parents, the better above the worse; those that go on pull harder than those
/// that die.
BeamTreeLayout layOutBeamTree(const BeamTree& tree);

} // namespace saccade
