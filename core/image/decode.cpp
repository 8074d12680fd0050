#include "core/image/decode.h"

#include "core/image/raster.h"
#include "core/image/signature.h"
#include "core/support/error.h"
#include "core/support/interactive_thread.h"
#include "core/support/mapped_file.h"

#include <fmt/format.h>

#include <limits>
#include <new>
#include <string>

namespace saccade {

void check_dimensions(const RasterSource& source, std::int64_t width, std::int64_t height) {
    if (width < 1 || height < 1)
        throw FileError(source.name, fmt::format("its size of {} x {} pixels is impossible", width, height),
                        fetch_again);
    constexpr std::int64_t longest = std::numeric_limits<int>::max();
    if (width > longest || height > longest || width > source.limits.max_pixels / height)
        throw FileError(source.name,
                        fmt::format("{} x {} pixels are more than the {:g} million that Saccade opens", width,
                                    height, static_cast<double>(source.limits.max_pixels) / 1e6),
                        "Shrink the photo first");
}

Photo decode_photo(std::span<const std::byte> bytes, std::string_view name, const DecodeLimits& limits) {
    refuse_interactive_thread();
    const std::string_view content(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (content.empty())
        throw FileError(name, "the file is empty", "Fetch or copy it again");
    const Signature signature = recognise(content);
    if (signature.format.empty())
        throw FileError(name,
                        looks_like_text(content) ? "this is a text file, not a photo"
                                                 : "this is no photo that Saccade knows",
                        "Open a JPEG, PNG, WebP, TIFF, BMP or GIF file");
    if (signature.read == nullptr)
        throw FileError(name, fmt::format("Saccade does not read {} files", signature.format),
                        "Convert it to JPEG or PNG first");
    try {
        Raster raster = signature.read({bytes, name, limits});
        Photo photo{raster.width, raster.height, {}, {}};
        photo.info.path = name;
        photo.info.format = signature.format;
        photo.info.stored_width = raster.width;
        photo.info.stored_height = raster.height;
        photo.info.orientation = raster.orientation;
        photo.info.profile = profile_description(raster.profile);
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
