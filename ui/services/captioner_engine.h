#pragma once

#include "ui/services/caption_engine.h"

#include <memory>

namespace saccade {

/// The real one: a Captioner from a bundle.
class CaptionerEngine : public CaptionEngine {
public:
    ModelFacts load(const std::filesystem::path& bundle) override;
    Result caption(const std::shared_ptr<const Photo>& photo, const DecodingSettings& settings,
                   const std::stop_token& stop) override;
    std::function<Caption(const std::stop_token&)> prepare(Photo photo,
                                                           const DecodingSettings& settings) const override;
    Answer whatIf(const std::shared_ptr<const Photo>& photo, const DecodingSettings& settings,
                  const WhatIf& question, const std::stop_token& stop) override;
    BeamTree beamTree(const std::shared_ptr<const Photo>& photo, const DecodingSettings& settings,
                      const BeamQuestion& question, const std::stop_token& stop) override;
    std::vector<std::string> words() const override;

private:
    /// @throws UsageError without a model.
    const EncodedPhoto& encoded(const std::shared_ptr<const Photo>& photo);

    struct Encoded {
        std::weak_ptr<const Photo> photo;
        EncodedPhoto cells;
    };

    std::shared_ptr<const Captioner> captioner_;
    std::vector<Encoded> encoded_; ///< by this captioner, the latest last
};

} // namespace saccade
