#include "app/cli/terminal_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace saccade::cli {

namespace {

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

} // namespace

std::string printable(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        // The second half of the controls (U+0080 to U+009F) is C2 80 to C2 9F in UTF-8.
        const bool high_control =
            byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
        if (high_control)
            ++i;
        result += byte < 0x20 || byte == 0x7F || high_control ? '?' : text[i];
    }
    return result;
}

std::size_t character_count(std::string_view text) {
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

std::string fitted(std::string_view text, std::size_t most) {
    if (character_count(text) <= most)
        return std::string(text);
    const std::string_view dots = std::string_view("...").substr(0, most);
    std::size_t bytes = 0;
    for (std::size_t characters = 0; bytes < text.size(); ++bytes)
        if (!is_continuation(text[bytes]) && characters++ == most - dots.size())
            break;
    return std::string(text.substr(0, bytes)) + std::string(dots);
}

std::string size_text(std::uint64_t bytes) {
    if (bytes < 1024)
        return fmt::format("{} bytes", bytes);
    constexpr std::array units{"KiB", "MiB", "GiB", "TiB"};
    double size = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    for (; size >= 1024 && unit + 1 < units.size(); ++unit)
        size /= 1024;
    return fmt::format("{:.1f} {}", size, units[unit]);
}

std::string count_text(std::uint64_t count) {
    std::string digits = std::to_string(count);
    for (std::size_t i = digits.size(); i > 3; i -= 3)
        digits.insert(i - 3, 1, ',');
    return digits;
}

std::string table_text(const std::vector<std::vector<std::string>>& rows, std::size_t indent) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], character_count(row[i]));
    }
    std::string text;
    for (const auto& row : rows) {
        text.append(indent, ' ');
        for (std::size_t i = 0; i < row.size(); ++i) {
            text += row[i];
            text.append(widths[i] - character_count(row[i]) + 2, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
    }
    return text;
}

} // namespace saccade::cli
