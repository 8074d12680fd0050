#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace saccade {

/// COCO's results format (cocodataset.org/#format-results): `[{"image_id": 42, "caption": "..."}, ...]`,
/// which the Java suite reads too. @throws FileError: not JSON (with line and column), another structure, an
/// image twice.
std::map<std::int64_t, std::string> read_results(const std::filesystem::path& file);

/// In the order of the image ids. @throws FileError.
void write_results(const std::filesystem::path& file, const std::map<std::int64_t, std::string>& captions);

/// The captions people wrote, by image, of a COCO captions file (`annotations` with `image_id` and
/// `caption`).
/// @throws FileError likewise.
std::map<std::int64_t, std::vector<std::string>> read_references(const std::filesystem::path& file);

} // namespace saccade
