#include "core/decoding/caption.h"

namespace saccade {

namespace {

/// What the Penn Treebank cuts off a word and readers expect on it: "man 's", "do n't".
bool belongs_to_word_before(const std::string& word) {
    return word == "n't" || (word.size() > 1 && word.front() == '\'');
}

} // namespace

std::size_t Caption::word_count() const {
    return finished && !steps.empty() ? steps.size() - 1 : steps.size();
}

std::string Caption::text() const {
    std::string result;
    for (std::size_t i = 0; i < word_count(); ++i) {
        if (i > 0 && !belongs_to_word_before(steps[i].word))
            result += ' ';
        result += steps[i].word;
    }
    return result;
}

} // namespace saccade
