#pragma once

#include "core/image/photo.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
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
    /// Whether the text runs from right to left.
    bool is_right_to_left() const;

    /// Where a part of the text stands, in pixels from the block's top left.
    struct Place {
        double x = 0;
        double y = 0;
        double width = 0;
        double height = 0;
    };
    /// @param begin, end  bytes of the text that was set. nullopt when an ellipsis stands for it.
    std::optional<Place> place_of(std::size_t begin, std::size_t end) const;
    /// Gives a part of the text a colour of its own, and the rest its style's again.
    void mark(std::size_t begin, std::size_t end, Colour colour);

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

/// Of a page in PDF, for each of its pixels: 144 of these an inch.
inline constexpr double page_points = 0.5;

/// What a page is saved as.
enum class PageFormat { png, pdf, svg };

/// By the ending of a file's name; PNG when it is another one.
PageFormat page_format_of(const std::filesystem::path& file);

/// How many pixels of a photo a pixel of the page shows, along a side: documents are looked at closely.
int detail_of(PageFormat format);

/// A white page in memory. In PDF and SVG text and lines stay sharp at any size, and text in PDF stays text.
class Canvas {
public:
    /// @throws Error when a side is larger than Cairo can draw (32,767 pixels) or memory does not suffice.
    Canvas(int width, int height, PageFormat format = PageFormat::png);

    /// The photo at its own size, divided by detail_of() the page's format.
    void draw(const Photo& photo, int x, int y);
    void draw(const TextBlock& text, int x, int y);
    /// A hairline along the inside of the rectangle, so that a white picture has an edge.
    void draw_edge(int x, int y, int width, int height);
    /// A filled rectangle with round corners.
    void draw_chip(double x, double y, double width, double height, Colour colour);
    void fill(Colour colour);

    /// What a PNG page shows.
    Photo picture() const;
    /// Ends the page. Written atomically. @param title  for PDF and SVG, which tell it to readers.
    /// @throws FileError.
    void write(const std::filesystem::path& path, std::string_view title = {});

private:
    struct Destroy {
        void operator()(cairo_surface_t* surface) const;
        void operator()(cairo_t* context) const;
    };
    void write_png(const std::filesystem::path& path) const;
    void write_document(const std::filesystem::path& path, std::string_view title);

    PageFormat format_;
    std::unique_ptr<std::string> document_; ///< PDF or SVG as far as it is written; Cairo holds its address
    std::unique_ptr<cairo_surface_t, Destroy> surface_;
    std::unique_ptr<cairo_t, Destroy> context_;
};

} // namespace saccade
