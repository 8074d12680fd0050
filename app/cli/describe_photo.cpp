#include "app/cli/describe.h"
#include "app/cli/terminal_text.h"
#include "core/image/decode.h"

#include <fmt/format.h>

#include <array>

namespace saccade::cli {

namespace {

/// What EXIF's orientations 1 to 8 ask a viewer to do.
constexpr std::array orientations{"upright",
                                  "mirrored",
                                  "turned by 180 degrees",
                                  "mirrored and turned by 180 degrees",
                                  "mirrored and turned by 270 degrees",
                                  "turned by 90 degrees",
                                  "mirrored and turned by 90 degrees",
                                  "turned by 270 degrees"};

} // namespace

std::string describe_photo(const std::filesystem::path& file) {
    const Photo photo = read_photo(file);
    const PhotoInfo& info = photo.info;
    const double megapixels = static_cast<double>(photo.width) * photo.height / 1e6;
    std::vector<std::vector<std::string>> rows{
        {"kind", info.format + " photo"},
        {"file size", size_text(std::filesystem::file_size(file))},
        {"size", fmt::format("{} x {} pixels ({:.1f} megapixels)", photo.width, photo.height, megapixels)}};
    const auto orientation = static_cast<std::size_t>(info.orientation - 1);
    rows.push_back(
        {"orientation", fmt::format("EXIF {}, {}", info.orientation,
                                    orientation < orientations.size() ? orientations[orientation] : "?")});
    if (info.stored_width != photo.width || info.stored_height != photo.height)
        rows.push_back({"stored as", fmt::format("{} x {} pixels", info.stored_width, info.stored_height)});
    rows.push_back({"colour profile", info.profile.empty() ? "none, read as sRGB" : printable(info.profile)});
    return table_text(rows);
}

} // namespace saccade::cli
