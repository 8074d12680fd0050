#include "core/image/raster.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <tiffio.h>

namespace saccade {

namespace {

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

std::unique_ptr<TIFF, Close> open(Input& input, const RasterSource& source) {
    const std::unique_ptr<TIFFOpenOptions, Close> options(TIFFOpenOptionsAlloc());
    // Strips, tiles and tables whose sizes a damaged header invented: no part is larger than the whole at 16
    // bits x 4.
    TIFFOpenOptionsSetMaxSingleMemAlloc(
        options.get(),
        std::clamp<std::int64_t>(source.limits.max_pixels, 1 << 20, std::int64_t{1} << 40) * 8);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), note_fault, &input);
    TIFFOpenOptionsSetWarningHandlerExtR(
        options.get(), [](TIFF*, void*, const char*, const char*, va_list) { return 1; }, &input);
    return std::unique_ptr<TIFF, Close>(TIFFClientOpenExt(
        std::string(source.name).c_str(), "rm", &input, read_input,
        [](thandle_t, void*, tmsize_t) -> tmsize_t { return 0; }, seek_input, [](thandle_t) { return 0; },
        [](thandle_t handle) -> toff_t { return input_of(handle).bytes.size(); },
        [](thandle_t, void**, toff_t*) { return 0; }, [](thandle_t, void*, toff_t) {}, options.get()));
}

/// How far into the file its pixels reach, by its own table of strips or tiles.
std::uint64_t pixel_data_end(TIFF* file, const RasterSource& source) {
    std::uint64_t end = 0;
    const std::uint32_t parts = TIFFIsTiled(file) != 0 ? TIFFNumberOfTiles(file) : TIFFNumberOfStrips(file);
    const std::size_t entries =
        std::min<std::size_t>(parts, source.bytes.size()); // more the table cannot hold
    for (std::uint32_t part = 0; part < entries; ++part) {
        int fault = 0;
        const std::uint64_t start = TIFFGetStrileOffsetWithErr(file, part, &fault);
        const std::uint64_t size = fault == 0 ? TIFFGetStrileByteCountWithErr(file, part, &fault) : 0;
        if (fault != 0)
            break;
        if (start <= UINT64_MAX - size)
            end = std::max(end, start + size);
    }
    return end;
}

