#include "core/image/raster.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>
#include <tiffio.h>

namespace saccade {

namespace {

constexpr std::string_view remedy = "Fetch or copy the photo again";

/// The file in memory, and what libtiff says of it.
struct Input {
    std::span<const std::byte> bytes;
    std::size_t position = 0;
    bool ran_out = false;
    std::array<char, 256> fault{};
};

Input& input_of(thandle_t handle) {
    return *static_cast<Input*>(handle);
}

tmsize_t read_input(thandle_t handle, void* target, tmsize_t count) {
    Input& input = input_of(handle);
    const std::size_t left = input.bytes.size() - std::min(input.position, input.bytes.size());
    const std::size_t given = std::min(static_cast<std::size_t>(std::max<tmsize_t>(count, 0)), left);
    if (given > 0)
        std::memcpy(target, input.bytes.data() + input.position, given);
    input.position += given;
    input.ran_out = input.ran_out || static_cast<tmsize_t>(given) < count;
    return static_cast<tmsize_t>(given);
}

toff_t seek_input(thandle_t handle, toff_t offset, int whence) {
    Input& input = input_of(handle);
    const toff_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? input.position : input.bytes.size();
    input.position = static_cast<std::size_t>(base + offset);
    return input.position;
}

int note_fault(TIFF*, void* user, const char*, const char* format, va_list arguments) {
    auto& fault = static_cast<Input*>(user)->fault;
    if (fault[0] == '\0') // the first says most
        std::vsnprintf(fault.data(), fault.size(), format, arguments);
    return 1;
}

struct Close {
    void operator()(TIFF* file) const { TIFFClose(file); }
    void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};

std::unique_ptr<TIFF, Close> open(Input& input, const std::string& name) {
    const std::unique_ptr<TIFFOpenOptions, Close> options(TIFFOpenOptionsAlloc());
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), note_fault, &input);
    TIFFOpenOptionsSetWarningHandlerExtR(
        options.get(), [](TIFF*, void*, const char*, const char*, va_list) { return 1; }, &input);
    return std::unique_ptr<TIFF, Close>(TIFFClientOpenExt(
        name.c_str(), "rm", &input, read_input, [](thandle_t, void*, tmsize_t) -> tmsize_t { return 0; },
        seek_input, [](thandle_t) { return 0; },
        [](thandle_t handle) -> toff_t { return input_of(handle).bytes.size(); },
        [](thandle_t, void**, toff_t*) { return 0; }, [](thandle_t, void*, toff_t) {}, options.get()));
}

FileError damaged(const RasterSource& source, const Input& input) {
    if (input.ran_out)
        return {source.name, "the TIFF data end early", remedy};
    return {source.name, fmt::format("the TIFF cannot be read ({})", input.fault.data()), remedy};
}

std::uint16_t field(TIFF* file, ttag_t tag) {
    std::uint16_t value = 0;
    TIFFGetFieldDefaulted(file, tag, &value);
    return value;
}

std::vector<std::byte> icc_profile(TIFF* file) {
    std::uint32_t length = 0;
    const void* data = nullptr;
    if (TIFFGetField(file, TIFFTAG_ICCPROFILE, &length, &data) == 0)
        return {};
    const auto* const bytes = static_cast<const std::byte*>(data);
    return {bytes, bytes + length};
}

/// Inks as they are, so that an embedded profile can translate them; libtiff's own RGB would lose that.
bool has_plain_inks(TIFF* file) {
    return field(file, TIFFTAG_PHOTOMETRIC) == PHOTOMETRIC_SEPARATED &&
           field(file, TIFFTAG_BITSPERSAMPLE) == 8 && field(file, TIFFTAG_SAMPLESPERPIXEL) == 4 &&
           field(file, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_CONTIG && TIFFIsTiled(file) == 0;
}

void read_inks(TIFF* file, Raster& raster, const RasterSource& source, const Input& input) {
    raster.layout = Raster::Layout::cmyk;
    const std::size_t row_bytes = static_cast<std::size_t>(raster.width) * 4;
    if (static_cast<std::size_t>(TIFFScanlineSize(file)) != row_bytes)
        throw FileError(source.name, "the TIFF header is damaged", remedy);
    raster.samples.resize(row_bytes * static_cast<std::size_t>(raster.height));
    for (int row = 0; row < raster.height; ++row) {
        if (TIFFReadScanline(file, raster.samples.data() + static_cast<std::size_t>(row) * row_bytes,
                             static_cast<std::uint32_t>(row), 0) != 1) {
            throw FileError(source.name,
                            fmt::format("the TIFF data {}: {} of {} pixel rows are missing",
                                        input.ran_out ? "end early" : "are damaged", raster.height - row,
                                        raster.height),
                            remedy);
        }
    }
}

/// Everything else through libtiff's own conversion, which knows palettes, tiles, YCbCr, CIELab and 16 bits.
void read_rgba(TIFF* file, Raster& raster, const RasterSource& source, const Input& input) {
    raster.layout = Raster::Layout::rgba;
    const std::size_t pixels =
        static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(raster.height);
    std::vector<std::uint32_t> packed(pixels);
    if (TIFFReadRGBAImageOriented(file, static_cast<std::uint32_t>(raster.width),
                                  static_cast<std::uint32_t>(raster.height), packed.data(),
                                  ORIENTATION_TOPLEFT, 1) == 0)
        throw damaged(source, input);
    raster.samples.reserve(pixels * 4);
    for (const std::uint32_t pixel : packed) {
        const std::uint32_t alpha = TIFFGetA(pixel);
        const auto straight = [alpha](std::uint32_t premultiplied) {
            return static_cast<std::uint8_t>(
                alpha == 0 ? 0 : std::min<std::uint32_t>((premultiplied * 255 + alpha / 2) / alpha, 255));
        };
        raster.samples.insert(raster.samples.end(),
                              {straight(TIFFGetR(pixel)), straight(TIFFGetG(pixel)),
                               straight(TIFFGetB(pixel)), static_cast<std::uint8_t>(alpha)});
    }
}

} // namespace

Raster read_tiff(const RasterSource& source) {
    Input input{source.bytes};
    const auto file = open(input, std::string(source.name));
    if (file == nullptr)
        throw damaged(source, input);
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    if (TIFFGetField(file.get(), TIFFTAG_IMAGEWIDTH, &width) == 0 ||
        TIFFGetField(file.get(), TIFFTAG_IMAGELENGTH, &height) == 0)
        throw FileError(source.name, "the TIFF header lacks the picture's size", remedy);
    check_dimensions(source, width, height);
    Raster raster;
    raster.width = static_cast<int>(width);
    raster.height = static_cast<int>(height);
    raster.profile = icc_profile(file.get());
    // TIFFReadRGBAImageOriented would apply the orientation; exif_orientation() reads the same tag.
    TIFFSetField(file.get(), TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    if (has_plain_inks(file.get()))
        read_inks(file.get(), raster, source, input);
    else
        read_rgba(file.get(), raster, source, input);
    return raster;
}

} // namespace saccade
