#include "core/training/loss.h"

#include <algorithm>

namespace saccade {

namespace fn = torch::nn::functional;

namespace {

/// N x cells: the attention without its strongest cells, which still sums to 1.
torch::Tensor without_strongest(const torch::Tensor& attention, std::int64_t cells) {
    const torch::Tensor strongest = std::get<1>(attention.topk(cells, 1));
    const torch::Tensor rest = attention.scatter(1, strongest, 0);
    return rest / rest.sum(1, true).clamp_min(1e-6);
}

/// N x encoder_units: each step's weights times the cells of its photo. @param photos  N.
torch::Tensor contexts_of(const torch::Tensor& features, const torch::Tensor& weights,
                          const torch::Tensor& photos) {
    // One product over the cells of all photos, most weights 0, costs less than a copy of the cells a step.
    const torch::Tensor own = fn::one_hot(photos, features.size(0)).to(weights.scalar_type()).unsqueeze(2);
    return (own * weights.unsqueeze(1)).flatten(1).mm(features.flatten(0, 1));
}

} // namespace

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

torch::Tensor unattended_penalty(CaptionNetwork& network, const EncodedCells& cells,
                                 const CaptionBatch& captions, const DecoderRun& run) {
    const std::int64_t left_out = std::max<std::int64_t>(1, run.attention.size(1) / 8);
    const torch::Tensor hidden = run.hidden.detach();
    const torch::Tensor unattended = contexts_of(cells.features, without_strongest(run.attention, left_out),
                                                 captions.photos.index_select(0, run.captions));
    const auto log_probability = [&](const torch::Tensor& contexts) {
        return -fn::cross_entropy(network.readout_of(hidden, contexts), run.targets,
                                  fn::CrossEntropyFuncOptions().reduction(torch::kNone));
    };
    torch::Tensor average;
    {
        const torch::NoGradGuard fixed;
        average = log_probability(cells.features.flatten(0, 1).mean(0, true));
    }
    return (log_probability(unattended) - average).relu().mean();
}

} // namespace saccade
