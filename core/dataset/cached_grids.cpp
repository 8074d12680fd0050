#include "core/dataset/cached_grids.h"

namespace saccade {

CachedGrids::CachedGrids(std::shared_ptr<const FeatureCache> cache, const std::vector<std::string>& ids)
    : cache_(std::move(cache)) {
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
            cache_->read(rows_.at(photo), target);
            target += batch.stride(0);
        }
        return batch;
    });
}

torch::Tensor CachedGrids::take() {
    return next_.get();
}

} // namespace saccade
