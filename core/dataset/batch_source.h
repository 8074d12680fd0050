#pragma once

#include <torch/torch.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace saccade {

/// Which photos a batch holds, as positions in the data set.
struct BatchRequest {
    std::vector<std::size_t> photos;
    bool augment = false; ///< training: crop and flip at random, where the source can
    std::uint64_t seed =
        0; ///< decides the crops; the same request gives the same batch on any number of threads
};

/// Gives the photos of a data set in batches and prepares the next one while the last one is used.
class BatchSource {
public:
    virtual ~BatchSource() = default;
    /// Starts preparing; returns at once. One request at a time.
    virtual void request(BatchRequest request) = 0;
    /// Waits for what was requested. Grids: N x cells x channels; images: N x 3 x height x width in [-1, 1].
    /// @throws FileError for a photo that cannot be read.
    virtual torch::Tensor take() = 0;
};

} // namespace saccade
