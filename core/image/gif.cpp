#include "core/image/raster.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <gif_lib.h>
#include <memory>

namespace saccade {

namespace {

struct Input {
    std::span<const std::byte> rest;
    bool ran_out = false;
};

int read_input(GifFileType* file, GifByteType* target, int count) {
    auto* const input = static_cast<Input*>(file->UserData);
    const std::size_t given = std::min(static_cast<std::size_t>(count), input->rest.size());
    std::memcpy(target, input->rest.data(), given);
    input->rest = input->rest.subspan(given);
    input->ran_out = input->ran_out || given < static_cast<std::size_t>(count);
    return static_cast<int>(given);
}

struct CloseFile {
    void operator()(GifFileType* file) const { DGifCloseFile(file, nullptr); }
};

FileError damaged(const RasterSource& source, const Input& input, std::string_view where) {
    return {source.name,
            fmt::format("the GIF data {}, {}", input.ran_out ? "end early" : "are damaged", where),
            fetch_again};
}

/// Reads extension blocks up to the first picture. @return its transparent colour, or -1.
int transparent_colour_before_first_picture(GifFileType* file, const RasterSource& source,
                                            const Input& input) {
    int transparent = NO_TRANSPARENT_COLOR;
    for (;;) {
        GifRecordType type = UNDEFINED_RECORD_TYPE;
        if (DGifGetRecordType(file, &type) == GIF_ERROR)
            throw damaged(source, input, "before the first picture");
        if (type == IMAGE_DESC_RECORD_TYPE)
            return transparent;
        if (type != EXTENSION_RECORD_TYPE)
            throw FileError(source.name, "the GIF holds no picture", fetch_again);
        int code = 0;
        GifByteType* block = nullptr;
        if (DGifGetExtension(file, &code, &block) == GIF_ERROR)
            throw damaged(source, input, "before the first picture");
        while (block != nullptr) {
            GraphicsControlBlock control;
            if (code == GRAPHICS_EXT_FUNC_CODE && DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
                transparent = control.TransparentColor;
            if (DGifGetExtensionNext(file, &block) == GIF_ERROR)
                throw damaged(source, input, "before the first picture");
        }
    }
}

/// The rows in the order in which the file has them.
std::vector<int> row_order(int height, bool interlaced) {
    std::vector<int> order;
    if (!interlaced) {
        for (int row = 0; row < height; ++row)
            order.push_back(row);
        return order;
    }
    struct Pass {
        int first, step;
    };
    for (const auto [first, step] : {Pass{0, 8}, Pass{4, 8}, Pass{2, 4}, Pass{1, 2}}) {
        for (int row = first; row < height; row += step)
            order.push_back(row);
    }
    return order;
}

} // namespace

Raster read_gif(const RasterSource& source) {
    Input input{source.bytes};
    int fault = 0;
    const std::unique_ptr<GifFileType, CloseFile> file(DGifOpen(&input, read_input, &fault));
    if (file == nullptr)
        throw damaged(source, input, "inside the header");
    check_dimensions(source, file->SWidth, file->SHeight);
    const int transparent = transparent_colour_before_first_picture(file.get(), source, input);
    if (DGifGetImageDesc(file.get()) == GIF_ERROR)
        throw damaged(source, input, "inside the first picture's header");
    const GifImageDesc& frame = file->Image;
    const ColorMapObject* const colours = frame.ColorMap != nullptr ? frame.ColorMap : file->SColorMap;
    if (colours == nullptr)
        throw FileError(source.name, "the GIF has no colours", fetch_again);
    check_dimensions(source, frame.Width, frame.Height);

    Raster raster;
    raster.layout = Raster::Layout::rgba; // what the frame does not cover stays transparent
    raster.width = file->SWidth;
    raster.height = file->SHeight;
    const auto width = static_cast<std::size_t>(raster.width);
    raster.samples.resize(width * static_cast<std::size_t>(raster.height) * 4);
    std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
    int missing = frame.Height;
    for (const int row : row_order(frame.Height, frame.Interlace)) {
        if (DGifGetLine(file.get(), line.data(), frame.Width) == GIF_ERROR)
            throw damaged(source, input,
                          fmt::format("{} of {} pixel rows are missing", missing, frame.Height));
        --missing;
        const int y = frame.Top + row;
        if (y < 0 || y >= raster.height)
            continue;
        for (int col = 0; col < frame.Width; ++col) {
            const int x = frame.Left + col;
            const int index = line[static_cast<std::size_t>(col)];
            if (x < 0 || x >= raster.width || index == transparent || index >= colours->ColorCount)
                continue;
            const GifColorType& colour = colours->Colors[index];
            const std::array<std::uint8_t, 4> rgba{colour.Red, colour.Green, colour.Blue, 255};
            std::ranges::copy(
                rgba, raster.samples.begin() +
                          static_cast<std::ptrdiff_t>(
                              (static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x)) * 4));
        }
    }
    return raster;
}

} // namespace saccade
