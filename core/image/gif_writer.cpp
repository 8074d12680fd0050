#include "core/image/gif_writer.h"

#include "core/support/error.h"

#include <array>
#include <cstring>
#include <exception>
#include <gif_lib.h>

namespace saccade {

struct GifWriter::State {
    Sink sink;
    std::exception_ptr failure; ///< of the sink: exceptions must not cross giflib
    GifFileType* file = nullptr;
    int transparent = 255;
};

namespace {

void check(bool ok, const std::exception_ptr& failure) {
    if (failure)
        std::rethrow_exception(failure);
    if (!ok)
        throw Error("The animation could not be written as GIF.");
}

} // namespace

GifWriter::GifWriter(int width, int height, const std::vector<PaletteColour>& colours, Sink sink)
    : state_(std::make_unique<State>()) {
    if (width < 1 || height < 1 || width > 65'535 || height > 65'535 || colours.size() > 255)
        throw Error("An animation of this size or with so many colours cannot be written as GIF.");
    state_->sink = std::move(sink);
    int fault = 0;
    state_->file = EGifOpen(
        state_.get(),
        [](GifFileType* file, const GifByteType* bytes, int count) {
            auto& state = *static_cast<State*>(file->UserData);
            try {
                state.sink(std::as_bytes(std::span(bytes, static_cast<std::size_t>(count))));
                return count;
            } catch (...) {
                state.failure = std::current_exception();
                return 0;
            }
        },
        &fault);
    check(state_->file != nullptr, state_->failure);
    EGifSetGifVersion(state_->file, true);

    std::array<GifColorType, 256> table{};
    for (std::size_t i = 0; i < colours.size(); ++i)
        table[i] = {colours[i][0], colours[i][1], colours[i][2]};
    ColorMapObject* const map = GifMakeMapObject(256, table.data());
    const bool begun = map != nullptr && EGifPutScreenDesc(state_->file, width, height, 8, 0, map) == GIF_OK;
    GifFreeMapObject(map);
    check(begun, state_->failure);

    constexpr std::array<GifByteType, 3> for_ever{1, 0, 0};
    check(EGifPutExtensionLeader(state_->file, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
              EGifPutExtensionBlock(state_->file, 11, "NETSCAPE2.0") == GIF_OK &&
              EGifPutExtensionBlock(state_->file, static_cast<int>(for_ever.size()), for_ever.data()) ==
                  GIF_OK &&
              EGifPutExtensionTrailer(state_->file) == GIF_OK,
          state_->failure);
}

GifWriter::~GifWriter() {
    if (state_->file != nullptr) {
        state_->sink = [](std::span<const std::byte>) {}; // what was not finished goes nowhere
        EGifCloseFile(state_->file, nullptr);
    }
}

std::uint8_t GifWriter::transparent() const noexcept {
    return static_cast<std::uint8_t>(state_->transparent);
}

void GifWriter::add(const GifRect& rect, std::span<const std::uint8_t> indices, int hundredths) {
    GraphicsControlBlock control{DISPOSE_DO_NOT, false, hundredths, state_->transparent};
    std::array<GifByteType, 4> extension{};
    EGifGCBToExtension(&control, extension.data());
    check(EGifPutExtension(state_->file, GRAPHICS_EXT_FUNC_CODE, static_cast<int>(extension.size()),
                           extension.data()) == GIF_OK &&
              EGifPutImageDesc(state_->file, rect.left, rect.top, rect.width, rect.height, false, nullptr) ==
                  GIF_OK,
          state_->failure);
    std::vector<GifPixelType> line(static_cast<std::size_t>(rect.width));
    for (int row = 0; row < rect.height; ++row) {
        std::memcpy(line.data(), indices.data() + static_cast<std::size_t>(row) * line.size(), line.size());
        check(EGifPutLine(state_->file, line.data(), rect.width) == GIF_OK, state_->failure);
    }
}

void GifWriter::finish() {
    const bool ended = EGifCloseFile(state_->file, nullptr) == GIF_OK;
    state_->file = nullptr;
    check(ended, state_->failure);
}

} // namespace saccade