/// `where` names the place or is empty. The pixels of a file that was cut reach beyond its end.
FileError damaged(TIFF* file, const RasterSource& source, const Input& input, const std::string& where = {}) {
    const std::uint64_t end = file != nullptr ? pixel_data_end(file, source) : 0;
    const std::size_t size = source.bytes.size();
    if (end > size)
        return {source.name,
                fmt::format("the TIFF data end early{}: {} of {} bytes are missing", where, end - size, end),
                fetch_again};
    return {source.name, fmt::format("the TIFF data are damaged{} ({})", where, input.fault.data()),
            fetch_again};
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

/// Cameras write their raw formats into TIFF files: a small preview first, the sensor's data behind it.
void refuse_camera_raw(TIFF* file, const RasterSource& source) {
    const std::uint8_t* version = nullptr;
    std::uint32_t kind = 0;
    std::uint16_t sub_count = 0;
    const toff_t* sub_directories = nullptr;
    const bool dng = TIFFGetField(file, TIFFTAG_DNGVERSION, &version) != 0;
    const bool preview = TIFFGetField(file, TIFFTAG_SUBFILETYPE, &kind) != 0 &&
                         (kind & FILETYPE_REDUCEDIMAGE) != 0 &&
                         TIFFGetField(file, TIFFTAG_SUBIFD, &sub_count, &sub_directories) != 0;
    if (dng || preview || field(file, TIFFTAG_PHOTOMETRIC) == PHOTOMETRIC_CFA)
        throw FileError(source.name, "Saccade does not read camera raw files",
                        "Convert it to JPEG or PNG first");
}

/// Rows of whole samples that need no conversion but to 8 bits: the common kinds. libtiff's own RGB
/// conversion would lose the inks that an embedded profile translates, round 16-bit grey down, and not tell
/// where damage begins.
std::optional<Raster::Layout> plain_layout(TIFF* file) {
    const std::uint16_t bits = field(file, TIFFTAG_BITSPERSAMPLE);
    if ((bits != 8 && bits != 16) || field(file, TIFFTAG_SAMPLEFORMAT) != SAMPLEFORMAT_UINT ||
        field(file, TIFFTAG_PLANARCONFIG) != PLANARCONFIG_CONTIG || TIFFIsTiled(file) != 0)
        return std::nullopt;
    std::uint16_t extra_count = 0;
    const std::uint16_t* extra = nullptr;
    TIFFGetFieldDefaulted(file, TIFFTAG_EXTRASAMPLES, &extra_count, &extra);
    const std::uint16_t samples = field(file, TIFFTAG_SAMPLESPERPIXEL);
    const bool alpha = extra_count == 1 && extra[0] == EXTRASAMPLE_UNASSALPHA;
    if (extra_count > 0 && !alpha)
        return std::nullopt;
    switch (field(file, TIFFTAG_PHOTOMETRIC)) {
    case PHOTOMETRIC_MINISBLACK:
    case PHOTOMETRIC_MINISWHITE:
        if (samples == 1 + extra_count)
            return alpha ? Raster::Layout::grey_alpha : Raster::Layout::grey;
        break;
    case PHOTOMETRIC_RGB:
        if (samples == 3 + extra_count)
            return alpha ? Raster::Layout::rgba : Raster::Layout::rgb;
        break;
    case PHOTOMETRIC_SEPARATED:
        if (samples == 4 && !alpha && field(file, TIFFTAG_INKSET) == INKSET_CMYK)
            return Raster::Layout::cmyk;
        break;
    default:
        break;
    }
    return std::nullopt;
}

void read_plain(TIFF* file, Raster& raster, const RasterSource& source, const Input& input) {
    const std::size_t row_samples = row_size(raster);
    const bool wide = field(file, TIFFTAG_BITSPERSAMPLE) == 16;
    const auto line_size = static_cast<std::size_t>(TIFFScanlineSize(file));
    if (line_size != row_samples * (wide ? 2 : 1))
        throw damaged(file, source, input);
    raster.samples.resize(row_samples * static_cast<std::size_t>(raster.height));
    std::vector<std::uint16_t> line(wide ? row_samples : 0); // libtiff has put its bytes in our order
    for (int row = 0; row < raster.height; ++row) {
        std::uint8_t* const target = raster.samples.data() + static_cast<std::size_t>(row) * row_samples;
        void* const buffer = wide ? static_cast<void*>(line.data()) : target;
        if (TIFFReadScanline(file, buffer, static_cast<std::uint32_t>(row), 0) != 1)
            throw damaged(file, source, input, fmt::format(" after {} of {} pixel rows", row, raster.height));
        std::ranges::transform(line, target, narrowed);
    }
    if (field(file, TIFFTAG_PHOTOMETRIC) == PHOTOMETRIC_MINISWHITE) {
        const auto channels = static_cast<std::size_t>(sample_count(raster.layout));
        for (std::size_t i = 0; i < raster.samples.size(); i += channels)
            raster.samples[i] = static_cast<std::uint8_t>(255 - raster.samples[i]);
    }
}

/// The rest through libtiff's own conversion, which knows palettes, tiles, planes, YCbCr and CIELab.
void read_converted(TIFF* file, Raster& raster, const RasterSource& source, const Input& input) {
    raster.layout = Raster::Layout::rgba;
    raster.samples.resize(row_size(raster) * static_cast<std::size_t>(raster.height));
    // operator new aligns for any scalar, so libtiff may put its packed pixels where ours will stand.
    if (TIFFReadRGBAImageOriented(
            file, static_cast<std::uint32_t>(raster.width), static_cast<std::uint32_t>(raster.height),
            reinterpret_cast<std::uint32_t*>(raster.samples.data()), ORIENTATION_TOPLEFT, 1) == 0)
        throw damaged(file, source, input);
    for (std::size_t i = 0; i < raster.samples.size(); i += 4) {
        std::uint8_t* const samples = raster.samples.data() + i;
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, samples, sizeof pixel);
        const std::uint32_t alpha = TIFFGetA(pixel);
        const auto straight = [alpha](std::uint32_t premultiplied) {
            return static_cast<std::uint8_t>(
                alpha == 0 ? 0 : std::min<std::uint32_t>((premultiplied * 255 + alpha / 2) / alpha, 255));
        };
        samples[0] = straight(TIFFGetR(pixel));
        samples[1] = straight(TIFFGetG(pixel));
        samples[2] = straight(TIFFGetB(pixel));
        samples[3] = static_cast<std::uint8_t>(alpha);
    }
}

/// Grey in all three channels, such as libtiff makes of tiles: what a profile for grey needs.
void keep_grey(Raster& raster) {
    const std::size_t pixels = raster.samples.size() / 4;
    for (std::size_t i = 0; i < pixels; ++i) {
        raster.samples[i * 2] = raster.samples[i * 4];
        raster.samples[i * 2 + 1] = raster.samples[i * 4 + 3];
    }
    raster.samples.resize(pixels * 2);
    raster.layout = Raster::Layout::grey_alpha;
}

} // namespace

Raster read_tiff(const RasterSource& source) {
    Input input{source.bytes};
    const auto file = open(input, source);
    // libtiff goes on without what it could not read of the header; a lost colour map would turn the picture
    // grey.
    if (input.ran_out)
        throw FileError(source.name,
                        fmt::format("the TIFF data end early: after {} bytes a part of the header is missing",
                                    source.bytes.size()),
                        fetch_again);
    if (file == nullptr)
        throw damaged(nullptr, source, input);
    refuse_camera_raw(file.get(), source);
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    if (TIFFGetField(file.get(), TIFFTAG_IMAGEWIDTH, &width) == 0 ||
        TIFFGetField(file.get(), TIFFTAG_IMAGELENGTH, &height) == 0)
        throw FileError(source.name, "the TIFF header lacks the picture's size", fetch_again);
    check_dimensions(source, width, height);
    Raster raster;
    raster.width = static_cast<int>(width);
    raster.height = static_cast<int>(height);
    raster.profile = icc_profile(file.get());
    const std::uint16_t orientation = field(file.get(), TIFFTAG_ORIENTATION);
    raster.orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
    TIFFSetField(file.get(), TIFFTAG_ORIENTATION,
                 ORIENTATION_TOPLEFT); // or libtiff's conversion would turn it
    if (const auto layout = plain_layout(file.get())) {
        raster.layout = *layout;
        read_plain(file.get(), raster, source, input);
        return raster;
    }
    read_converted(file.get(), raster, source, input);
    const std::uint16_t photometric = field(file.get(), TIFFTAG_PHOTOMETRIC);
    if (photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE)
        keep_grey(raster);
    return raster;
}

} // namespace saccade
