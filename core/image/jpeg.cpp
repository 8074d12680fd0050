#include "core/image/raster.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <jpeglib.h>
#include <memory>
#include <string>

namespace saccade {

namespace {

/// libjpeg reports errors by leaving through longjmp; nothing with a destructor may live in the frames it
/// crosses.
struct Decoder {
    jpeg_decompress_struct state{};
    jpeg_error_mgr handlers{};
    std::jmp_buf escape{};
    std::array<char, JMSG_LENGTH_MAX> fault{};
    bool ran_out = false; ///< the data ended before the picture did

    Decoder() {
        state.err = jpeg_std_error(&handlers);
        state.client_data = this;
        handlers.error_exit = [](j_common_ptr info) {
            auto* const self = static_cast<Decoder*>(info->client_data);
            info->err->format_message(info, self->fault.data());
            std::longjmp(self->escape, 1);
        };
        // Warnings: the data are damaged, libjpeg goes on with what it guesses. We do not.
        handlers.emit_message = [](j_common_ptr info, int level) {
            if (level >= 0)
                return;
            auto* const self = static_cast<Decoder*>(info->client_data);
            if (self->fault[0] == '\0') // the first says most
                info->err->format_message(info, self->fault.data());
            ++info->err->num_warnings;
        };
        handlers.output_message = [](j_common_ptr) {};
        jpeg_create_decompress(&state);
    }
    ~Decoder() { jpeg_destroy_decompress(&state); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
};

/// Reads from memory. Where libjpeg's own source would invent an end marker with a mere warning, this one
/// notes that the data ran out.
struct MemorySource {
    jpeg_source_mgr base{};

    static void install(Decoder& decoder, MemorySource& source, std::span<const std::byte> bytes) {
        source.base.next_input_byte = reinterpret_cast<const JOCTET*>(bytes.data());
        source.base.bytes_in_buffer = bytes.size();
        source.base.init_source = [](j_decompress_ptr) {};
        source.base.term_source = [](j_decompress_ptr) {};
        source.base.resync_to_restart = jpeg_resync_to_restart;
        source.base.fill_input_buffer = [](j_decompress_ptr state) -> boolean {
            static constexpr JOCTET end_of_image[] = {0xFF, JPEG_EOI};
            static_cast<Decoder*>(state->client_data)->ran_out = true;
            state->src->next_input_byte = end_of_image;
            state->src->bytes_in_buffer = sizeof end_of_image;
            return TRUE;
        };
        source.base.skip_input_data = [](j_decompress_ptr state, long count) {
            if (count <= 0)
                return;
            if (static_cast<std::size_t>(count) > state->src->bytes_in_buffer) {
                state->src->fill_input_buffer(state);
                return;
            }
            state->src->next_input_byte += count;
            state->src->bytes_in_buffer -= static_cast<std::size_t>(count);
        };
        decoder.state.src = &source.base;
    }
};

/// False when libjpeg left with an error.
bool read_header(Decoder& decoder) {
    if (setjmp(decoder.escape) != 0)
        return false;
    jpeg_save_markers(&decoder.state, JPEG_APP0 + 2, 0xFFFF); // ICC profile
    jpeg_read_header(&decoder.state, TRUE);
    return true;
}

bool start(Decoder& decoder) {
    if (setjmp(decoder.escape) != 0)
        return false;
    jpeg_start_decompress(&decoder.state);
    return true;
}

/// Row by row until the end, an error, or the first sign of damage: what follows it would be guesses.
/// @return rows that are really in the file.
JDIMENSION read_rows(Decoder& decoder, std::uint8_t* rows, std::size_t row_bytes) {
    if (setjmp(decoder.escape) != 0)
        return decoder.state.output_scanline;
    while (decoder.state.output_scanline < decoder.state.output_height) {
        const JDIMENSION row = decoder.state.output_scanline;
        JSAMPROW target = rows + row * row_bytes;
        jpeg_read_scanlines(&decoder.state, &target, 1);
        if (decoder.ran_out || decoder.handlers.num_warnings > 0)
            return row;
    }
    return decoder.state.output_scanline;
}

std::vector<std::byte> icc_profile(Decoder& decoder) {
    JOCTET* data = nullptr;
    unsigned int length = 0;
    if (setjmp(decoder.escape) != 0 || jpeg_read_icc_profile(&decoder.state, &data, &length) == FALSE)
        return {};
    const auto* const bytes = reinterpret_cast<const std::byte*>(data);
    std::vector<std::byte> profile(bytes, bytes + length);
    std::free(data);
    return profile;
}

} // namespace

Raster read_jpeg(const RasterSource& source) {
    constexpr std::string_view remedy = "Fetch or copy the photo again";
    const auto decoder = std::make_unique<Decoder>();
    MemorySource memory;
    MemorySource::install(*decoder, memory, source.bytes);
    jpeg_decompress_struct& state = decoder->state;

    if (!read_header(*decoder)) {
        if (decoder->ran_out)
            throw FileError(
                source.name,
                fmt::format("the JPEG data end inside the header, after {} bytes", source.bytes.size()),
                remedy);
        throw FileError(source.name, fmt::format("this JPEG cannot be read ({})", decoder->fault.data()),
                        remedy);
    }
    check_dimensions(source, state.image_width, state.image_height);

    Raster raster;
    const bool inks = state.jpeg_color_space == JCS_CMYK || state.jpeg_color_space == JCS_YCCK;
    if (inks) {
        state.out_color_space = JCS_CMYK;
        raster.layout = Raster::Layout::cmyk;
    } else if (state.jpeg_color_space == JCS_GRAYSCALE) {
        state.out_color_space = JCS_GRAYSCALE;
        raster.layout = Raster::Layout::grey;
    } else {
        state.out_color_space = JCS_RGB;
        raster.layout = Raster::Layout::rgb;
    }
    raster.profile = icc_profile(*decoder);
    raster.width = static_cast<int>(state.image_width);
    raster.height = static_cast<int>(state.image_height);
    const std::size_t row_bytes =
        static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(sample_count(raster.layout));
    raster.samples.resize(row_bytes * static_cast<std::size_t>(raster.height));

    const JDIMENSION rows = start(*decoder) ? read_rows(*decoder, raster.samples.data(), row_bytes) : 0;
    if (decoder->ran_out)
        throw FileError(source.name,
                        fmt::format("the JPEG data end early: {} of {} pixel rows are missing",
                                    raster.height - static_cast<int>(rows), raster.height),
                        remedy);
    if (rows < state.image_height)
        throw FileError(source.name,
                        fmt::format("the JPEG data are damaged from pixel row {} of {} on ({})", rows + 1,
                                    raster.height, decoder->fault.data()),
                        remedy);
    if (inks && state.saw_Adobe_marker) { // Adobe stores the light that passes, not the ink
        for (std::uint8_t& sample : raster.samples)
            sample = static_cast<std::uint8_t>(255 - sample);
    }
    return raster;
}

} // namespace saccade
