#include "core/image/raster.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <memory>
#include <webp/decode.h>
#include <webp/demux.h>

namespace saccade {

namespace {

struct DeleteDemuxer {
    void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
};

std::string_view fault_text(VP8StatusCode status) {
    switch (status) {
    case VP8_STATUS_NOT_ENOUGH_DATA:
    case VP8_STATUS_SUSPENDED:
        return "the WebP data end early";
    case VP8_STATUS_UNSUPPORTED_FEATURE:
        return "this kind of WebP is not supported";
    case VP8_STATUS_OUT_OF_MEMORY:
        return "there is not enough memory to decode this WebP";
    default:
        return "the WebP data are damaged";
    }
}

/// The content of a chunk of the container; empty when there is none.
std::vector<std::byte> chunk_content(const WebPDemuxer* demuxer, const char* name) {
    WebPChunkIterator chunk;
    std::vector<std::byte> content;
    if (WebPDemuxGetChunk(demuxer, name, 1, &chunk) != 0) {
        const auto* const bytes = reinterpret_cast<const std::byte*>(chunk.chunk.bytes);
        content.assign(bytes, bytes + chunk.chunk.size);
    }
    WebPDemuxReleaseChunkIterator(&chunk);
    return content;
}

FileError ends_early(const RasterSource& source) {
    // The container's length is in bytes 4 to 7, without the 8 bytes before it.
    std::size_t announced = 8;
    for (std::size_t i = 0; i < 4; ++i)
        announced += std::to_integer<std::size_t>(source.bytes[4 + i]) << (8 * i);
    if (announced <= source.bytes.size())
        return {source.name, "the WebP data end early", fetch_again};
    return {source.name,
            fmt::format("the WebP data end early: {} of {} bytes are missing",
                        announced - source.bytes.size(), announced),
            fetch_again};
}

void check(VP8StatusCode status, const RasterSource& source) {
    if (status != VP8_STATUS_OK)
        throw FileError(source.name, fault_text(status), fetch_again);
}

} // namespace

Raster read_webp(const RasterSource& source) {
    const WebPData data{reinterpret_cast<const std::uint8_t*>(source.bytes.data()), source.bytes.size()};
    WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
    const std::unique_ptr<WebPDemuxer, DeleteDemuxer> demuxer(WebPDemuxPartial(&data, &state));
    if (state == WEBP_DEMUX_PARSE_ERROR)
        throw FileError(source.name, "the WebP data are damaged inside the header", fetch_again);
    if (demuxer == nullptr || state != WEBP_DEMUX_DONE)
        throw ends_early(source);
    const std::int64_t width = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH);
    const std::int64_t height = WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT);
    check_dimensions(source, width, height);

    WebPIterator frame;
    if (WebPDemuxGetFrame(demuxer.get(), 1, &frame) == 0)
        throw FileError(source.name, "the WebP holds no picture", fetch_again);
    const std::unique_ptr<WebPIterator, decltype(&WebPDemuxReleaseIterator)> release(
        &frame, WebPDemuxReleaseIterator);
    WebPDecoderConfig config;
    if (WebPInitDecoderConfig(&config) == 0)
        throw Error("The installed libwebp does not fit this build of Saccade.");
    check(WebPGetFeatures(frame.fragment.bytes, frame.fragment.size, &config.input), source);
    // An animation's first frame may cover a part of the canvas only.
    if (frame.x_offset < 0 || frame.x_offset + std::int64_t{config.input.width} > width ||
        frame.y_offset < 0 || frame.y_offset + std::int64_t{config.input.height} > height)
        throw FileError(source.name, "the WebP picture lies beside its canvas", fetch_again);
    const bool covered = config.input.width == width && config.input.height == height;
    const bool alpha = config.input.has_alpha != 0 || !covered;

    Raster raster;
    raster.profile = chunk_content(demuxer.get(), "ICCP");
    raster.orientation = exif_orientation(chunk_content(demuxer.get(), "EXIF"));
    raster.layout = alpha ? Raster::Layout::rgba : Raster::Layout::rgb;
    raster.width = static_cast<int>(width);
    raster.height = static_cast<int>(height);
    const std::size_t row_bytes = row_size(raster);
    raster.samples.resize(row_bytes * static_cast<std::size_t>(height));
    const std::size_t start = static_cast<std::size_t>(frame.y_offset) * row_bytes +
                              static_cast<std::size_t>(frame.x_offset * sample_count(raster.layout));
    config.output.colorspace = alpha ? MODE_RGBA : MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {raster.samples.data() + start, static_cast<int>(row_bytes),
                            raster.samples.size() - start};
    const VP8StatusCode status = WebPDecode(frame.fragment.bytes, frame.fragment.size, &config);
    WebPFreeDecBuffer(&config.output);
    check(status, source);
    return raster;
}

} // namespace saccade
