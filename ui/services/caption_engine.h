#pragma once

#include "core/decoding/beam_tree.h"
#include "core/decoding/caption.h"
#include "core/decoding/decoding_settings.h"
#include "core/image/photo.h"
#include "core/model/model_facts.h"
#include "ui/services/what_if.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace saccade {

/// What CaptionService asks of the core. Called on one worker thread only, but for prepare(); everything may
/// throw saccade::Error.
class CaptionEngine {
public:
    struct Result {
        std::vector<Caption> captions; ///< best first, or in the order of drawing; at least one
        GridPlacement placement;       ///< where the cells of the captions' attention maps lie
    };

    struct Answer {
        Caption caption;
        std::size_t given = 0; ///< words at its start that were given, not decoded
    };

    virtual ~CaptionEngine() = default;

    /// Opens a model bundle and keeps it; the one before stays in use when this throws.
    virtual ModelFacts load(const std::filesystem::path& bundle) = 0;
    /// The same photo again costs its decoding only. @throws Cancelled once `stop` asks for it.
    virtual Result caption(const std::shared_ptr<const Photo>& photo, const DecodingSettings& settings,
                           const std::stop_token& stop) = 0;

    /// Gets a photo ready to be captioned later, for those that follow: this may be called on another thread
    /// while an earlier photo is captioned, and what it returns on a third. Nobody waits for such a caption:
    /// it lets go first what somebody does.
    virtual std::function<Caption(const std::stop_token&)>
    prepare(Photo photo, const DecodingSettings& settings) const = 0;

    /// What else might be said to a photo; the maps lie as those of its caption().
    /// @throws UsageError, UnknownWords for what cannot be said; Cancelled.
    virtual Answer whatIf(const std::shared_ptr<const Photo>& photo, const DecodingSettings& settings,
                          const WhatIf& question, const std::stop_token& stop) = 0;
    /// The search for its best caption. @throws UsageError for options out of range; Cancelled.
    virtual BeamTree beamTree(const std::shared_ptr<const Photo>& photo, const DecodingSettings& settings,
                              const BeamQuestion& question, const std::stop_token& stop) = 0;
    /// The words that the model can say, the most frequent first.
    virtual std::vector<std::string> words() const = 0;
};

} // namespace saccade
