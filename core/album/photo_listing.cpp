#include "core/album/photo_listing.h"

#include "core/support/error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <system_error>

namespace saccade {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> endings{".jpg", ".jpeg", ".jpe", ".png", ".webp",
                                                  ".tif", ".tiff", ".bmp", ".gif"};

unsigned char lower(char c) {
    return static_cast<unsigned char>(std::tolower(static_cast<unsigned char>(c)));
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Digits by their value, letters without their case; what is then equal by its bytes.
bool comes_before(const std::string& a, const std::string& b) {
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (is_digit(a[i]) && is_digit(b[j])) {
            const auto number = [](const std::string& text, std::size_t& at) {
                while (at < text.size() && text[at] == '0')
                    ++at;
                const std::size_t begin = at;
                while (at < text.size() && is_digit(text[at]))
                    ++at;
                return std::string_view(text).substr(begin, at - begin);
            };
            const std::string_view left = number(a, i);
            const std::string_view right = number(b, j);
            if (left != right)
                return left.size() != right.size() ? left.size() < right.size() : left < right;
        } else if (lower(a[i]) != lower(b[j])) {
            return lower(a[i]) < lower(b[j]);
        } else {
            ++i;
            ++j;
        }
    }
    const std::size_t left = a.size() - i;
    const std::size_t right = b.size() - j;
    return left != right ? left < right : a < b;
}

bool is_photo(const fs::path& file) {
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(), lower);
    return std::ranges::find(endings, ending) != endings.end();
}

template <typename Iterator>
void collect(const fs::path& folder, std::vector<std::string>& names) {
    std::error_code fault;
    for (Iterator each(folder, fs::directory_options::skip_permission_denied, fault); each != Iterator();
         each.increment(fault)) {
        const bool hidden = each->path().filename().string().starts_with('.');
        if constexpr (std::is_same_v<Iterator, fs::recursive_directory_iterator>) {
            if (hidden)
                each.disable_recursion_pending();
        }
        std::error_code ignored;
        if (!hidden && is_photo(each->path()) && each->is_regular_file(ignored))
            names.push_back(each->path().lexically_relative(folder).string());
    }
    if (fault)
        throw FileError(folder, "this folder cannot be read: " + fault.message());
}

} // namespace

std::vector<fs::path> list_photos(const fs::path& folder, bool recursive) {
    if (!fs::is_directory(folder))
        throw FileError(folder, "this is no folder", "Give the name of a folder of photos");
    std::vector<std::string> names;
    if (recursive)
        collect<fs::recursive_directory_iterator>(folder, names);
    else
        collect<fs::directory_iterator>(folder, names);
    std::ranges::sort(names, comes_before);
    return {names.begin(), names.end()};
}

} // namespace saccade
