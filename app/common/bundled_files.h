#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace saccade {

/// Where the files that come with Saccade lie: the folder that the environment variable SACCADE_RESOURCES
/// names, else
/// ../share/saccade beside the program's own folder, else resources/ of the source tree it was built from.
/// @throws Error when there is none.
std::filesystem::path resource_folder();

/// The model that is used when none is named. @throws FileError when it is missing.
std::filesystem::path bundled_model();

/// The models that come with Saccade: bundled_model() first, the others by name. @throws FileError as it
/// does.
std::vector<std::filesystem::path> bundled_models();

/// A model as a user names it: "bundled" (or nothing) is bundled_model(); the name of one that comes with
/// Saccade, such as "saccade-mobile", is that one, unless there is a file of this name; all else is a
/// path.
/// @throws FileError as bundled_model() does.
std::filesystem::path model_named(const std::string& name);

/// The sample photos, sorted by name; empty when there are none.
std::vector<std::filesystem::path> bundled_photos();

} // namespace saccade
