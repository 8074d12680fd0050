#include "core/training/loss.h"

namespace saccade {

torch::Tensor caption_loss(const DecoderRun& run, std::int64_t captions, LossNormalisation normalisation,
                           double label_smoothing) {
    const torch::Tensor sum =
        torch::nn::functional::cross_entropy(run.logits, run.targets,
                                             torch::nn::functional::CrossEntropyFuncOptions()
                                                 .reduction(torch::kSum)
                                                 .label_smoothing(label_smoothing));
    const std::int64_t divisor = normalisation == LossNormalisation::tokens ? run.targets.size(0) : captions;
    return sum / static_cast<double>(divisor);
}

} // namespace saccade
