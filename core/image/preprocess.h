#pragma once

#include "core/image/photo.h"

#include <string_view>
#include <vector>

namespace saccade {

/// How a photo becomes the pixels a backbone sees. Its name is part of a bundle and of a cache's fingerprint;
/// nothing else may resize on the way to the model. Neither crops: the aspect ratio is not kept (as the
/// tutorial).
enum class Recipe {
    tensorflow, ///< bilinear, half-pixel centres, no antialiasing: tf.image.resize (TF 2)
    antialias,  ///< triangle filter widened by the scale when shrinking: tf.image.resize(antialias=True), PIL
                ///< BILINEAR
};

std::string_view recipe_name(Recipe recipe);

/// @throws UsageError for a name that is not a recipe's; the message lists the known ones.
Recipe recipe_from_name(std::string_view name);

/// What the network reads: height x width x 3, row-major RGB, each in [-1, 1] (value / 127.5 - 1).
struct Pixels {
    int width = 0;
    int height = 0;
    std::vector<float> values;
};

Pixels preprocess(const Photo& photo, Recipe recipe, int width, int height);

/// Left and right exchanged.
Pixels mirrored(const Pixels& pixels);

} // namespace saccade
