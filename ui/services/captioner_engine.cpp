#include "ui/services/captioner_engine.h"

#include "core/decoding/greedy.h"
#include "core/support/error.h"

namespace saccade {

ModelCard CaptionerEngine::load(const std::filesystem::path& bundle) {
    captioner_ = Captioner::load(bundle);
    return captioner_->card();
}

CaptionEngine::Result CaptionerEngine::caption(const Photo& photo, const std::stop_token& stop) {
    if (!captioner_)
        throw UsageError("No model is open. Open a model first.");
    const EncodedPhoto encoded = captioner_->encode(photo);
    return {decode_greedy(captioner_, encoded, {}, stop), encoded.placement()};
}

} // namespace saccade
