#pragma once

#include <filesystem>
#include <string>

namespace saccade {

/// One sentence when matrix products will be needlessly slow (the loaded BLAS is the reference one), else
/// empty.
std::string compute_warning();

/// Whether the file, all links followed, is the reference BLAS as Debian installs it.
bool is_reference_blas(const std::filesystem::path& library);

/// Lets the allocator keep what is freed instead of giving it back to the system at once. A training step
/// frees and takes the same large blocks again and again; fetching them anew costs more than the arithmetic
/// on them.
void keep_freed_memory();

} // namespace saccade
