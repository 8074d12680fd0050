#include "core/training/loss.h"

namespace saccade {

namespace fn = torch::nn::functional;

torch::Tensor caption_loss(const DecoderRun& run, std::int64_t captions, LossNormalisation normalisation,
                           double label_smoothing) {
    const torch::Tensor sum = fn::cross_entropy(
        run.logits, run.targets,
        fn::CrossEntropyFuncOptions().reduction(torch::kSum).label_smoothing(label_smoothing));
    const std::int64_t divisor = normalisation == LossNormalisation::tokens ? run.targets.size(0) : captions;
    return sum / static_cast<double>(divisor);
}

torch::Tensor weighted_caption_loss(const DecoderRun& run, const torch::Tensor& weights) {
    const torch::Tensor losses =
        fn::cross_entropy(run.logits, run.targets, fn::CrossEntropyFuncOptions().reduction(torch::kNone));
    return (losses * weights.index_select(0, run.captions)).sum() / static_cast<double>(run.targets.size(0));
}

torch::Tensor attention_penalty(const DecoderRun& run, std::int64_t captions) {
    const std::int64_t cells = run.attention.size(1);
    const torch::Tensor looked = torch::zeros({captions, cells}).index_add(0, run.captions, run.attention);
    const torch::Tensor steps = torch::bincount(run.captions, {}, captions).to(torch::kFloat32);
    const torch::Tensor even = (steps / static_cast<double>(cells)).unsqueeze(1);
    return (looked - even).square().sum() / static_cast<double>(captions);
}

} // namespace saccade
