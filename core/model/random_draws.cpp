#include "core/model/random_draws.h"

namespace saccade {

std::unique_lock<std::mutex> hold_random_draws() {
    static std::mutex mutex;
    return std::unique_lock(mutex);
}

} // namespace saccade
