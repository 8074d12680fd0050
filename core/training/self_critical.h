#pragma once

#include "core/decoding/batch_decoding.h"
#include "core/metrics/cider.h"
#include "core/training/caption_batches.h"

namespace saccade {

/// Self-critical sequence training (arXiv 1612.00563): captions that the model draws are rewarded by how much
/// their CIDEr-D exceeds that of its own greedy caption; or, where several are drawn for a photo, the mean of
/// the others (arXiv 2003.09971), which neither rewards nor punishes them all. The end counts as a word.
/// CIDEr-D hardly minds "a dog and a dog", so that each content word said again may cost something besides.
class SelfCritical {
public:
    /// Document frequencies are those of these photos' references.
    /// @param repetition_cost  CIDEr-D that a content word said again costs; without effect if `vocabulary`
    /// is not English.
    SelfCritical(const std::vector<TrainingPhoto>& photos, const Vocabulary& vocabulary,
                 double repetition_cost);

    struct Draw {
        CaptionBatch captions; ///< weights are the advantages
        double reward = 0;     ///< mean CIDEr-D of what was drawn, less what repetitions cost
    };
    /// `samples` captions a photo, drawn from LibTorch's default generator; the network's dropout rests
    /// meanwhile.
    /// @param batch  the photos that `cells` are of.
    Draw draw(CaptionNetwork& network, const EncodedCells& cells, const std::vector<TrainingPhoto>& photos,
              std::span<const std::size_t> batch, int max_words, int samples) const;

private:
    double reward(const BatchCaption& caption, const std::vector<Words>& references) const;

    CiderD cider_;
    Vocabulary vocabulary_;
    double repetition_cost_;
};

} // namespace saccade
