#pragma once

#include "core/dataset/batch_source.h"
#include "core/dataset/feature_cache.h"

#include <future>
#include <memory>
#include <string>
#include <vector>

namespace saccade {

/// Batches of feature grids from a cache; never augmented.
class CachedGrids : public BatchSource {
public:
    /// @param ids  photo i of the data set. @throws Error when the cache lacks one.
    CachedGrids(std::shared_ptr<const FeatureCache> cache, const std::vector<std::string>& ids);

    void request(BatchRequest request) override;
    torch::Tensor take() override;

private:
    std::shared_ptr<const FeatureCache> cache_;
    std::vector<std::size_t> rows_;
    std::future<torch::Tensor> next_;
};

} // namespace saccade
