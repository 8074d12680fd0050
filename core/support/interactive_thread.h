#pragma once

#include <source_location>

namespace saccade {

/// Declares the calling thread the one that draws a window and answers a person: nothing that may take long
/// is to run on it.
void mark_interactive_thread();

/// For the entrances of whatever decodes files or computes. @throws std::logic_error naming the caller on an
/// interactive thread.
void refuse_interactive_thread(std::source_location where = std::source_location::current());

} // namespace saccade
