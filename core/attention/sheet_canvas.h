#pragma once

#include "core/image/photo.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

// The C libraries behind this header are declared, not included.
using cairo_surface_t = struct _cairo_surface;
using cairo_t = struct _cairo;
using PangoFontMap = struct _PangoFontMap;
using PangoContext = struct _PangoContext;
using PangoLayout = struct _PangoLayout;

namespace saccade {

struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
};

enum class TextAlign {
    start, ///< at the side where its script begins
    centre,
    end,
};

struct TextStyle {
    double size = 20; ///< of the font, pixels
    Colour colour;
    TextAlign align = TextAlign::start;
    int most_lines = 1; ///< what does not fit ends in an ellipsis
};

/// Text in any script, set into a column of a fixed width; it wraps between words and, if it must, inside
/// them.
class TextBlock {
public:
    int height() const; ///< pixels

private:
    friend class Typesetter;
    friend class Canvas;
    struct Unref {
        void operator()(PangoLayout* layout) const;
    };
    std::unique_ptr<PangoLayout, Unref> layout_;
    Colour colour_;
};

/// Sets text for a Canvas, independent of the screen's settings.
class Typesetter {
public:
    Typesetter();
    /// @param text  UTF-8; malformed bytes show as U+FFFD, line breaks as marks.
    TextBlock set(std::string_view text, int width, const TextStyle& style) const;

private:
    struct Unref {
        void operator()(PangoFontMap* fonts) const;
        void operator()(PangoContext* context) const;
    };
    std::unique_ptr<PangoFontMap, Unref> fonts_;
    std::unique_ptr<PangoContext, Unref> context_;
};

/// A white page in memory that is saved as PNG.
class Canvas {
public:
    /// @throws Error when a side is larger than Cairo can draw (32,767 pixels) or memory does not suffice.
    Canvas(int width, int height);

    void draw(const Photo& photo, int x, int y);
    void draw(const TextBlock& text, int x, int y);
    /// A hairline along the inside of the rectangle, so that a white picture has an edge.
    void draw_edge(int x, int y, int width, int height);

    /// Written atomically. @throws FileError.
    void write_png(const std::filesystem::path& path) const;

private:
    struct Destroy {
        void operator()(cairo_surface_t* surface) const;
        void operator()(cairo_t* context) const;
    };
    std::unique_ptr<cairo_surface_t, Destroy> surface_;
    std::unique_ptr<cairo_t, Destroy> context_;
};

} // namespace saccade
