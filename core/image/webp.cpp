#include "core/image/raster.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <memory>
#include <webp/decode.h>
#include <webp/demux.h>

namespace saccade {

namespace {

constexpr std::string_view remedy = "Fetch or copy the photo again";

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

std::vector<std::byte> icc_profile(const WebPDemuxer* demuxer) {
    WebPChunkIterator chunk;
    std::vector<std::byte> profile;
    if (WebPDemuxGetChunk(demuxer, "ICCP", 1, &chunk) != 0) {
        const auto* const bytes = reinterpret_cast<const std::byte*>(chunk.chunk.bytes);
        profile.assign(bytes, bytes + chunk.chunk.size);
    }
    WebPDemuxReleaseChunkIterator(&chunk);
    return profile;
}

} // namespace

Raster read_webp(const RasterSource& source) {
    const WebPData data{reinterpret_cast<const std::uint8_t*>(source.bytes.data()), source.bytes.size()};
    WebPDemuxState state = WEBP_DEMUX_PARSE_ERROR;
    const std::unique_ptr<WebPDemuxer, DeleteDemuxer> demuxer(WebPDemuxPartial(&data, &state));
    if (demuxer == nullptr || state == WEBP_DEMUX_PARSE_ERROR)
        throw FileError(source.name, "the WebP data are damaged inside the header", remedy);
    if (state != WEBP_DEMUX_DONE) {
        // The container's own length is in bytes 4 to 7, without the 8 bytes before it.
        std::size_t announced = 8;
        for (std::size_t i = 0; i < 4; ++i)
            announced += std::to_integer<std::size_t>(source.bytes[4 + i]) << (8 * i);
        throw FileError(source.name,
                        announced > source.bytes.size()
                            ? fmt::format("the WebP data end early: {} of {} bytes are missing",
                                          announced - source.bytes.size(), announced)
                            : "the WebP data end early",
                        remedy);
    }
    Raster raster;
    raster.profile = icc_profile(demuxer.get());
    check_dimensions(source, WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH),
                     WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT));

    WebPIterator frame;
    if (WebPDemuxGetFrame(demuxer.get(), 1, &frame) == 0)
        throw FileError(source.name, "the WebP holds no picture", remedy);
    const std::unique_ptr<WebPIterator, decltype(&WebPDemuxReleaseIterator)> release(
        &frame, WebPDemuxReleaseIterator);
    WebPDecoderConfig config;
    if (WebPInitDecoderConfig(&config) == 0)
        throw Error("The installed libwebp does not fit this build of Saccade.");
    VP8StatusCode status = WebPGetFeatures(frame.fragment.bytes, frame.fragment.size, &config.input);
    if (status != VP8_STATUS_OK)
        throw FileError(source.name, fault_text(status), remedy);
    check_dimensions(source, config.input.width, config.input.height);

    const bool alpha = config.input.has_alpha != 0;
    raster.layout = alpha ? Raster::Layout::rgba : Raster::Layout::rgb;
    raster.width = config.input.width;
    raster.height = config.input.height;
    const std::size_t row_bytes =
        static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(sample_count(raster.layout));
    raster.samples.resize(row_bytes * static_cast<std::size_t>(raster.height));
    config.output.colorspace = alpha ? MODE_RGBA : MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {raster.samples.data(), static_cast<int>(row_bytes), raster.samples.size()};
    status = WebPDecode(frame.fragment.bytes, frame.fragment.size, &config);
    WebPFreeDecBuffer(&config.output);
    if (status != VP8_STATUS_OK)
        throw FileError(source.name, fault_text(status), remedy);
    return raster;
}

} // namespace saccade
