#pragma once

#include "core/metrics/cider.h"
#include "core/training/caption_batches.h"

namespace saccade {

/// Self-critical sequence training (arXiv 1612.00563): captions that the model draws are rewarded by how much
/// their CIDEr-D exceeds that of its own greedy caption; or, where several are drawn for a photo, the mean of
/// the others (arXiv 2003.09971), which neither rewards nor punishes them all. The end counts as a word.
class SelfCritical {
public:
    /// Document frequencies are those of these photos' references.
    explicit SelfCritical(const std::vector<TrainingPhoto>& photos);

    struct Draw {
        CaptionBatch captions; ///< weights are the advantages
        double reward = 0;     ///< mean CIDEr-D of what was drawn
    };
    /// `samples` captions a photo, drawn from LibTorch's default generator; the network's dropout rests
    /// meanwhile.
    /// @param batch  the photos that `cells` are of.
    Draw draw(CaptionNetwork& network, const EncodedCells& cells, const std::vector<TrainingPhoto>& photos,
              std::span<const std::size_t> batch, const Vocabulary& vocabulary, int max_words,
              int samples) const;

private:
    CiderD cider_;
};

} // namespace saccade
