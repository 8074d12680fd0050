#pragma once

#include <mutex>

namespace saccade {

/// LibTorch has one generator of random numbers for all threads. Held by whoever seeds it and relies on what
/// it then draws, and by whoever draws from it meanwhile: a model that is opened while another one trains,
/// whose first weights are drawn before those of its file replace them, must not change what training draws.
[[nodiscard]] std::unique_lock<std::mutex> hold_random_draws();

} // namespace saccade
