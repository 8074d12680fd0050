#include "core/decoding/branch_tree.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace saccade {

namespace {

bool same_words(const Caption& left, const Caption& right) {
    return left.finished == right.finished && left.steps.size() == right.steps.size() &&
           common_steps(left, right) == left.steps.size();
}

} // namespace

std::size_t common_steps(const Caption& left, const Caption& right) {
    const auto same = [](const CaptionStep& a, const CaptionStep& b) { return a.token == b.token; };
    const auto apart = std::ranges::mismatch(left.steps, right.steps, same);
    return static_cast<std::size_t>(apart.in1 - left.steps.begin());
}

BranchTree::BranchTree(Caption caption) {
    branches_.push_back({next_++, -1, {}, {}, 0, std::make_shared<const Caption>(std::move(caption))});
}

bool BranchTree::contains(int id) const noexcept {
    return std::ranges::find(branches_, id, &Branch::id) != branches_.end();
}

const Branch& BranchTree::at(int id) const {
    const auto found = std::ranges::find(branches_, id, &Branch::id);
    if (found == branches_.end())
        throw std::out_of_range("There is no such branch.");
    return *found;
}

std::vector<int> BranchTree::children(int parent) const {
    std::vector<int> result;
    for (const Branch& branch : branches_) {
        if (branch.parent == parent)
            result.push_back(branch.id);
    }
    return result;
}

std::vector<int> BranchTree::depth_first() const {
    std::vector<int> result;
    std::vector<int> waiting = children(-1);
    while (!waiting.empty()) {
        const int id = waiting.front();
        waiting.erase(waiting.begin());
        result.push_back(id);
        const std::vector<int> next = children(id);
        waiting.insert(waiting.begin(), next.begin(), next.end());
    }
    return result;
}

int BranchTree::add(int parent, BranchOrigin origin, std::size_t kept, Caption caption) {
    at(parent);
    const auto there = std::ranges::find_if(
        branches_, [&](const Branch& branch) { return same_words(*branch.caption, caption); });
    if (there != branches_.end())
        return there->id;
    branches_.push_back(
        {next_++, parent, {}, std::move(origin), kept, std::make_shared<const Caption>(std::move(caption))});
    return branches_.back().id;
}

void BranchTree::rename(int id, std::string name) {
    const auto found = std::ranges::find(branches_, id, &Branch::id);
    if (found == branches_.end())
        throw std::out_of_range("There is no such branch.");
    found->name = std::move(name);
}

void BranchTree::remove(int id) {
    if (at(id).parent < 0)
        throw std::invalid_argument("The first caption stays.");
    for (const int child : children(id))
        remove(child);
    std::erase_if(branches_, [id](const Branch& branch) { return branch.id == id; });
}

std::size_t BranchTree::shared_steps(int id) const {
    const Branch& branch = at(id);
    return branch.parent < 0 ? 0 : common_steps(*at(branch.parent).caption, *branch.caption);
}

bool BranchTree::operator==(const BranchTree& other) const {
    return std::ranges::equal(branches_, other.branches_, [](const Branch& left, const Branch& right) {
        return left.id == right.id && left.parent == right.parent && left.name == right.name &&
               left.origin == right.origin && left.kept == right.kept && left.caption == right.caption;
    });
}

} // namespace saccade
