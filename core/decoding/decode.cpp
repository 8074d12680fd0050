#include "core/decoding/decode.h"

#include "core/decoding/beam.h"
#include "core/decoding/greedy.h"
#include "core/decoding/sampling.h"

#include <algorithm>

namespace saccade {

namespace {

std::vector<Caption> best_of_beam(const std::shared_ptr<const Captioner>& captioner,
                                  const EncodedPhoto& photo, const DecodingSettings& settings,
                                  const DecodingOptions& options, const std::stop_token& stop,
                                  BeamTree* tree) {
    const int count = std::min(settings.n_best, settings.beam_width);
    std::vector<Caption> captions = decode_beam(
        captioner, photo, {options, settings.beam_width, count, settings.length_penalty}, stop, tree);
    if (captions.empty())
        captions.emplace_back().method = "beam";
    return captions;
}

} // namespace

std::vector<Caption> decode(const std::shared_ptr<const Captioner>& captioner, const EncodedPhoto& photo,
                            const DecodingSettings& settings, const std::stop_token& stop,
                            DecodingOptions options, BeamTree* tree) {
    options.max_words = settings.max_words;
    options.constraints.no_repeat_ngram = settings.no_repeat_ngram;
    options.constraints.repetition_penalty = settings.repetition_penalty;
    for (const std::string& word : settings.banned) {
        const TokenId id = captioner->vocabulary().id(word);
        if (!captioner->vocabulary().is_never_emitted(id))
            options.constraints.banned.push_back(id);
    }
    switch (settings.method) {
    case DecodingMethod::beam:
        return best_of_beam(captioner, photo, settings, options, stop, tree);
    case DecodingMethod::sampling:
        return decode_samples(
            captioner, photo,
            {options, settings.temperature, settings.top_k, settings.top_p, settings.seed, settings.samples},
            stop);
    case DecodingMethod::greedy:
        break;
    }
    return {decode_greedy(captioner, photo, options, stop)};
}

} // namespace saccade
