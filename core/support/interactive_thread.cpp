#include "core/support/interactive_thread.h"

#include <fmt/format.h>

#include <stdexcept>

namespace saccade {

namespace {
thread_local bool is_interactive = false;
}

void mark_interactive_thread() {
    is_interactive = true;
}

void refuse_interactive_thread(std::source_location where) {
    if (is_interactive)
        throw std::logic_error(
            fmt::format("{} was called on the window's own thread. This is a mistake in Saccade.",
                        where.function_name()));
}

} // namespace saccade
