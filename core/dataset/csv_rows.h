#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace saccade {

/// Calls `visit` for every row of a delimited text file (RFC 4180: fields may be quoted, a quote inside is
/// doubled, a quoted field may hold delimiters and line breaks) with the number of the line it begins on,
/// from 1. A UTF-8 byte order mark is skipped, and so are blank lines; LF and CRLF end a line.
/// @param delimiter  ',' '\t' or another ASCII character.
/// @throws FileError when the file cannot be read or is empty, or a quote stands where none may: it names the
/// line.
void for_each_csv_row(
    const std::filesystem::path& file, char delimiter,
    const std::function<void(const std::vector<std::string>& fields, std::size_t line)>& visit);

} // namespace saccade
