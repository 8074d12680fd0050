#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace saccade {

enum class DecodingMethod {
    greedy,   ///< the most probable word at every step
    beam,     ///< the captions with the highest scores that a beam finds
    sampling, ///< words drawn by their probability
};

/// How captions are decoded, as a person chooses it: plain values, the same for every model. A method reads
/// its own settings and those of all; the others keep their place for when it is chosen again.
struct DecodingSettings {
    DecodingMethod method = DecodingMethod::greedy;

    /// Of all methods. Steps after which a caption is cut, `<end>` counted. 0: the model's own limit.
    int max_words = 0;
    /// No run of so many words stands twice in a caption. 0: anything may repeat.
    int no_repeat_ngram = 0;
    /// What a content word that was said already loses, in nats: see WordConstraints. 0: nothing.
    double repetition_penalty = 0;
    /// Words that the model does not choose. Those that it does not know are passed over.
    std::vector<std::string> banned = {};

    /// Of beam search: see BeamOptions. At most `beam_width` captions are given.
    int beam_width = 5;
    int n_best = 5;
    double length_penalty = 0;

    /// Of sampling: see SamplingOptions.
    double temperature = 1;
    int top_k = 0;
    double top_p = 1;
    std::uint64_t seed = 0;
    int samples = 1;

    bool operator==(const DecodingSettings&) const = default;
};

} // namespace saccade
