#pragma once

#include "core/decoding/branch_tree.h"

#include <string>
#include <vector>

namespace saccade {

/// Everything that a what-if step changes, and so everything that undoing it brings back.
struct WhatIfState {
    BranchTree tree;
    int current = -1;                ///< id of the branch that is shown
    int word = 0;                    ///< of its caption, from 0
    std::vector<std::string> banned; ///< words that the model does not choose

    const Branch& branch() const { return tree.at(current); }
    const Caption& caption() const { return *branch().caption; }
    bool operator==(const WhatIfState&) const = default;
};

} // namespace saccade
