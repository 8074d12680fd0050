#pragma once

#include <filesystem>
#include <vector>

namespace saccade {

/// The photos of a folder by the endings of their names (JPEG, PNG, WebP, TIFF, BMP, GIF), relative to it, in
/// the order a person would put them: photo 9 before photo 10. Hidden files and folders are left out; links
/// to folders are not followed, so that no circle is.
/// @param recursive  with those of the folders inside.
/// @throws FileError when the folder cannot be read.
std::vector<std::filesystem::path> list_photos(const std::filesystem::path& folder, bool recursive);

} // namespace saccade
