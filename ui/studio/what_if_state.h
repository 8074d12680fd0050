#pragma once

#include "core/decoding/branch_tree.h"

#include <cstdint>
#include <string>
#include <vector>

namespace saccade {

/// A word that may not be said.
struct BannedWord {
    std::int32_t token = 0;
    std::string word;

    bool operator==(const BannedWord&) const = default;
};

/// Everything that a what-if step changes, and so everything that undoing it brings back.
struct WhatIfState {
    BranchTree tree;
    int current = -1; ///< id of the branch that is shown
    int word = 0;     ///< of its caption, from 0
    std::vector<BannedWord> banned;

    const Branch& branch() const { return tree.at(current); }
    const Caption& caption() const { return *branch().caption; }
    std::vector<std::int32_t> bannedTokens() const {
        std::vector<std::int32_t> result;
        for (const BannedWord& each : banned)
            result.push_back(each.token);
        return result;
    }
    bool operator==(const WhatIfState&) const = default;
};

} // namespace saccade
