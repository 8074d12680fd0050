#include "core/attention/colour_map.h"

#include "core/attention/colour_tables.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <cmath>

namespace saccade {

namespace {

using Table = std::array<std::array<std::uint8_t, 3>, 256>;

Table unpacked(const colour_tables::PackedTable& packed) {
    Table table;
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i] = {static_cast<std::uint8_t>(packed[i] >> 16), static_cast<std::uint8_t>(packed[i] >> 8),
                    static_cast<std::uint8_t>(packed[i])};
    return table;
}

Table grey_ramp() {
    Table table;
    for (std::size_t i = 0; i < table.size(); ++i)
        table[i].fill(static_cast<std::uint8_t>(i));
    return table;
}

/// From one colour over near-white to the other. The two are those of Okabe and Ito that are told apart with
/// any kind of colour vision (https://jfly.uni-koeln.de/color/).
Table two_sided_ramp() {
    constexpr std::array<double, 3> blue{0x00, 0x72, 0xB2};
    constexpr std::array<double, 3> middle{0xF7, 0xF7, 0xF7};
    constexpr std::array<double, 3> vermilion{0xD5, 0x5E, 0x00};
    Table table;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double place = 2 * static_cast<double>(i) / static_cast<double>(table.size() - 1) - 1;
        const auto& end = place < 0 ? blue : vermilion;
        for (std::size_t channel = 0; channel < 3; ++channel)
            table[i][channel] = static_cast<std::uint8_t>(
                std::lround(std::lerp(middle[channel], end[channel], std::abs(place))));
    }
    return table;
}

} // namespace

std::string_view colour_map_name(ColourMap map) {
    switch (map) {
    case ColourMap::viridis:
        return "viridis";
    case ColourMap::inferno:
        return "inferno";
    case ColourMap::turbo:
        return "turbo";
    case ColourMap::grey:
        return "grey";
    case ColourMap::spotlight:
        return "spotlight";
    case ColourMap::difference:
        return "difference";
    }
    throw UsageError("This colour map is not known.");
}

ColourMap colour_map_from_name(std::string_view name) {
    for (const ColourMap map :
         {ColourMap::viridis, ColourMap::inferno, ColourMap::turbo, ColourMap::grey, ColourMap::spotlight})
        if (name == colour_map_name(map))
            return map;
    throw UsageError(fmt::format(
        "There is no colour map named \"{}\". Choose viridis, inferno, turbo, grey or spotlight.", name));
}

const Table& colour_table(ColourMap map) {
    static const Table viridis = unpacked(colour_tables::viridis);
    static const Table inferno = unpacked(colour_tables::inferno);
    static const Table turbo = unpacked(colour_tables::turbo);
    static const Table grey = grey_ramp();
    static const Table spotlight{};
    static const Table difference = two_sided_ramp();
    switch (map) {
    case ColourMap::viridis:
        return viridis;
    case ColourMap::inferno:
        return inferno;
    case ColourMap::turbo:
        return turbo;
    case ColourMap::grey:
        return grey;
    case ColourMap::spotlight:
        return spotlight;
    case ColourMap::difference:
        return difference;
    }
    throw UsageError("This colour map is not known.");
}

} // namespace saccade
