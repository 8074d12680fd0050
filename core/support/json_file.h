#pragma once

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace saccade {

/// A whole JSON file; at most 200 levels deep. Strings are valid UTF-8.
/// @throws FileError: not readable, or not JSON (says line and column).
nlohmann::json read_json(const std::filesystem::path& path);

} // namespace saccade
