#pragma once

#include "core/image/photo.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

enum class ShapeKind { circle, square, triangle };

/// "circle", "square" or "triangle".
std::string_view shape_word(ShapeKind kind);

/// A shape and where it was drawn, as fractions of the photo: x from its left edge, y from its top edge.
struct PlacedShape {
    std::string colour; ///< "red", "green", "blue", "yellow", "purple" or "white"
    ShapeKind kind = ShapeKind::circle;
    double x = 0; ///< the centre
    double y = 0;
    double radius = 0; ///< of the circle around the shape, 0.08 to 0.11
};

/// A rendered photo of one or two shapes on noisy grey, and three true sentences about it.
struct ShapeScene {
    Photo photo;
    std::vector<std::string> captions;
    std::vector<PlacedShape> shapes; ///< two differ in colour and in kind: each such word means one shape
};

/// A captioned data set to train on in seconds, in which right and wrong attention can be told apart. Each
/// shape lies within one cell of a 4x4 layout, two shapes in different cells. Captions name each shape by
/// colour and kind, with its quadrant ("a red circle at the top left") or its place relative to the other ("a
/// red circle left of a blue square").
///
/// `size` is the photos' width and height in pixels, at least 16. Scene i depends on the seed and on i alone;
/// its shapes and captions are the same at every size.
std::vector<ShapeScene> make_shape_scenes(int count, int size, std::uint64_t seed);

} // namespace saccade
