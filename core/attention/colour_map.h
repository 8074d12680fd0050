#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace saccade {

enum class ColourMap {
    viridis,
    inferno,
    turbo,
    grey,
    spotlight,  ///< black, less of it where the value is higher: dims what is not attended
    difference, ///< blue below the middle, vermilion above it: for values of both signs
};

std::string_view colour_map_name(ColourMap map);
/// Of those for values from zero up. @throws UsageError that lists them.
ColourMap colour_map_from_name(std::string_view name);

/// 256 sRGB entries, from low to high.
const std::array<std::array<std::uint8_t, 3>, 256>& colour_table(ColourMap map);

} // namespace saccade
