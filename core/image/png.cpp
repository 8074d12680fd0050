#include "core/image/raster.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <memory>
#include <png.h>

namespace saccade {

namespace {

/// libpng leaves through longjmp on errors; nothing with a destructor may live in the frames it crosses.
struct Decoder {
    png_structp state = nullptr;
    png_infop info = nullptr;
    std::span<const std::byte> rest;
    bool ran_out = false;
    std::array<char, 128> fault{};

    explicit Decoder(std::span<const std::byte> bytes) : rest(bytes) {
        state = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, on_error,
                                       [](png_structp, png_const_charp) {});
        if (state != nullptr)
            info = png_create_info_struct(state);
        if (info == nullptr)
            throw std::bad_alloc();
        png_set_read_fn(state, this, read);
        png_set_user_limits(state, PNG_UINT_31_MAX, PNG_UINT_31_MAX); // check_dimensions has the say
        png_set_chunk_cache_max(state, 128);
        png_set_chunk_malloc_max(state, 16 << 20);
    }
    ~Decoder() { png_destroy_read_struct(&state, &info, nullptr); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    static void on_error(png_structp state, png_const_charp message) {
        auto* const self = static_cast<Decoder*>(png_get_error_ptr(state));
        std::snprintf(self->fault.data(), self->fault.size(), "%s", message);
        png_longjmp(state, 1);
    }

    static void read(png_structp state, png_bytep target, std::size_t count) {
        auto* const self = static_cast<Decoder*>(png_get_io_ptr(state));
        if (count > self->rest.size()) {
            self->ran_out = true;
            png_error(state, "the data end");
        }
        std::memcpy(target, self->rest.data(), count);
        self->rest = self->rest.subspan(count);
    }
};

bool read_header(const Decoder& decoder) {
    if (setjmp(png_jmpbuf(decoder.state)) != 0)
        return false;
    png_read_info(decoder.state, decoder.info);
    return true;
}

/// Asks libpng for 8-bit grey or RGB, with alpha where the file has any kind of transparency.
bool choose_layout(const Decoder& decoder) {
    if (setjmp(png_jmpbuf(decoder.state)) != 0)
        return false;
    png_set_expand(decoder.state);
    png_set_scale_16(decoder.state);
    png_set_interlace_handling(decoder.state);
    png_read_update_info(decoder.state, decoder.info);
    return true;
}

/// @return rows read before the end, an error or the end of the data. An interlaced picture counts its last
/// pass only.
png_uint_32 read_rows(const Decoder& decoder, std::uint8_t* samples, std::size_t row_bytes,
                      png_uint_32 height) {
    volatile png_uint_32 done = 0; // survives the jump
    if (setjmp(png_jmpbuf(decoder.state)) != 0)
        return done;
    const int passes = png_set_interlace_handling(decoder.state);
    for (int pass = 0; pass < passes; ++pass) {
        for (png_uint_32 row = 0; row < height; ++row) {
            png_read_row(decoder.state, samples + row * row_bytes, nullptr);
            if (pass + 1 == passes)
                done = row + 1;
        }
    }
    png_read_end(decoder.state, decoder.info); // checksums, and metadata behind the pixels
    return done;
}

/// gAMA and cHRM are not followed: programs that mean them embed a profile, and many write them wrongly.
std::vector<std::byte> icc_profile(const Decoder& decoder) {
    png_charp name = nullptr;
    int compression = 0;
    png_bytep data = nullptr;
    png_uint_32 length = 0;
    if (png_get_iCCP(decoder.state, decoder.info, &name, &compression, &data, &length) == 0)
        return {};
    const auto* const bytes = reinterpret_cast<const std::byte*>(data);
    return {bytes, bytes + length};
}

int orientation(const Decoder& decoder) {
    png_uint_32 length = 0;
    png_bytep data = nullptr;
    if (png_get_eXIf_1(decoder.state, decoder.info, &length, &data) == 0)
        return 1;
    return exif_orientation(std::as_bytes(std::span(data, length)));
}

Raster::Layout layout_of(int channels) {
    constexpr std::array layouts{Raster::Layout::grey, Raster::Layout::grey_alpha, Raster::Layout::rgb,
                                 Raster::Layout::rgba};
    return layouts.at(static_cast<std::size_t>(channels - 1));
}

} // namespace

Raster read_png(const RasterSource& source) {
    const Decoder decoder(source.bytes);
    const auto damaged = [&](std::string_view where) {
        if (decoder.ran_out)
            return FileError(source.name, fmt::format("the PNG data end early, {}", where), fetch_again);
        return FileError(source.name,
                         fmt::format("the PNG data are damaged, {} ({})", where, decoder.fault.data()),
                         fetch_again);
    };
    if (!read_header(decoder))
        throw damaged("inside the header");
    Raster raster;
    const png_uint_32 height = png_get_image_height(decoder.state, decoder.info);
    check_dimensions(source, png_get_image_width(decoder.state, decoder.info), height);
    raster.width = static_cast<int>(png_get_image_width(decoder.state, decoder.info));
    raster.height = static_cast<int>(height);
    raster.profile = icc_profile(decoder);
    if (!choose_layout(decoder))
        throw damaged("inside the header");
    raster.layout = layout_of(png_get_channels(decoder.state, decoder.info));
    const std::size_t row_bytes = row_size(raster);
    if (png_get_rowbytes(decoder.state, decoder.info) != row_bytes)
        throw Error("The installed libpng does not fit this build of Saccade.");
    raster.samples.resize(row_bytes * height);
    const png_uint_32 rows = read_rows(decoder, raster.samples.data(), row_bytes, height);
    if (rows < height)
        throw damaged(fmt::format("{} of {} pixel rows are missing", height - rows, height));
    if (decoder.fault[0] != '\0')
        throw damaged("behind the last pixel row");
    raster.orientation = orientation(decoder);
    return raster;
}

} // namespace saccade
