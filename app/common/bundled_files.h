#pragma once

#include <filesystem>
#include <vector>

namespace saccade {

/// Where the files that come with Saccade lie: the folder that the environment variable SACCADE_RESOURCES
/// names, else
/// ../share/saccade beside the program's own folder, else resources/ of the source tree it was built from.
/// @throws Error when there is none.
std::filesystem::path resource_folder();

/// The model that is used when none is named. @throws FileError when it is missing.
std::filesystem::path bundled_model();

/// The sample photos, sorted by name; empty when there are none.
std::vector<std::filesystem::path> bundled_photos();

} // namespace saccade
