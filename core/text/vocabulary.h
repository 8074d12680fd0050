#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace saccade {

using TokenId = std::int32_t;

/// The words a captioner knows. `<pad>` is 0 and `<unk>` is 1, as Keras' Tokenizer with oov_token numbers
/// them; the others, `<start>` and `<end>` among them, follow by falling count, ties in order of first
/// appearance.
class Vocabulary {
public:
    static constexpr TokenId pad = 0;
    static constexpr TokenId unk = 1;

    /// Counts the tokens of the TRAINING captions only. Each caption is the words between `<start>` and
    /// `<end>`, which are added here. Ids below `max_size` survive (Keras' num_words), `<pad>` and `<unk>`
    /// included; a word seen fewer than `min_count` times is left out.
    static Vocabulary count(std::span<const std::vector<std::string>> captions, std::size_t max_size = 5000,
                            std::int64_t min_count = 1);

    /// From the list a bundle keeps: word i has id i.
    /// @throws Error when `<pad>` or `<unk>` is not in its place, `<start>` or `<end>` is missing or a word
    /// stands twice.
    static Vocabulary from_words(std::vector<std::string> words);

    std::size_t size() const noexcept { return words_.size(); }
    TokenId start() const noexcept { return start_; }
    TokenId end() const noexcept { return end_; }

    /// `unk` for a word that is not known.
    TokenId id(std::string_view word) const;
    /// @throws UsageError when the id is out of range.
    const std::string& word(TokenId id) const;
    const std::vector<std::string>& words() const noexcept { return words_; }

    /// How captions write a word within a sentence: "German" for "german". The word itself where nothing else
    /// is known.
    const std::string& written(TokenId id) const;
    /// Words whose written form is another one. @param forms  those of words that are not known are dropped.
    void set_written_forms(std::map<std::string, std::string> forms);
    const std::map<std::string, std::string>& written_forms() const noexcept { return written_; }

    /// `<start>` words `<end>` as ids, without padding.
    std::vector<TokenId> encode(std::span<const std::string> tokens) const;

    /// True for what must never be shown: `<pad>`, `<unk>`, `<start>`.
    bool is_never_emitted(TokenId id) const noexcept { return id == pad || id == unk || id == start_; }

private:
    std::vector<std::string> words_;
    std::unordered_map<std::string, TokenId> ids_;
    std::map<std::string, std::string> written_;
    TokenId start_ = 0;
    TokenId end_ = 0;
};

} // namespace saccade
