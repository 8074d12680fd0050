#pragma once

#include "core/decoding/caption.h"

#include <memory>
#include <string>
#include <vector>

namespace saccade {

/// What made a caption out of the one before it.
struct BranchOrigin {
    enum class Kind {
        decoded,  ///< the first caption: nobody asked for anything
        chosen,   ///< another word at one place: `before` gave way to `after`
        banned,   ///< `before` may not be said
        allowed,  ///< `after` may be said again
        prefix,   ///< it was to start with `after`
        sentence, ///< all of it was given
        beam,     ///< taken out of a beam search
        settings, ///< decoded in another way
    };

    Kind kind = Kind::decoded;
    std::size_t place = 0; ///< of the word, from 0
    std::string before;
    std::string after;

    bool operator==(const BranchOrigin&) const = default;
};

/// One caption that was tried on a photo. Immutable apart from its name: trees share it.
struct Branch {
    int id = 0;
    int parent = -1;  ///< id of the branch it was made from; -1 for the first one
    std::string name; ///< given by a person; empty: it goes by its origin
    BranchOrigin origin;
    std::size_t kept = 0; ///< words at its start that were given, not decoded
    std::shared_ptr<const Caption> caption;
};

/// The captions tried on one photo, as a tree: each beside the one it was made from. A value; copies are
/// cheap, and equal to what they were copied from for ever, which is what undoing needs.
class BranchTree {
public:
    BranchTree() = default;
    /// A tree of one, the root.
    explicit BranchTree(Caption caption);

    bool empty() const noexcept { return branches_.empty(); }
    std::size_t size() const noexcept { return branches_.size(); }
    int root() const { return branches_.front().id; }
    bool contains(int id) const noexcept;
    /// @throws std::out_of_range for a branch that is not there.
    const Branch& at(int id) const;
    std::vector<int> children(int parent) const; ///< oldest first
    std::vector<int> depth_first() const;        ///< every branch, parents before children

    /// Puts a caption beside the one it was made from, unless a branch says the same words already.
    /// @return its id, or that of the branch that was there.
    int add(int parent, BranchOrigin origin, std::size_t kept, Caption caption);
    /// An empty name gives it back the one by its origin.
    void rename(int id, std::string name);
    /// With all that was made from it. @throws std::invalid_argument for the root.
    void remove(int id);

    /// How many steps it begins with that its parent has too; 0 for the root.
    std::size_t shared_steps(int id) const;

    bool operator==(const BranchTree& other) const;

private:
    std::vector<Branch> branches_;
    int next_ = 0;
};

/// How many steps two captions begin with alike.
std::size_t common_steps(const Caption& left, const Caption& right);

} // namespace saccade
