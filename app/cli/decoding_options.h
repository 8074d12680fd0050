#pragma once

#include "core/decoding/beam_tree.h"
#include "core/decoding/caption.h"
#include "core/model/captioner.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace saccade::cli {

/// How captions are decoded, as the command line says it; words are still text.
struct DecodingChoice {
    int beam = 0; ///< width; 0: greedy
    double length_penalty = 0;
    int n_best = 1;
    int no_repeat_ngram = 0;
    double repetition_penalty = 0;
    int max_words = 0;
    bool sample = false;
    double temperature = 1;
    int top_k = 0;
    double top_p = 1;
    std::uint64_t seed = 0;
    int samples = 1;
    std::string prefix;
    std::vector<std::string> banned;
    std::vector<std::string> required;
    std::optional<std::string> force;
    std::string precision = "fp32";
    int threads = 0; ///< see begin_computing()
};

/// What scoring needs: --beam, --length-penalty, --no-repeat-ngram, --repetition-penalty, --max-words,
/// --precision, --threads.
void add_search_options(CLI::App& line, DecodingChoice& choice);
/// All of them.
void add_decoding_options(CLI::App& line, DecodingChoice& choice);

/// The choice made for one model: its words are looked up once.
class Decoder {
public:
    /// @throws UsageError for words that the model does not know.
    Decoder(const DecodingChoice& choice, std::shared_ptr<const Captioner> captioner, int alternatives = 10);
    ~Decoder();

    /// Best first; for samples in the order of drawing. At least one. @throws UsageError; Cancelled.
    /// @param tree  takes the whole search when it is a beam search.
    std::vector<Caption> decode(const EncodedPhoto& photo, const std::stop_token& stop,
                                BeamTree* tree = nullptr) const;
    /// "greedy decoding", "beam search of width 5, length penalty 0.7".
    std::string description() const;

private:
    struct Words;
    const DecodingChoice& choice_;
    std::shared_ptr<const Captioner> captioner_;
    int alternatives_;
    std::unique_ptr<Words> words_;
};

} // namespace saccade::cli
