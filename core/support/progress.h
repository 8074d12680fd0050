#pragma once

#include "core/support/error.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace saccade {

/// How far a piece of work is. `total` is 0 while it is unknown.
struct Progress {
    std::string what; ///< for people: "Encoding photos"
    std::int64_t done = 0;
    std::int64_t total = 0;
    std::string detail; ///< optional: "loss 3.21"
};

/// Called on the thread that does the work, as often as it likes; receivers thin it out themselves.
using ProgressCallback = std::function<void(const Progress&)>;

/// @throws Cancelled once a stop was requested.
inline void throw_if_stopped(const std::stop_token& stop) {
    if (stop.stop_requested())
        throw Cancelled();
}

} // namespace saccade
