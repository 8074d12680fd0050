#include "core/text/vocabulary.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace saccade {

namespace {

const std::string pad_word = "<pad>";
const std::string unk_word = "<unk>";
const std::string start_word = "<start>";
const std::string end_word = "<end>";

bool is_special(std::string_view word) {
    return word == pad_word || word == unk_word || word == start_word || word == end_word;
}

/// How often each word was seen, in order of first appearance.
class WordCounts {
public:
    void add(const std::string& word) {
        const auto [entry, is_new] = position_.try_emplace(word, counts_.size());
        if (is_new)
            counts_.emplace_back(word, 0);
        ++counts_[entry->second].second;
    }

    std::vector<std::pair<std::string, std::int64_t>> by_falling_count() && {
        std::stable_sort(counts_.begin(), counts_.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
        return std::move(counts_);
    }

private:
    std::unordered_map<std::string, std::size_t> position_;
    std::vector<std::pair<std::string, std::int64_t>> counts_;
};

} // namespace

Vocabulary Vocabulary::count(std::span<const std::vector<std::string>> captions, std::size_t max_size,
                             std::int64_t min_count) {
    if (captions.empty())
        throw UsageError("There are no training captions to take a vocabulary from.");
    WordCounts counts;
    for (const std::vector<std::string>& caption : captions) {
        counts.add(start_word);
        for (const std::string& word : caption)
            if (!is_special(word))
                counts.add(word);
        counts.add(end_word);
    }

    std::vector<std::string> words{pad_word, unk_word};
    int markers = 0;
    for (auto& [word, times] : std::move(counts).by_falling_count()) {
        if (words.size() >= max_size)
            break;
        const bool is_marker = is_special(word);
        if (!is_marker && times < min_count)
            continue;
        markers += is_marker ? 1 : 0;
        words.push_back(std::move(word));
    }
    if (markers < 2)
        throw UsageError(
            fmt::format("A vocabulary of {} words has no room for {} and {}; ask for more words.", max_size,
                        start_word, end_word));
    return from_words(std::move(words));
}

Vocabulary Vocabulary::from_words(std::vector<std::string> words) {
    if (words.size() < 2 || words[pad] != pad_word || words[unk] != unk_word)
        throw Error(fmt::format("The vocabulary does not begin with {} and {}.", pad_word, unk_word));
    Vocabulary vocabulary;
    vocabulary.ids_.reserve(words.size());
    for (std::size_t i = 0; i < words.size(); ++i)
        if (!vocabulary.ids_.try_emplace(words[i], static_cast<TokenId>(i)).second)
            throw Error(fmt::format("The vocabulary holds the word \"{}\" twice.", words[i]));
    vocabulary.words_ = std::move(words);

    const auto marker = [&](const std::string& word) {
        const auto entry = vocabulary.ids_.find(word);
        if (entry == vocabulary.ids_.end())
            throw Error(fmt::format("The vocabulary lacks {}.", word));
        return entry->second;
    };
    vocabulary.start_ = marker(start_word);
    vocabulary.end_ = marker(end_word);
    return vocabulary;
}

TokenId Vocabulary::id(std::string_view word) const {
    const auto entry = ids_.find(std::string(word));
    return entry == ids_.end() ? unk : entry->second;
}

const std::string& Vocabulary::word(TokenId id) const {
    if (id < 0 || static_cast<std::size_t>(id) >= words_.size())
        throw UsageError(
            fmt::format("There is no token {}; the vocabulary has tokens 0 to {}.", id, words_.size() - 1));
    return words_[static_cast<std::size_t>(id)];
}

const std::string& Vocabulary::written(TokenId id) const {
    const auto found = written_.find(word(id));
    return found == written_.end() ? word(id) : found->second;
}

void Vocabulary::set_written_forms(std::map<std::string, std::string> forms) {
    std::erase_if(forms, [this](const auto& form) { return !ids_.contains(form.first); });
    written_ = std::move(forms);
}

std::vector<TokenId> Vocabulary::encode(std::span<const std::string> tokens) const {
    std::vector<TokenId> ids;
    ids.reserve(tokens.size() + 2);
    ids.push_back(start_);
    for (const std::string& token : tokens)
        ids.push_back(is_special(token) ? unk : id(token));
    ids.push_back(end_);
    return ids;
}

} // namespace saccade
