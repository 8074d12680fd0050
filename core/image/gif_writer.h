#pragma once

#include "core/image/palette.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace saccade {

/// Where a frame lies on the animation, in pixels.
struct GifRect {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
};

/// An animated GIF (GIF89a) that repeats for ever, written frame by frame. Each frame is laid over the ones
/// before.
class GifWriter {
public:
    using Sink = std::function<void(std::span<const std::byte>)>;

    /// @param width, height  1 to 65,535. @param colours  at most 255: one index stays free for
    /// transparent().
    /// @throws Error.
    GifWriter(int width, int height, const std::vector<PaletteColour>& colours, Sink sink);
    ~GifWriter();
    GifWriter(const GifWriter&) = delete;
    GifWriter& operator=(const GifWriter&) = delete;

    /// The index that lets the frame before shine through.
    std::uint8_t transparent() const noexcept;
    /// @param indices  rect.height rows of rect.width. @param hundredths  of a second it is shown for.
    /// @throws Error, and what the sink throws.
    void add(const GifRect& rect, std::span<const std::uint8_t> indices, int hundredths);
    /// The end of the file. @throws like add().
    void finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace saccade
