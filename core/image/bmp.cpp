#include "core/image/raster.h"
#include "core/support/error.h"

#include <fmt/format.h>
#include <opencv2/imgcodecs.hpp>

#include <cstdlib>

namespace saccade {

namespace {

constexpr std::string_view remedy = "Fetch or copy the photo again";

std::uint32_t number(std::span<const std::byte> bytes, std::size_t offset, std::size_t width) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < width; ++i)
        value |= std::to_integer<std::uint32_t>(bytes[offset + i]) << (8 * i);
    return value;
}

/// Checks what OpenCV takes for granted: dimensions, and that uncompressed pixel rows are all there.
/// Header layouts: BITMAPCOREHEADER (12 bytes), BITMAPINFOHEADER and its successors (40 and more).
void check_header(const RasterSource& source) {
    const std::span<const std::byte> bytes = source.bytes;
    constexpr std::size_t file_header = 14;
    if (bytes.size() < file_header + 12 || bytes.size() < file_header + number(bytes, file_header, 4))
        throw FileError(source.name, "the BMP data end inside the header", remedy);
    const std::uint32_t info_size = number(bytes, file_header, 4);
    const bool core = info_size == 12;
    if (!core && info_size < 40)
        throw FileError(source.name, "the BMP header is damaged", remedy);
    const std::int64_t width = core ? number(bytes, 18, 2) : static_cast<std::int32_t>(number(bytes, 18, 4));
    const std::int64_t stored_height =
        core ? number(bytes, 20, 2) : static_cast<std::int32_t>(number(bytes, 22, 4));
    const std::int64_t height = std::abs(stored_height); // negative: the top row comes first
    check_dimensions(source, width, height);
    const std::int64_t bits = number(bytes, core ? 24 : 28, 2);
    const std::uint32_t compression = core ? 0 : number(bytes, 30, 4);
    constexpr std::uint32_t uncompressed = 0;
    constexpr std::uint32_t bit_fields = 3;
    if (bits < 1 || bits > 32)
        throw FileError(source.name, fmt::format("a BMP with {} bits a pixel is impossible", bits), remedy);
    if (compression != uncompressed && compression != bit_fields)
        return; // run lengths: OpenCV notices where they end early
    const std::int64_t row_bytes = (width * bits + 31) / 32 * 4;
    const std::int64_t given = static_cast<std::int64_t>(bytes.size()) - number(bytes, 10, 4);
    if (given < row_bytes * height)
        throw FileError(source.name,
                        fmt::format("the BMP data end early: {} of {} pixel rows are missing",
                                    height - std::max<std::int64_t>(given, 0) / row_bytes, height),
                        remedy);
}

} // namespace

Raster read_bmp(const RasterSource& source) {
    check_header(source);
    cv::Mat image;
    try {
        const cv::Mat input(1, static_cast<int>(source.bytes.size()), CV_8UC1,
                            const_cast<std::byte*>(source.bytes.data())); // imdecode only reads
        image = cv::imdecode(input, cv::IMREAD_UNCHANGED | cv::IMREAD_IGNORE_ORIENTATION);
    } catch (const cv::Exception& error) {
        throw FileError(source.name, fmt::format("the BMP cannot be read ({})", error.err), remedy);
    }
    if (image.empty() || image.depth() != CV_8U || (image.channels() != 1 && image.channels() < 3))
        throw FileError(source.name, "the BMP data are damaged", remedy);

    Raster raster;
    raster.width = image.cols;
    raster.height = image.rows;
    raster.layout = image.channels() == 1 ? Raster::Layout::grey : Raster::Layout::rgb;
    raster.samples.reserve(image.total() * static_cast<std::size_t>(sample_count(raster.layout)));
    const int channels = image.channels();
    for (int row = 0; row < image.rows; ++row) {
        const std::uint8_t* pixel = image.ptr(row);
        for (int col = 0; col < image.cols; ++col, pixel += channels) {
            if (channels == 1)
                raster.samples.push_back(pixel[0]);
            else // a fourth sample is no alpha in most BMP files: it is left out, as other programs do
                raster.samples.insert(raster.samples.end(), {pixel[2], pixel[1], pixel[0]});
        }
    }
    return raster;
}

} // namespace saccade
