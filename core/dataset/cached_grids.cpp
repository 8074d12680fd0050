#include "core/dataset/cached_grids.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <cstring>

namespace saccade {

CachedGrids::CachedGrids(std::shared_ptr<const FeatureCache> cache, std::vector<std::string> ids)
    : cache_(std::move(cache)),
      ids_(std::move(ids)) {
    for (const std::string& id : ids_) {
        if (!cache_->contains(id))
            throw Error(fmt::format(
                "The feature cache has no photo \"{}\". Run saccade-cli features build again.", id));
    }
}

void CachedGrids::request(BatchRequest request) {
    next_ = std::async(std::launch::async, [this, request = std::move(request)] {
        const CacheFingerprint& shape = cache_->fingerprint();
        torch::Tensor batch = torch::empty(
            {static_cast<std::int64_t>(request.photos.size()), shape.rows * shape.cols, shape.channels},
            torch::kFloat16);
        auto* target = batch.data_ptr<at::Half>();
        for (const std::size_t photo : request.photos) {
            const auto grid = cache_->grid(ids_.at(photo));
            std::memcpy(target, grid.data(), grid.size_bytes());
            target += grid.size();
        }
        return batch.to(torch::kFloat32);
    });
}

torch::Tensor CachedGrids::take() {
    return next_.get();
}

} // namespace saccade
