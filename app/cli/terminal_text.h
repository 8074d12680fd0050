#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace saccade::cli {

/// Text of a file as it may be sent to a terminal: control characters, which could command it, become "?".
std::string printable(std::string_view text);

/// Characters (Unicode code points) of UTF-8.
std::size_t character_count(std::string_view text);

/// At most `most` characters; a cut one ends in "...".
std::string fitted(std::string_view text, std::size_t most);

/// "3.4 MiB".
std::string size_text(std::uint64_t bytes);
/// "1,234,567".
std::string count_text(std::uint64_t count);

/// Rows of equally many cells as aligned columns, two spaces between them and `indent` before the first.
std::string table_text(const std::vector<std::vector<std::string>>& rows, std::size_t indent = 0);

} // namespace saccade::cli
