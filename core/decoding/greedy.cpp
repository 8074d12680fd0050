#include "core/decoding/greedy.h"

#include "core/decoding/decoding_session.h"
#include "core/model/compute_thread.h"
#include "core/support/interactive_thread.h"
#include "core/support/progress.h"

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

Caption greedy_caption(const std::shared_ptr<const Captioner>& captioner, const EncodedPhoto& photo,
                       const DecodingOptions& options, const std::stop_token& stop) {
    const int max_words = options.max_words > 0 ? options.max_words : captioner->max_words();
    const ConstraintRules rules(options.constraints, captioner->vocabulary(), max_words);
    DecodingSession session(captioner, photo, options.alternatives);
    while (!session.finished() && session.size() < static_cast<std::size_t>(max_words)) {
        throw_if_stopped(stop);
        std::vector<double> scores = session.next_log_probabilities();
        rules.forbid(session.tokens(), scores);
        rules.penalise(session.tokens(), scores);
        const auto best = std::ranges::max_element(scores);
        if (!std::isfinite(*best))
            break;
        session.choose(static_cast<TokenId>(best - scores.begin()));
    }
    Caption caption = session.caption();
    caption.method = "greedy";
    return caption;
}

Caption forced_caption(const std::shared_ptr<const Captioner>& captioner, const EncodedPhoto& photo,
                       std::span<const TokenId> words, int alternatives, const std::stop_token& stop) {
    DecodingSession session(captioner, photo, alternatives);
    for (const TokenId word : words) {
        throw_if_stopped(stop);
        session.choose(word);
    }
    if (!session.finished())
        session.choose(captioner->vocabulary().end());
    Caption caption = session.caption();
    caption.method = "forced";
    return caption;
}

} // namespace

Caption decode_greedy(const std::shared_ptr<const Captioner>& captioner, const EncodedPhoto& photo,
                      const DecodingOptions& options, const std::stop_token& stop) {
    refuse_interactive_thread();
    return on_compute_thread([&] { return greedy_caption(captioner, photo, options, stop); });
}

Caption decode_forced(const std::shared_ptr<const Captioner>& captioner, const EncodedPhoto& photo,
                      std::span<const TokenId> words, int alternatives, const std::stop_token& stop) {
    return on_compute_thread([&] { return forced_caption(captioner, photo, words, alternatives, stop); });
}

} // namespace saccade
