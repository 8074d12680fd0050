#pragma once

#include "core/dataset/batch_source.h"

namespace saccade {

/// For captions without photos: one cell of zeros for each, N x 1 x channels, so that the decoder sees the
/// same, whatever the caption, and learns the language alone.
class EmptyGrids : public BatchSource {
public:
    explicit EmptyGrids(int channels) : channels_(channels) {}

    void request(BatchRequest request) override;
    torch::Tensor take() override;

private:
    int channels_;
    std::int64_t photos_ = 0; ///< that were requested
};

} // namespace saccade
