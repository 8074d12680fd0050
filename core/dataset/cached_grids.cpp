#include "core/dataset/cached_grids.h"

#include "core/dataset/photo_seed.h"

#include <random>

namespace saccade {

CachedGrids::CachedGrids(std::shared_ptr<const FeatureCache> cache, const std::vector<std::string>& ids,
                         bool flip)
    : cache_(std::move(cache)),
      flip_(flip && cache_->fingerprint().mirrored) {
    rows_.reserve(ids.size());
    for (const std::string& id : ids)
        rows_.push_back(cache_->row(id));
}

void CachedGrids::request(BatchRequest request) {
    next_ = std::async(std::launch::async, [this, request = std::move(request)] {
        const CacheFingerprint& shape = cache_->fingerprint();
        torch::Tensor batch = torch::empty(
            {static_cast<std::int64_t>(request.photos.size()), shape.rows * shape.cols, shape.channels});
        auto* target = batch.data_ptr<float>();
        for (const std::size_t photo : request.photos) {
            const bool mirrored =
                flip_ && request.augment && std::mt19937_64(photo_seed(request.seed, photo))() % 2 == 1;
            cache_->read(rows_.at(photo), target, mirrored);
            target += batch.stride(0);
        }
        if (shape.before_block.empty())
            return batch;
        return batch.view({batch.size(0), shape.rows, shape.cols, shape.channels}).permute({0, 3, 1, 2});
    });
}

torch::Tensor CachedGrids::take() {
    return next_.get();
}

} // namespace saccade
