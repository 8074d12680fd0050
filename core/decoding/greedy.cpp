#include "core/decoding/decoding_session.h"
#include "core/support/progress.h"

namespace saccade {

Caption decode_greedy(const std::shared_ptr<const Captioner>& captioner, const EncodedPhoto& photo,
                      int max_words, int alternatives, const std::stop_token& stop) {
    DecodingSession session(captioner, photo, alternatives);
    const auto limit = static_cast<std::size_t>(max_words > 0 ? max_words : captioner->max_words());
    while (!session.finished() && session.size() < limit) {
        throw_if_stopped(stop);
        session.step();
    }
    Caption caption = session.caption();
    caption.method = "greedy";
    return caption;
}

} // namespace saccade
