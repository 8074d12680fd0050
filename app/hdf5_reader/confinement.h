#pragma once

#include <cstdint>

namespace saccade {

/// Takes from this process, for good, all that reading one open file does not need: files, sockets,
/// processes, new privileges, core dumps, executable memory; and memory and processor time beyond what a file
/// of `file_size` bytes justifies. Open descriptors stay. Under the sanitizers, which need more memory and
/// look at their own process, only time is limited.
/// @throws Error when the kernel does not let us.
void confine_this_process(std::uint64_t file_size);

} // namespace saccade
