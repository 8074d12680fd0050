#include "core/text/tokenizer.h"

#include "core/support/error.h"

#include <fmt/format.h>

namespace saccade {

std::unique_ptr<Tokenizer> make_tokenizer(std::string_view name) {
    if (name == "keras")
        return make_keras_tokenizer();
    if (name == "ptb")
        return make_ptb_tokenizer();
    if (name == "unicode")
        return make_unicode_tokenizer();
    throw UsageError(fmt::format("There is no tokenizer \"{}\". Known are: keras, ptb, unicode.", name));
}

std::unique_ptr<Tokenizer> make_scoring_tokenizer(std::string_view model_tokenizer) {
    return model_tokenizer == "unicode" ? make_unicode_tokenizer() : make_ptb_tokenizer();
}

} // namespace saccade
