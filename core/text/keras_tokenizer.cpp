#include "core/text/tokenizer.h"
#include "core/text/unicode.h"

namespace saccade {

namespace {

constexpr std::string_view separators = "!\"#$%&()*+.,-/:;=?@[\\]^_`{|}~ \t\n";

/// keras.preprocessing.text.text_to_word_sequence (Keras 2): typographic punctuation and every Unicode space
/// but U+0020 stay in their words too, as there.
class KerasTokenizer final : public Tokenizer {
public:
    std::string_view name() const override { return "keras"; }

    std::vector<std::string> tokens(std::string_view caption) const override {
        const std::string text = lower_cased(caption);
        std::vector<std::string> words;
        for (std::size_t begin = text.find_first_not_of(separators); begin != std::string::npos;) {
            const std::size_t end = text.find_first_of(separators, begin);
            words.push_back(text.substr(begin, end - begin));
            begin = text.find_first_not_of(separators, end);
        }
        return words;
    }
};

} // namespace

std::unique_ptr<Tokenizer> make_keras_tokenizer() {
    return std::make_unique<KerasTokenizer>();
}

} // namespace saccade
