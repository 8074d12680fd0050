#include "core/image/raster.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
// clang-format off
#include <jpeglib.h>
#include <jerror.h> // depends on jpeglib.h
// clang-format on

namespace saccade {

namespace {

/// libjpeg's own cjpeg writes no more scans. A small file with thousands of them would keep us busy for
/// hours.
constexpr int most_scans = 100;

/// libjpeg reports errors by leaving through longjmp: the functions that set the escape and those it leaves
/// hold nothing with a destructor.
struct Decoder {
    jpeg_decompress_struct state{};
    jpeg_error_mgr errors{};
    jpeg_progress_mgr progress{};
    jpeg_source_mgr input{};
    std::jmp_buf escape{};
    std::array<char, JMSG_LENGTH_MAX> fault{}; ///< the first one: it says most
    bool ran_out = false;                      ///< libjpeg asked for more than the file has
    bool damaged = false;                      ///< from here on the pixels are libjpeg's guesses
    JDIMENSION sound_rows = 0;                 ///< rows before the damage, in the scan at hand

    Decoder() = default;
    ~Decoder() { jpeg_destroy_decompress(&state); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
};

Decoder& decoder_of(void* client_data) {
    return *static_cast<Decoder*>(client_data);
}

void on_error(j_common_ptr info) {
    Decoder& decoder = decoder_of(info->client_data);
    if (!decoder.damaged)
        info->err->format_message(info, decoder.fault.data());
    std::longjmp(decoder.escape, 1);
}

/// libjpeg also warns of harmless oddities: header versions, broken profiles, padding before a scan's end.
bool spoils_pixels(const jpeg_error_mgr& errors) {
    switch (errors.msg_code) {
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_BOGUS_PROGRESSION:
        return true;
    case JWRN_EXTRANEOUS_DATA: { // before a restart marker: the segment was decoded wrongly
        const int marker = errors.msg_parm.i[1];
        return marker >= JPEG_RST0 && marker < JPEG_RST0 + 8;
    }
    default:
        return false;
    }
}

void on_message(j_common_ptr info, int level) {
    constexpr int warning = -1;
    Decoder& decoder = decoder_of(info->client_data);
    if (level != warning || decoder.damaged || !spoils_pixels(*info->err))
        return;
    decoder.damaged = true;
    info->err->format_message(info, decoder.fault.data());
    const jpeg_decompress_struct& state = decoder.state;
    const auto rows = static_cast<JDIMENSION>(state.max_v_samp_factor * DCTSIZE);
    decoder.sound_rows = std::min(state.input_iMCU_row * rows, state.image_height);
}

void on_progress(j_common_ptr info) {
    Decoder& decoder = decoder_of(info->client_data);
    if (decoder.state.input_scan_number <= most_scans)
        return;
    decoder.damaged = false; // whatever it was, this matters more
    std::snprintf(decoder.fault.data(), decoder.fault.size(), "more than %d scans", most_scans);
    std::longjmp(decoder.escape, 1);
}

/// libjpeg reads ahead of what it needs, so running out says little: on_message hears when data are missing.
boolean on_empty_input(j_decompress_ptr state) {
    static constexpr std::array<JOCTET, 2> end_of_image{0xFF, JPEG_EOI};
    decoder_of(state->client_data).ran_out = true;
    state->src->next_input_byte = end_of_image.data();
    state->src->bytes_in_buffer = end_of_image.size();
    return TRUE;
}

void on_skip(j_decompress_ptr state, long count) {
    if (count <= 0)
        return;
    if (static_cast<std::size_t>(count) > state->src->bytes_in_buffer) {
        on_empty_input(state);
        return;
    }
    state->src->next_input_byte += count;
    state->src->bytes_in_buffer -= static_cast<std::size_t>(count);
}

/// False, here and below, when libjpeg left with an error.
bool read_header(Decoder& decoder, std::span<const std::byte> bytes) {
    jpeg_decompress_struct& state = decoder.state;
    state.err = jpeg_std_error(&decoder.errors);
    state.client_data = &decoder;
    decoder.errors.error_exit = on_error;
    decoder.errors.emit_message = on_message;
    if (setjmp(decoder.escape) != 0)
        return false;
    jpeg_create_decompress(&state);
    decoder.progress.progress_monitor = on_progress;
    state.progress = &decoder.progress;
    decoder.input.next_input_byte = reinterpret_cast<const JOCTET*>(bytes.data());
    decoder.input.bytes_in_buffer = bytes.size();
    decoder.input.init_source = [](j_decompress_ptr) {};
    decoder.input.term_source = [](j_decompress_ptr) {};
    decoder.input.resync_to_restart = jpeg_resync_to_restart;
    decoder.input.fill_input_buffer = on_empty_input;
    decoder.input.skip_input_data = on_skip;
    state.src = &decoder.input;
    jpeg_save_markers(&state, JPEG_APP0 + 1, 0xFFFF); // EXIF
    jpeg_save_markers(&state, JPEG_APP0 + 2, 0xFFFF); // ICC profile
    jpeg_read_header(&state, TRUE);
    return true;
}

/// Reads all scans of a picture with several.
bool start(Decoder& decoder) {
    if (setjmp(decoder.escape) != 0)
        return false;
    jpeg_start_decompress(&decoder.state);
    return true;
}

/// Stops at the first sign of damage.
bool read_rows(Decoder& decoder, std::uint8_t* row, std::size_t row_bytes) {
    if (setjmp(decoder.escape) != 0)
        return false;
    while (!decoder.damaged && decoder.state.output_scanline < decoder.state.output_height) {
        JSAMPROW target = row + decoder.state.output_scanline * row_bytes;
        jpeg_read_scanlines(&decoder.state, &target, 1);
    }
    return true;
}

/// Whether scans are missing at the file's end. One scan is complete when its last row is. Of a progressive
/// picture libjpeg knows how exactly it has seen each coefficient: 0 is exactly.
bool lacks_scans(const jpeg_decompress_struct& state) {
    if (state.coef_bits == nullptr)
        return true;
    for (int component = 0; component < state.num_components; ++component) {
        if (!std::ranges::all_of(state.coef_bits[component], [](int bits) { return bits == 0; }))
            return true;
    }
    return false;
}

bool read_profile(Decoder& decoder, JOCTET** data, unsigned int* length) {
    if (setjmp(decoder.escape) != 0)
        return false;
    return jpeg_read_icc_profile(&decoder.state, data, length) == TRUE;
}

std::vector<std::byte> icc_profile(Decoder& decoder) {
    JOCTET* data = nullptr;
    unsigned int length = 0;
    if (!read_profile(decoder, &data, &length))
        return {};
    const std::unique_ptr<JOCTET, decltype(&std::free)> owner(data, std::free);
    const auto* const bytes = reinterpret_cast<const std::byte*>(data);
    return {bytes, bytes + length};
}

int orientation(const jpeg_decompress_struct& state) {
    constexpr std::string_view prefix("Exif\0\0", 6);
    for (const jpeg_marker_struct* marker = state.marker_list; marker != nullptr; marker = marker->next) {
        const std::string_view content(reinterpret_cast<const char*>(marker->data), marker->data_length);
        if (marker->marker == JPEG_APP0 + 1 && content.starts_with(prefix))
            return exif_orientation(std::as_bytes(std::span(content)));
    }
    return 1;
}

Raster::Layout choose_layout(jpeg_decompress_struct& state) {
    switch (state.jpeg_color_space) {
    case JCS_CMYK:
    case JCS_YCCK:
        state.out_color_space = JCS_CMYK;
        return Raster::Layout::cmyk;
    case JCS_GRAYSCALE:
        state.out_color_space = JCS_GRAYSCALE;
        return Raster::Layout::grey;
    default:
        state.out_color_space = JCS_RGB;
        return Raster::Layout::rgb;
    }
}

std::string unreadable(const Decoder& decoder) {
    return fmt::format("this JPEG cannot be read ({})", decoder.fault.data());
}

/// What is wrong with the pixels; empty when they are sound. A file that lacks no more than its end marker is
/// sound: every pixel was decoded from its data, and simple cameras write such files.
std::string pixel_fault(const Decoder& decoder) {
    const jpeg_decompress_struct& state = decoder.state;
    const bool several_scans =
        jpeg_has_multiple_scans(const_cast<j_decompress_ptr>(&state)) == TRUE; // only reads
    if (decoder.damaged && !decoder.ran_out)
        return fmt::format("the JPEG data are damaged from pixel row {} of {} on ({})",
                           decoder.sound_rows + 1, state.image_height, decoder.fault.data());
    if (decoder.damaged && several_scans)
        return fmt::format("the JPEG data end early, in scan {} over the picture after {} of {} pixel rows",
                           state.input_scan_number, decoder.sound_rows, state.image_height);
    if (decoder.damaged)
        return fmt::format("the JPEG data end early: {} of {} pixel rows are missing",
                           state.image_height - decoder.sound_rows, state.image_height);
    if (decoder.ran_out && several_scans && lacks_scans(state))
        return fmt::format("the JPEG data end early, after scan {} over the picture",
                           state.input_scan_number);
    return {};
}

} // namespace

Raster read_jpeg(const RasterSource& source) {
    const auto decoder = std::make_unique<Decoder>();
    jpeg_decompress_struct& state = decoder->state;
    if (!read_header(*decoder, source.bytes)) {
        if (decoder->ran_out)
            throw FileError(
                source.name,
                fmt::format("the JPEG data end inside the header, after {} bytes", source.bytes.size()),
                fetch_again);
        throw FileError(source.name, unreadable(*decoder), fetch_again);
    }
    check_dimensions(source, state.image_width, state.image_height);

    Raster raster;
    raster.layout = choose_layout(state);
    raster.width = static_cast<int>(state.image_width);
    raster.height = static_cast<int>(state.image_height);
    raster.profile = icc_profile(*decoder);
    raster.orientation = orientation(state);
    const std::size_t row_bytes = row_size(raster);
    raster.samples.resize(row_bytes * state.image_height);

    if (!start(*decoder) || !read_rows(*decoder, raster.samples.data(), row_bytes)) {
        if (!decoder->damaged)
            throw FileError(source.name, unreadable(*decoder), fetch_again);
    }
    if (const std::string fault = pixel_fault(*decoder); !fault.empty())
        throw FileError(source.name, fault, fetch_again);
    if (raster.layout == Raster::Layout::cmyk && state.saw_Adobe_marker != 0) {
        for (std::uint8_t& sample : raster.samples) // Adobe stores the light that passes, not the ink
            sample = static_cast<std::uint8_t>(255 - sample);
    }
    return raster;
}

} // namespace saccade
