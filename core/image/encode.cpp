#include "core/image/encode.h"

#include "core/image/preprocess.h"
#include "core/support/error.h"

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstdio> // before jpeglib.h, which needs FILE
#include <cstdlib>
#include <jpeglib.h>
#include <png.h>
#include <string>

namespace saccade {

namespace {

struct ErrorManager {
    jpeg_error_mgr base{};
    std::jmp_buf escape{};
};

[[noreturn]] void on_error(j_common_ptr codec) {
    std::longjmp(reinterpret_cast<ErrorManager*>(codec->err)->escape, 1);
}

} // namespace

std::vector<std::byte> encode_jpeg(const Photo& photo, int quality) {
    if (photo.width < 1 || photo.height < 1)
        throw Error("A photo without pixels cannot be written.");
    // Nothing with a destructor is made between setjmp and longjmp.
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    jpeg_compress_struct codec{};
    ErrorManager errors;
    codec.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = on_error;
    if (setjmp(errors.escape) != 0) {
        jpeg_destroy_compress(&codec);
        std::free(buffer);
        throw Error("The photo could not be written as JPEG.");
    }
    jpeg_create_compress(&codec);
    jpeg_mem_dest(&codec, &buffer, &size);
    codec.image_width = static_cast<JDIMENSION>(photo.width);
    codec.image_height = static_cast<JDIMENSION>(photo.height);
    codec.input_components = 3;
    codec.in_color_space = JCS_RGB;
    jpeg_set_defaults(&codec);
    jpeg_set_quality(&codec, quality, TRUE);
    jpeg_start_compress(&codec, TRUE);
    while (codec.next_scanline < codec.image_height) {
        auto* row = const_cast<JSAMPLE*>(photo.rgb.data() + static_cast<std::size_t>(codec.next_scanline) *
                                                                static_cast<std::size_t>(photo.width) * 3);
        jpeg_write_scanlines(&codec, &row, 1);
    }
    jpeg_finish_compress(&codec);
    jpeg_destroy_compress(&codec);
    const auto* const bytes = reinterpret_cast<const std::byte*>(buffer);
    std::vector<std::byte> result(bytes, bytes + size);
    std::free(buffer);
    return result;
}

std::vector<std::byte> encode_png(const Photo& photo) {
    if (photo.width < 1 || photo.height < 1)
        throw Error("A photo without pixels cannot be written.");
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(photo.width);
    image.height = static_cast<png_uint_32>(photo.height);
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::vector<std::byte> result(size);
    if (png_image_write_to_memory(&image, result.data(), &size, 0, photo.rgb.data(), 0, nullptr) == 0)
        throw Error(std::string("The photo could not be written as PNG: ") + image.message + ".");
    result.resize(size);
    result.shrink_to_fit();
    return result;
}

std::pair<int, int> shrunk_size(int width, int height, int longest) {
    const int longer = std::max(width, height);
    const auto scaled = [&](int side) {
        return longer <= longest
                   ? side
                   : std::max(1, static_cast<int>(std::lround(static_cast<double>(side) * longest / longer)));
    };
    return {scaled(width), scaled(height)};
}

Photo shrunk(const Photo& photo, int longest) {
    const auto [width, height] = shrunk_size(photo.width, photo.height, longest);
    return resized(photo, width, height);
}

Photo resized(const Photo& photo, int width, int height) {
    if (width == photo.width && height == photo.height)
        return photo;
    const Pixels pixels = preprocess(photo, Recipe::antialias, width, height);
    Photo result{pixels.width, pixels.height, std::vector<std::uint8_t>(pixels.values.size()), photo.info};
    std::ranges::transform(pixels.values, result.rgb.begin(), [](float value) {
        return static_cast<std::uint8_t>(std::clamp(std::lround((value + 1) * 127.5F), 0L, 255L));
    });
    return result;
}

} // namespace saccade
