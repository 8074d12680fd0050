#pragma once

#include "core/decoding/caption.h"
#include "core/image/photo.h"
#include "core/model/captioner.h"

#include <filesystem>
#include <stop_token>

namespace saccade {

/// What CaptionService asks of the core. Called on one worker thread only; everything may throw
/// saccade::Error.
class CaptionEngine {
public:
    struct Result {
        Caption caption;
        GridPlacement placement; ///< where the cells of the caption's attention maps lie
    };

    virtual ~CaptionEngine() = default;

    /// Opens a model bundle and keeps it; the one before stays in use when this throws.
    virtual ModelCard load(const std::filesystem::path& bundle) = 0;
    /// @throws Cancelled once `stop` asks for it.
    virtual Result caption(const Photo& photo, const std::stop_token& stop) = 0;
};

} // namespace saccade
