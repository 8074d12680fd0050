#include "core/dataset/empty_grids.h"

namespace saccade {

void EmptyGrids::request(BatchRequest request) {
    photos_ = static_cast<std::int64_t>(request.photos.size());
}

torch::Tensor EmptyGrids::take() {
    return torch::zeros({photos_, 1, channels_});
}

} // namespace saccade
