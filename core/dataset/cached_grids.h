#pragma once

#include "core/dataset/batch_source.h"
#include "core/dataset/feature_cache.h"

#include <future>
#include <memory>
#include <string>
#include <vector>

namespace saccade {

/// Batches of grids from a cache: N x cells x channels, or, where the cache holds what a block of the
/// backbone reads, N x channels x rows x cols with the channels last in memory.
class CachedGrids : public BatchSource {
public:
    /// @param ids  photo i of the data set. @throws Error when the cache lacks one.
    /// @param flip  in training take every other photo's mirror image, on average, if the cache has it.
    CachedGrids(std::shared_ptr<const FeatureCache> cache, const std::vector<std::string>& ids,
                bool flip = true);

    void request(BatchRequest request) override;
    torch::Tensor take() override;

private:
    std::shared_ptr<const FeatureCache> cache_;
    std::vector<std::size_t> rows_;
    bool flip_;
    std::future<torch::Tensor> next_;
};

} // namespace saccade
