#pragma once

#include "ui/services/caption_engine.h"

#include <memory>

namespace saccade {

/// The real one: a Captioner from a bundle, decoded greedily.
class CaptionerEngine : public CaptionEngine {
public:
    ModelCard load(const std::filesystem::path& bundle) override;
    Result caption(const Photo& photo, const std::stop_token& stop) override;

private:
    std::shared_ptr<const Captioner> captioner_;
};

} // namespace saccade
