#include "core/dataset/photo_batches.h"

#include "core/dataset/photo_seed.h"
#include "core/image/decode.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>

namespace saccade {

namespace {

/// [0, 1), the same on every platform, which std::uniform_real_distribution does not promise.
double draw(std::mt19937_64& random) {
    return static_cast<double>(random() >> 11) * 0x1p-53;
}

} // namespace

Photo augmented(const Photo& photo, const Augmentation& augmentation, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const double area = augmentation.smallest_crop + (1 - augmentation.smallest_crop) * draw(random);
    const double stretch =
        1 + (draw(random) - 0.5) / 3; // width over height of the crop, relative to the photo's
    const auto part = [](int size, double share) {
        return std::clamp(static_cast<int>(std::lround(size * share)), 1, size);
    };
    const int width = part(photo.width, std::sqrt(area * stretch));
    const int height = part(photo.height, std::sqrt(area / stretch));
    const int left = static_cast<int>(draw(random) * (photo.width - width + 1));
    const int top = static_cast<int>(draw(random) * (photo.height - height + 1));
    const bool mirror = augmentation.flip && draw(random) < 0.5;

    Photo result{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height * 3),
                 photo.info};
    for (int y = 0; y < height; ++y) {
        const std::uint8_t* const from =
            photo.rgb.data() + (static_cast<std::size_t>(top + y) * photo.width + left) * 3;
        std::uint8_t* const to = result.rgb.data() + static_cast<std::size_t>(y) * width * 3;
        if (!mirror) {
            std::memcpy(to, from, static_cast<std::size_t>(width) * 3);
            continue;
        }
        for (int x = 0; x < width; ++x)
            std::copy_n(from + static_cast<std::ptrdiff_t>(width - 1 - x) * 3, 3,
                        to + static_cast<std::ptrdiff_t>(x) * 3);
    }
    return result;
}

PhotoBatches::PhotoBatches(std::vector<std::filesystem::path> files, Recipe recipe, int width, int height,
                           Augmentation augmentation)
    : files_(std::move(files)),
      recipe_(recipe),
      width_(width),
      height_(height),
      augmentation_(augmentation) {}

torch::Tensor PhotoBatches::prepare(const BatchRequest& request) const {
    torch::Tensor batch =
        torch::empty({static_cast<std::int64_t>(request.photos.size()), height_, width_, 3});
    float* target = batch.data_ptr<float>();
    for (const std::size_t index : request.photos) {
        const Photo photo = read_photo(files_.at(index));
        const Pixels pixels = preprocess(
            request.augment ? augmented(photo, augmentation_, photo_seed(request.seed, index)) : photo,
            recipe_, width_, height_);
        target = std::ranges::copy(pixels.values, target).out;
    }
    return batch.permute({0, 3, 1, 2}); // channels-last in memory, as the backbones want
}

void PhotoBatches::request(BatchRequest request) {
    next_ = std::async(std::launch::async, [this, request = std::move(request)] { return prepare(request); });
}

torch::Tensor PhotoBatches::take() {
    return next_.get();
}

} // namespace saccade
