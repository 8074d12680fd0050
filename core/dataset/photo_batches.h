#pragma once

#include "core/dataset/batch_source.h"
#include "core/image/preprocess.h"

#include <filesystem>
#include <future>
#include <vector>

namespace saccade {

/// How a training photo is varied.
struct Augmentation {
    float smallest_crop =
        0.7F;         ///< share of the photo's area that a random crop keeps at least, (0, 1]; 1 = no crop
    bool flip = true; ///< mirror every other photo, on average
};

/// A random part of the photo, perhaps mirrored. The crop's width and height shrink independently, so that
/// its aspect ratio varies by up to a sixth.
Photo augmented(const Photo& photo, const Augmentation& augmentation, std::uint64_t seed);

/// Batches of preprocessed photos, decoded anew each time.
class PhotoBatches : public BatchSource {
public:
    PhotoBatches(std::vector<std::filesystem::path> files, Recipe recipe, int width, int height,
                 Augmentation augmentation);

    void request(BatchRequest request) override;
    torch::Tensor take() override;

private:
    torch::Tensor prepare(const BatchRequest& request) const;

    std::vector<std::filesystem::path> files_;
    Recipe recipe_;
    int width_;
    int height_;
    Augmentation augmentation_;
    std::future<torch::Tensor> next_;
};

} // namespace saccade
