#pragma once

#include "core/decoding/caption.h"
#include "core/decoding/decoding_settings.h"
#include "core/image/photo.h"
#include "core/model/model_facts.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <vector>

namespace saccade {

/// What CaptionService asks of the core. Called on one worker thread only; everything may throw
/// saccade::Error.
class CaptionEngine {
public:
    struct Result {
        std::vector<Caption> captions; ///< best first, or in the order of drawing; at least one
        GridPlacement placement;       ///< where the cells of the captions' attention maps lie
    };

    virtual ~CaptionEngine() = default;

    /// Opens a model bundle and keeps it; the one before stays in use when this throws.
    virtual ModelFacts load(const std::filesystem::path& bundle) = 0;
    /// The same photo again costs its decoding only. @throws Cancelled once `stop` asks for it.
    virtual Result caption(const std::shared_ptr<const Photo>& photo, const DecodingSettings& settings,
                           const std::stop_token& stop) = 0;
};

} // namespace saccade
