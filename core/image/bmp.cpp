#include "core/image/raster.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <optional>

namespace saccade {

namespace {

using Bytes = std::span<const std::byte>;
using Colour = std::array<std::uint8_t, 3>;

enum class Storage { plain, runs_8, runs_4 };

/// The bits of a pixel that hold one channel.
struct Mask {
    std::uint32_t bits = 0;

    /// Widened or narrowed to 8 bits, to the nearest.
    std::uint8_t value(std::uint32_t pixel) const {
        if (bits == 0)
            return 0;
        const int shift = std::countr_zero(bits);
        const std::uint64_t full = bits >> shift;
        const std::uint64_t part = (pixel & bits) >> shift;
        return static_cast<std::uint8_t>((part * 255 + full / 2) / full);
    }
};

struct Header {
    std::int64_t width = 0;
    std::int64_t height = 0;
    bool top_down = false;
    std::uint32_t bits = 0; ///< a pixel
    Storage storage = Storage::plain;
    std::array<Mask, 4> masks{}; ///< red, green, blue, alpha; for 16 and 32 bits
    std::vector<Colour> palette; ///< for 1 to 8 bits: a colour for each possible index
    Bytes pixels;                ///< from the first pixel to the file's end
};

std::uint32_t number(Bytes bytes, std::size_t offset, std::size_t width = 4) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < width; ++i)
        value |= std::to_integer<std::uint32_t>(bytes[offset + i]) << (8 * i);
    return value;
}

std::int64_t signed_number(Bytes bytes, std::size_t offset) {
    return static_cast<std::int32_t>(number(bytes, offset));
}

FileError ends_early(const RasterSource& source, std::int64_t rows, std::int64_t height) {
    return {source.name,
            fmt::format("the BMP data end early: {} of {} pixel rows are missing", height - rows, height),
            fetch_again};
}

/// Indices without an entry are black.
std::vector<Colour> read_palette(Bytes entries, std::size_t entry_size, std::uint32_t used,
                                 std::uint32_t bits) {
    std::vector<Colour> palette(std::size_t{1} << bits, Colour{0, 0, 0});
    const std::size_t given = entries.size() / entry_size;
    const std::size_t count = std::min({palette.size(), used == 0 ? palette.size() : used, given});
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t channel = 0; channel < 3; ++channel) // stored as blue, green, red
            palette[i][channel] = std::to_integer<std::uint8_t>(entries[i * entry_size + 2 - channel]);
    }
    return palette;
}

/// BITMAPFILEHEADER (14 bytes), then BITMAPCOREHEADER (12 bytes) or BITMAPINFOHEADER and its successors (40
/// and more).
Header read_header(const RasterSource& source) {
    constexpr std::size_t start = 14;
    const Bytes bytes = source.bytes;
    const std::size_t info_size = bytes.size() >= start + 4 ? number(bytes, start) : 12;
    if (bytes.size() < start + std::max<std::size_t>(info_size, 12))
        throw FileError(source.name, "the BMP data end inside the header", fetch_again);
    const bool core = info_size == 12;
    if (!core && info_size < 40)
        throw FileError(source.name, "the BMP header is damaged", fetch_again);

    Header header;
    header.width = core ? number(bytes, 18, 2) : signed_number(bytes, 18);
    const std::int64_t height = core ? number(bytes, 20, 2) : signed_number(bytes, 22);
    header.height = std::abs(height);
    header.top_down = height < 0;
    check_dimensions(source, header.width, header.height);
    header.bits = number(bytes, core ? 24 : 28, 2);

    enum : std::uint32_t { uncompressed, run_length_8, run_length_4, bit_fields, alpha_bit_fields = 6 };
    const std::uint32_t compression = core ? uncompressed : number(bytes, 30);
    const bool masked = compression == bit_fields || compression == alpha_bit_fields;
    constexpr std::array possible_bits{1U, 2U, 4U, 8U, 16U, 24U, 32U};
    const bool possible =
        (compression == uncompressed && std::ranges::count(possible_bits, header.bits) == 1) ||
        (compression == run_length_8 && header.bits == 8) ||
        (compression == run_length_4 && header.bits == 4) ||
        (masked && (header.bits == 16 || header.bits == 32));
    if (!possible)
        throw FileError(source.name,
                        fmt::format("this kind of BMP is not supported (compression {}, {} bits a pixel)",
                                    compression, header.bits),
                        "Convert it to JPEG or PNG first");
    if (compression == run_length_8)
        header.storage = Storage::runs_8;
    if (compression == run_length_4)
        header.storage = Storage::runs_4;

    // The oldest header with masks keeps them behind itself, the later ones inside.
    const std::size_t mask_bytes = !masked ? 0 : compression == alpha_bit_fields || info_size >= 56 ? 16 : 12;
    const std::size_t tables = start + std::max(info_size, masked ? 40 + mask_bytes : 0);
    const std::size_t pixels = number(bytes, 10);
    if (bytes.size() < tables || bytes.size() < pixels)
        throw FileError(source.name, "the BMP data end before the first pixel", fetch_again);
    if (masked) {
        for (std::size_t i = 0; i < mask_bytes / 4; ++i)
            header.masks[i].bits = number(bytes, start + 40 + i * 4);
    } else if (header.bits == 16) {
        header.masks = {Mask{0x7C00}, Mask{0x03E0}, Mask{0x001F}};
    } else {
        header.masks = {Mask{0xFF0000}, Mask{0x00FF00}, Mask{0x0000FF}};
    }
    if (header.bits <= 8)
        header.palette =
            read_palette(bytes.subspan(tables), core ? 3 : 4, core ? 0 : number(bytes, 46), header.bits);
    header.pixels = bytes.subspan(pixels);
    return header;
}

