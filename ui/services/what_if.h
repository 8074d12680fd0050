#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace saccade {

/// A caption asked for in another way than the model would say it by itself.
struct WhatIf {
    std::vector<std::int32_t> kept;  ///< tokens that it starts with
    std::string text;                ///< what follows them, as a person typed it
    bool whole = false;              ///< that is all of it: nothing more is decoded
    std::vector<std::string> banned; ///< words that what is decoded does not have
};

/// A beam search to be shown.
struct BeamQuestion {
    int width = 5;
    double length_penalty = 0;
    std::vector<std::string> banned; ///< words

    bool operator==(const BeamQuestion&) const = default;
};

} // namespace saccade
