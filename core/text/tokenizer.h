#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// Cuts a caption (UTF-8) into lower-case words. Its name is kept in a model bundle.
class Tokenizer {
public:
    virtual ~Tokenizer() = default;
    virtual std::string_view name() const = 0;
    /// Malformed UTF-8 is replaced by U+FFFD, never an error.
    virtual std::vector<std::string> tokens(std::string_view caption) const = 0;
};

/// "keras": lower-cases, replaces each of !"#$%&()*+.,-/:;=?@[\]^_`{|}~ tab and newline by a space, splits on
/// spaces. Nothing else separates words: a run of Chinese or Japanese is one word, "<start>" and "dog's" stay
/// whole.
std::unique_ptr<Tokenizer> make_keras_tokenizer();

/// "ptb": Penn Treebank words as the COCO caption evaluation cuts them, lower-cased, its punctuation list
/// removed.
std::unique_ptr<Tokenizer> make_ptb_tokenizer();

/// "unicode": lower-cased words by the Unicode Standard's word boundaries (Annex 29) and ICU's dictionaries
/// for Chinese, Japanese, Thai and other scripts without spaces; punctuation and symbols are left out.
std::unique_ptr<Tokenizer> make_unicode_tokenizer();

/// By name. @throws UsageError that lists the known names.
std::unique_ptr<Tokenizer> make_tokenizer(std::string_view name);

/// Words for scores: "ptb", as the published scores have them; for a model whose words come from "unicode",
/// that one, because PTB does not cut scripts without spaces.
std::unique_ptr<Tokenizer> make_scoring_tokenizer(std::string_view model_tokenizer);

} // namespace saccade
