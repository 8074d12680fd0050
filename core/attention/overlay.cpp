#include "core/attention/overlay.h"

#include "core/attention/field_rows.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

constexpr int unit = 256; ///< opacity in 256ths: both ends give the photo and the colours exactly

/// The entry of the colour table; values that are not numbers count as low.
int colour_index(float value, const ColourRange& range) {
    const float share = (value - range.low) / (range.high - range.low);
    return share > 0 ? static_cast<int>(std::min(share, 1.0F) * 255.0F + 0.5F) : 0;
}

} // namespace

Photo render_overlay(const Photo& photo, std::span<const float> map, const GridPlacement& placement,
                     const ColourRange& range, const OverlayStyle& style) {
    if (!(style.opacity >= 0 && style.opacity <= 1))
        throw UsageError(fmt::format("The opacity of an overlay is between 0 and 1, not {}.", style.opacity));
    const int colour_share = static_cast<int>(std::lround(style.opacity * unit));
    const auto& table = colour_table(style.colours);

    FieldRows rows(map, placement, photo.width, photo.height, style.field);
    const auto width = static_cast<std::size_t>(photo.width);
    std::vector<float> row(width);
    Photo result{photo.width, photo.height, std::vector<std::uint8_t>(photo.rgb.size()), photo.info};
    const std::uint8_t* from = photo.rgb.data();
    std::uint8_t* to = result.rgb.data();
    for (int y = 0; y < photo.height; ++y) {
        rows.fill(y, row);
        for (const float value : row) {
            const int index = colour_index(value, range);
            const auto& colour = table[static_cast<std::size_t>(index)];
            const int share =
                style.colours == ColourMap::spotlight ? colour_share * (255 - index) / 255 : colour_share;
            for (std::size_t channel = 0; channel < 3; ++channel)
                *to++ = static_cast<std::uint8_t>(
                    (*from++ * (unit - share) + colour[channel] * share + unit / 2) / unit);
        }
    }
    return result;
}

ColourRange caption_range(std::span<const std::vector<float>> maps) {
    float high = 0;
    for (const std::vector<float>& map : maps)
        for (const float value : map)
            high = std::max(high, value);
    return {0, high > 0 ? high : 1};
}

} // namespace saccade
