#include "core/image/decode.h"

#include "core/image/raster.h"
#include "core/support/error.h"
#include "core/support/mapped_file.h"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <lcms2.h>
#include <new>
#include <string>

namespace saccade {

namespace {

using Reader = Raster (*)(const RasterSource&);

struct Format {
    std::string_view name;
    std::string_view signature;
    std::size_t offset; ///< where the signature stands
    Reader read;        ///< null: known, but not read
};

using namespace std::string_view_literals;
constexpr std::array formats{
    Format{"JPEG", "\xFF\xD8\xFF"sv, 0, read_jpeg},
    Format{"PNG", "\x89PNG\r\n\x1A\n"sv, 0, read_png},
    Format{"WebP", "WEBP"sv, 8, read_webp},
    Format{"TIFF", "II*\0"sv, 0, read_tiff},
    Format{"TIFF", "MM\0*"sv, 0, read_tiff},
    Format{"GIF", "GIF87a"sv, 0, read_gif},
    Format{"GIF", "GIF89a"sv, 0, read_gif},
    Format{"BMP", "BM"sv, 0, read_bmp},
    Format{"HEIC", "ftyphei"sv, 4, nullptr},
    Format{"HEIC", "ftypmif1"sv, 4, nullptr},
    Format{"AVIF", "ftypavif"sv, 4, nullptr},
    Format{"JPEG XL", "\0\0\0\x0CJXL \r\n\x87\n"sv, 0, nullptr},
    Format{"JPEG XL", "\xFF\x0A"sv, 0, nullptr},
    Format{"PDF", "%PDF-"sv, 0, nullptr},
    Format{"Photoshop", "8BPS"sv, 0, nullptr},
    Format{"OpenEXR", "v/1\x01"sv, 0, nullptr},
    Format{"SVG", "<svg"sv, 0, nullptr},
};

constexpr std::string_view readable = "JPEG, PNG, WebP, TIFF, BMP or GIF";

const Format* recognise(std::string_view content) {
    for (const Format& format : formats) {
        if (content.size() >= format.offset && content.substr(format.offset).starts_with(format.signature))
            return &format;
    }
    return nullptr;
}

bool is_text(std::string_view content) {
    for (const char character : content.substr(0, 512)) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte < 0x20 && std::isspace(byte) == 0)
            return false;
    }
    return true;
}

/// The profile's own description; empty when there is none or it is broken.
std::string profile_description(std::span<const std::byte> profile) {
    if (profile.empty())
        return {};
    const cmsContext context = cmsCreateContext(nullptr, nullptr);
    const cmsHPROFILE handle =
        cmsOpenProfileFromMemTHR(context, profile.data(), static_cast<cmsUInt32Number>(profile.size()));
    std::array<char, 256> text{};
    if (handle != nullptr) {
        cmsGetProfileInfoASCII(handle, cmsInfoDescription, "en", "US", text.data(), text.size() - 1);
        cmsCloseProfile(handle);
    }
    cmsDeleteContext(context);
    return text.data();
}

} // namespace

void check_dimensions(const RasterSource& source, std::int64_t width, std::int64_t height) {
    if (width < 1 || height < 1)
        throw FileError(source.name, fmt::format("its size of {} x {} pixels is impossible", width, height),
                        "Fetch or copy the photo again");
    if (width > source.limits.max_pixels / height)
        throw FileError(source.name,
                        fmt::format("{} x {} pixels are more than the {} million that Saccade opens", width,
                                    height, source.limits.max_pixels / 1'000'000),
                        "Shrink the photo first");
}

Photo decode_photo(std::span<const std::byte> bytes, std::string_view name, const DecodeLimits& limits) {
    const std::string_view content(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (content.empty())
        throw FileError(name, "the file is empty", "Fetch or copy it again");
    const Format* const format = recognise(content);
    if (format == nullptr)
        throw FileError(name,
                        is_text(content) ? "this is a text file, not a photo"
                                         : "this is no photo that Saccade knows",
                        fmt::format("Open a {} file", readable));
    if (format->read == nullptr)
        throw FileError(name, fmt::format("Saccade does not read {} files", format->name),
                        fmt::format("Convert it to {}", readable));
    try {
        Raster raster = format->read({bytes, name, limits});
        Photo photo{raster.width, raster.height, {}, {}};
        photo.info = {
            std::filesystem::path(name), std::string(format->name),          raster.width, raster.height,
            exif_orientation(bytes),     profile_description(raster.profile)};
        photo.rgb = to_srgb(std::move(raster));
        apply_orientation(photo.info.orientation, photo.width, photo.height, photo.rgb);
        return photo;
    } catch (const std::bad_alloc&) {
        throw FileError(name, "there is not enough memory for its pixels",
                        "Close other programs or shrink the photo");
    }
}

Photo read_photo(const std::filesystem::path& path, const DecodeLimits& limits) {
    const MappedFile file(path);
    return decode_photo(file.bytes(), path.string(), limits);
}

} // namespace saccade
