#include "core/image/preprocess.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace saccade {

namespace {

/// Which source pixels an output pixel is made of along one axis.
struct Taps {
    int first = 0;
    std::vector<float> weights; ///< sum to 1
};

/// Half-pixel centres: output pixel i lies at (i + 0.5) * scale - 0.5 of the source.
std::vector<Taps> bilinear_taps(int from, int to) {
    const double scale = static_cast<double>(from) / to;
    std::vector<Taps> taps(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        const double position = std::clamp((i + 0.5) * scale - 0.5, 0.0, from - 1.0);
        const int first = std::min(static_cast<int>(position), from - 1);
        const auto share = static_cast<float>(position - first);
        taps[static_cast<std::size_t>(i)] =
            first + 1 < from ? Taps{first, {1 - share, share}} : Taps{first, {1}};
    }
    return taps;
}

/// A triangle as wide as the scale when shrinking, cut at the edges and normalised.
std::vector<Taps> triangle_taps(int from, int to) {
    const double scale = static_cast<double>(from) / to;
    const double radius = std::max(scale, 1.0);
    std::vector<Taps> taps(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        const double centre = (i + 0.5) * scale;
        const int first = std::max(static_cast<int>(std::floor(centre - radius + 0.5)), 0);
        const int last = std::min(static_cast<int>(std::floor(centre + radius + 0.5)), from);
        std::vector<double> weights;
        double sum = 0;
        for (int source = first; source < last; ++source) {
            weights.push_back(std::max(0.0, 1 - std::abs(source + 0.5 - centre) / radius));
            sum += weights.back();
        }
        Taps& tap = taps[static_cast<std::size_t>(i)];
        tap.first = first;
        for (const double weight : weights)
            tap.weights.push_back(static_cast<float>(weight / sum));
    }
    return taps;
}

} // namespace

std::string_view recipe_name(Recipe recipe) {
    return recipe == Recipe::tensorflow ? "tensorflow" : "antialias";
}

Recipe recipe_from_name(std::string_view name) {
    for (const Recipe recipe : {Recipe::tensorflow, Recipe::antialias}) {
        if (recipe_name(recipe) == name)
            return recipe;
    }
    throw UsageError(
        fmt::format("\"{}\" is no preprocessing recipe Saccade knows. Known: tensorflow, antialias.", name));
}

Pixels preprocess(const Photo& photo, Recipe recipe, int width, int height) {
    if (width < 1 || height < 1)
        throw UsageError(fmt::format("A photo cannot be resized to {} x {} pixels.", width, height));
    const auto taps = recipe == Recipe::tensorflow ? bilinear_taps : triangle_taps;
    const std::vector<Taps> across = taps(photo.width, width);
    const std::vector<Taps> down = taps(photo.height, height);
    const auto row_values = static_cast<std::size_t>(photo.width) * 3;

    Pixels result{width, height,
                  std::vector<float>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3)};
    std::vector<float> row(row_values); // one output row at the photo's width
    float* target = result.values.data();
    for (const Taps& vertical : down) {
        std::ranges::fill(row, 0.0F);
        for (std::size_t tap = 0; tap < vertical.weights.size(); ++tap) {
            const float weight = vertical.weights[tap];
            const std::uint8_t* const source =
                photo.rgb.data() + (static_cast<std::size_t>(vertical.first) + tap) * row_values;
            for (std::size_t i = 0; i < row_values; ++i)
                row[i] += weight * static_cast<float>(source[i]);
        }
        for (const Taps& horizontal : across) {
            float sums[3] = {0, 0, 0};
            const float* source = row.data() + static_cast<std::size_t>(horizontal.first) * 3;
            for (const float weight : horizontal.weights) {
                for (int channel = 0; channel < 3; ++channel)
                    sums[channel] += weight * source[channel];
                source += 3;
            }
            for (const float sum : sums)
                *target++ = sum / 127.5F - 1;
        }
    }
    return result;
}

Pixels mirrored(const Pixels& pixels) {
    Pixels result{pixels.width, pixels.height, std::vector<float>(pixels.values.size())};
    const std::size_t row = static_cast<std::size_t>(pixels.width) * 3;
    for (std::size_t begin = 0; begin < pixels.values.size(); begin += row) {
        for (std::size_t x = 0; x < row; x += 3)
            std::copy_n(pixels.values.data() + begin + row - 3 - x, 3, result.values.data() + begin + x);
    }
    return result;
}

} // namespace saccade
