#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string_view>

namespace saccade {

/// Calls `visit` for every line of a text file that is not blank, with its number from 1; without the line's
/// end (LF or CRLF) and, at the top, without the UTF-8 byte order mark. The view is valid during the call.
/// @throws FileError when the file cannot be read or is empty.
void for_each_line(const std::filesystem::path& file,
                   const std::function<void(std::string_view line, std::size_t number)>& visit);

} // namespace saccade
