#include "core/decoding/branch_tree.h"

#include <gmock/gmock.h>

#include <sstream>
#include <stdexcept>

namespace saccade {
namespace {

using testing::ElementsAre;
using Kind = BranchOrigin::Kind;

/// Words are told apart by their first letter.
Caption said(const std::string& text) {
    Caption caption;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        CaptionStep& step = caption.steps.emplace_back();
        step.token = word.front();
        step.word = word;
    }
    CaptionStep& end = caption.steps.emplace_back();
    end.word = "<end>";
    caption.finished = true;
    return caption;
}

TEST(BranchTree, GrowsFromTheCaptionThatWasDecoded) {
    BranchTree tree(said("a dog runs"));
    const int cat = tree.add(tree.root(), {Kind::chosen, 1, "dog", "cat"}, 2, said("a cat sits"));
    const int stands = tree.add(cat, {Kind::chosen, 2, "sits", "jumps"}, 3, said("a cat jumps"));
    const int other = tree.add(tree.root(), {Kind::banned, 1, "dog", ""}, 0, said("two men"));
    EXPECT_THAT(tree.children(-1), ElementsAre(tree.root()));
    EXPECT_THAT(tree.children(tree.root()), ElementsAre(cat, other));
    EXPECT_THAT(tree.depth_first(), ElementsAre(tree.root(), cat, stands, other));
    EXPECT_EQ(tree.at(stands).caption->text(), "a cat jumps");
    EXPECT_EQ(tree.at(stands).origin, (BranchOrigin{Kind::chosen, 2, "sits", "jumps"}));
    EXPECT_EQ(tree.shared_steps(tree.root()), 0U);
    EXPECT_EQ(tree.shared_steps(cat), 1U);
    EXPECT_EQ(tree.shared_steps(stands), 2U);
    EXPECT_EQ(tree.shared_steps(other), 0U);
    EXPECT_THROW(tree.add(99, {}, 0, said("a")), std::out_of_range);
}

TEST(BranchTree, ACaptionStandsInItOnce) {
    BranchTree tree(said("a dog runs"));
    const int cat = tree.add(tree.root(), {}, 2, said("a cat sits"));
    EXPECT_EQ(tree.add(cat, {}, 2, said("a dog runs")), tree.root());
    EXPECT_EQ(tree.add(tree.root(), {}, 0, said("a cat sits")), cat);
    EXPECT_EQ(tree.size(), 2U);
    Caption cut = said("a cat sits");
    cut.finished = false;
    EXPECT_NE(tree.add(cat, {}, 2, cut), cat);
}

TEST(BranchTree, RemovingTakesWhatGrewFromItToo) {
    BranchTree tree(said("a"));
    const int one = tree.add(tree.root(), {}, 0, said("b"));
    const int two = tree.add(one, {}, 0, said("c"));
    const int three = tree.add(tree.root(), {}, 0, said("d"));
    tree.remove(one);
    EXPECT_THAT(tree.depth_first(), ElementsAre(tree.root(), three));
    EXPECT_FALSE(tree.contains(two));
    EXPECT_THROW(tree.at(two), std::out_of_range);
    EXPECT_THROW(tree.remove(tree.root()), std::invalid_argument);
    EXPECT_NE(tree.add(tree.root(), {}, 0, said("e")), two) << "an id never means two things";
}

TEST(BranchTree, CopiesAreIndependentAndComparable) {
    BranchTree tree(said("a"));
    const int one = tree.add(tree.root(), {}, 0, said("b"));
    const BranchTree before = tree;
    EXPECT_EQ(tree, before);
    tree.rename(one, "mine");
    EXPECT_NE(tree, before);
    EXPECT_EQ(before.at(one).name, "");
    tree.rename(one, "");
    EXPECT_EQ(tree, before);
    tree.remove(one);
    EXPECT_NE(tree, before);
    EXPECT_EQ(before.at(one).caption->text(), "b");
}

} // namespace
} // namespace saccade
