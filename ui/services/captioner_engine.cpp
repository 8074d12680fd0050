#include "ui/services/captioner_engine.h"

#include "core/decoding/decode.h"
#include "core/support/error.h"
#include "core/support/progress.h"
#include "core/training/run_record.h"

#include <algorithm>

namespace saccade {

namespace {

/// Those of the run that left this checkpoint, if it is one.
void addScores(ModelFacts& facts) {
    try {
        auto folder = std::filesystem::absolute(facts.path).parent_path();
        if (folder.filename() == "epochs")
            folder = folder.parent_path();
        for (const RunCheckpoint& checkpoint : list_checkpoints(read_run_record(folder))) {
            std::error_code gone;
            if (!checkpoint.scores || !std::filesystem::equivalent(checkpoint.file, facts.path, gone))
                continue;
            facts.epoch = checkpoint.epoch;
            facts.scores = {{"CIDEr-D", checkpoint.scores->cider_d}, {"BLEU-4", checkpoint.scores->bleu_4}};
        }
    } catch (const std::exception&) {
        // No run, or one whose log is damaged: no reason not to use the model.
    }
}

/// The photo shown, and copies of it that were changed.
constexpr std::size_t most_encoded = 4;

} // namespace

ModelFacts CaptionerEngine::load(const std::filesystem::path& bundle) {
    captioner_ = Captioner::load(bundle);
    encoded_.clear();
    ModelFacts facts = model_facts(*captioner_);
    addScores(facts);
    return facts;
}

CaptionEngine::Result CaptionerEngine::caption(const std::shared_ptr<const Photo>& photo,
                                               const DecodingSettings& settings,
                                               const std::stop_token& stop) {
    if (!captioner_)
        throw UsageError("No model is open. Open a model first.");
    const EncodedPhoto& encoded = this->encoded(photo);
    throw_if_stopped(stop);
    return {decode(captioner_, encoded, settings, stop), encoded.placement()};
}

const EncodedPhoto& CaptionerEngine::encoded(const std::shared_ptr<const Photo>& photo) {
    const auto known =
        std::ranges::find_if(encoded_, [&](const Encoded& each) { return each.photo.lock() == photo; });
    if (known != encoded_.end())
        return known->cells;
    if (encoded_.size() == most_encoded)
        encoded_.erase(encoded_.begin());
    encoded_.push_back({photo, captioner_->encode(*photo)});
    return encoded_.back().cells;
}

} // namespace saccade
