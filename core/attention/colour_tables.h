#pragma once

#include <array>
#include <cstdint>

/// The published values, one 0xRRGGBB an entry. colour_map.h is the way to read them.
namespace saccade::colour_tables {

using PackedTable = std::array<std::uint32_t, 256>;

extern const PackedTable viridis;
extern const PackedTable inferno;
extern const PackedTable turbo;

} // namespace saccade::colour_tables
