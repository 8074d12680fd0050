#include "core/support/error.h"
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <memory>

namespace saccade {

namespace {

struct Close {
    void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
    void operator()(UText* text) const { utext_close(text); }
};

/// Word boundaries of Unicode Standard Annex 29, with ICU's dictionaries for scripts that do not write
/// spaces.
class UnicodeTokenizer final : public Tokenizer {
public:
    std::string_view name() const override { return "unicode"; }

    std::vector<std::string> tokens(std::string_view caption) const override {
        const std::string text = lower_cased(caption);
        UErrorCode error = U_ZERO_ERROR;
        const std::unique_ptr<UText, Close> view(
            utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &error));
        // Opened anew each time: an iterator serves one thread.
        const std::unique_ptr<UBreakIterator, Close> words(ubrk_open(UBRK_WORD, "", nullptr, 0, &error));
        if (U_SUCCESS(error))
            ubrk_setUText(words.get(), view.get(), &error);
        if (U_FAILURE(error))
            throw Error(std::string("ICU cannot find words: ") + u_errorName(error));
        std::vector<std::string> result;
        std::int32_t begin = ubrk_first(words.get());
        for (std::int32_t end = ubrk_next(words.get()); end != UBRK_DONE; end = ubrk_next(words.get())) {
            if (ubrk_getRuleStatus(words.get()) >= UBRK_WORD_NONE_LIMIT) // no space, no punctuation
                result.push_back(
                    text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
            begin = end;
        }
        return result;
    }
};

} // namespace

std::unique_ptr<Tokenizer> make_unicode_tokenizer() {
    return std::make_unique<UnicodeTokenizer>();
}

} // namespace saccade
