#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace saccade {

using PaletteColour = std::array<std::uint8_t, 3>; ///< red, green, blue

/// How often each colour occurs, in steps of 8 a channel.
class ColourHistogram {
public:
    /// @param rgb  three samples a pixel.
    void add(std::span<const std::uint8_t> rgb);

private:
    friend class Palette;
    struct Bin {
        std::uint64_t count = 0;
        std::array<std::uint64_t, 3> sum{};
    };
    std::vector<Bin> bins_ = std::vector<Bin>(32 * 32 * 32);
};

/// At most 256 colours that stand for all: median cut (Heckbert 1982), splitting the box whose colours lie
/// furthest from their mean.
class Palette {
public:
    /// @param size   colours in all, `fixed` included; at least one more than those, at most 256.
    /// @param fixed  colours that have to be exact.
    Palette(const ColourHistogram& colours, std::size_t size, std::span<const PaletteColour> fixed = {});

    const std::vector<PaletteColour>& colours() const { return colours_; }
    /// The index of a nearest colour.
    std::uint8_t nearest(const PaletteColour& colour);

private:
    std::vector<PaletteColour> colours_;
    std::vector<std::int16_t> known_; ///< nearest index by the upper 6 bits a channel; -1: not looked up yet
};

/// Squared, weighted roughly as eyes do.
constexpr int colour_distance(const PaletteColour& a, const PaletteColour& b) {
    const int red = a[0] - b[0];
    const int green = a[1] - b[1];
    const int blue = a[2] - b[2];
    return 2 * red * red + 4 * green * green + 3 * blue * blue;
}

} // namespace saccade
