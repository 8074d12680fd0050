#include "core/decoding/beam_tree.h"

#include <algorithm>

namespace saccade {

std::vector<std::size_t> BeamTree::path(std::size_t node) const {
    std::vector<std::size_t> result;
    for (; node != BeamNode::root; node = nodes.at(node).parent)
        result.push_back(node);
    std::ranges::reverse(result);
    return result;
}

std::vector<std::int32_t> BeamTree::tokens(std::size_t node) const {
    std::vector<std::int32_t> result;
    for (const std::size_t each : path(node))
        result.push_back(nodes[each].token);
    return result;
}

int BeamTree::steps() const {
    int result = 0;
    for (const BeamTreeNode& node : nodes)
        result = std::max(result, node.step);
    return result;
}

} // namespace saccade