/// The channels of one pixel of an uncompressed row.
std::array<std::uint8_t, 4> pixel_of(const Header& header, Bytes row, std::size_t column) {
    if (header.bits <= 8) {
        const std::size_t bit = column * header.bits;
        const std::uint32_t index =
            number(row, bit / 8, 1) >> (8 - header.bits - bit % 8) & ((1U << header.bits) - 1);
        const Colour& colour = header.palette[index];
        return {colour[0], colour[1], colour[2], 255};
    }
    const std::size_t size = header.bits / 8;
    const std::uint32_t pixel = number(row, column * size, size);
    return {header.masks[0].value(pixel), header.masks[1].value(pixel), header.masks[2].value(pixel),
            header.masks[3].value(pixel)};
}

void read_plain(const Header& header, Raster& raster, const RasterSource& source) {
    const std::int64_t row_bytes = (header.width * header.bits + 31) / 32 * 4;
    const std::int64_t rows = static_cast<std::int64_t>(header.pixels.size()) / row_bytes;
    if (rows < header.height)
        throw ends_early(source, rows, header.height);
    raster.layout = header.masks[3].bits != 0 ? Raster::Layout::rgba : Raster::Layout::rgb;
    const auto channels = static_cast<std::size_t>(sample_count(raster.layout));
    raster.samples.resize(row_size(raster) * static_cast<std::size_t>(raster.height));
    std::uint8_t highest_alpha = 0;
    std::uint8_t* target = raster.samples.data();
    for (std::int64_t y = 0; y < header.height; ++y) {
        const std::int64_t stored = header.top_down ? y : header.height - 1 - y;
        const Bytes row = header.pixels.subspan(static_cast<std::size_t>(stored * row_bytes));
        for (std::size_t x = 0; x < static_cast<std::size_t>(header.width); ++x, target += channels) {
            const auto pixel = pixel_of(header, row, x);
            std::copy_n(pixel.begin(), channels, target);
            highest_alpha = std::max(highest_alpha, pixel[3]);
        }
    }
    if (channels == 4 && highest_alpha == 0) { // a channel that nobody filled
        for (std::size_t i = 3; i < raster.samples.size(); i += 4)
            raster.samples[i] = 255;
    }
}

/// Palette indices in runs and literals, from the bottom row up; what they skip keeps the first colour.
class RunReader {
public:
    RunReader(const Header& header, Raster& raster, const RasterSource& source)
        : header_(header),
          raster_(raster),
          source_(source),
          four_bits_(header.storage == Storage::runs_4) {}

    void read() {
        for (;;) {
            const std::size_t count = next();
            const std::size_t code = next();
            if (count > 0)
                put_run(count, code);
            else if (code == end_of_line)
                move(-x_, 1);
            else if (code == end_of_picture)
                return;
            else if (code == jump)
                read_jump();
            else
                put_literals(code);
        }
    }

private:
    static constexpr std::size_t end_of_line = 0;
    static constexpr std::size_t end_of_picture = 1;
    static constexpr std::size_t jump = 2;

    std::size_t next() {
        if (position_ == header_.pixels.size())
            throw ends_early(source_, std::min(y_, header_.height), header_.height);
        return std::to_integer<std::size_t>(header_.pixels[position_++]);
    }

    void move(std::int64_t columns, std::int64_t rows) {
        x_ = std::min(x_ + columns, header_.width);
        y_ = std::min(y_ + rows, header_.height);
    }

    void read_jump() {
        const auto columns = static_cast<std::int64_t>(next());
        move(columns, static_cast<std::int64_t>(next()));
    }

    /// `code` holds one index of 8 bits, or two of 4 that alternate.
    void put_run(std::size_t count, std::size_t code) {
        for (std::size_t i = 0; i < count; ++i)
            put(four_bits_ ? half(code, i) : code);
    }

    void put_literals(std::size_t count) {
        const std::size_t bytes = four_bits_ ? (count + 1) / 2 : count;
        for (std::size_t i = 0; i < bytes; ++i) {
            const std::size_t code = next();
            if (!four_bits_)
                put(code);
            for (std::size_t part = 0; four_bits_ && part < 2 && i * 2 + part < count; ++part)
                put(half(code, part));
        }
        if (bytes % 2 == 1) // literals end on a 16-bit border
            next();
    }

    static std::size_t half(std::size_t code, std::size_t index) {
        return index % 2 == 0 ? code >> 4U : code & 15U;
    }

    void put(std::size_t index) {
        if (x_ >= header_.width || y_ >= header_.height)
            return;
        const std::int64_t row = header_.top_down ? y_ : header_.height - 1 - y_;
        const auto at = static_cast<std::ptrdiff_t>((row * header_.width + x_++) * 3);
        std::ranges::copy(header_.palette[index], raster_.samples.begin() + at);
    }

    const Header& header_;
    Raster& raster_;
    const RasterSource& source_;
    bool four_bits_;
    std::size_t position_ = 0;
    std::int64_t x_ = 0;
    std::int64_t y_ = 0;
};

} // namespace

Raster read_bmp(const RasterSource& source) {
    const Header header = read_header(source);
    Raster raster;
    raster.width = static_cast<int>(header.width);
    raster.height = static_cast<int>(header.height);
    if (header.storage == Storage::plain) {
        read_plain(header, raster, source);
        return raster;
    }
    raster.samples.resize(row_size(raster) * static_cast<std::size_t>(raster.height));
    for (std::size_t i = 0; i < raster.samples.size(); i += 3)
        std::ranges::copy(header.palette[0], raster.samples.begin() + static_cast<std::ptrdiff_t>(i));
    RunReader(header, raster, source).read();
    return raster;
}

} // namespace saccade
