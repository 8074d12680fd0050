#include "core/attention/sheet_canvas.h"

#include "core/support/atomic_file.h"
#include "core/support/error.h"

#include <cairo.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <cstddef>
#include <exception>
#include <span>

namespace saccade {

namespace {

struct FreeText {
    void operator()(char* text) const { g_free(text); }
};

struct FreeFont {
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};

void set_colour(cairo_t* context, Colour colour, double alpha = 1) {
    cairo_set_source_rgba(context, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0, alpha);
}

PangoAlignment alignment(TextAlign align) {
    switch (align) {
    case TextAlign::start:
        break;
    case TextAlign::centre:
        return PANGO_ALIGN_CENTER;
    case TextAlign::end:
        return PANGO_ALIGN_RIGHT;
    }
    return PANGO_ALIGN_LEFT;
}

void check(cairo_status_t status, std::string_view doing) {
    if (status != CAIRO_STATUS_SUCCESS)
        throw Error(fmt::format("{} failed: {}.", doing, cairo_status_to_string(status)));
}

/// What the C callback needs: exceptions must not cross Cairo.
struct PngTarget {
    AtomicFile& file;
    std::exception_ptr failure;
};

cairo_status_t write_chunk(void* closure, const unsigned char* data, unsigned int length) {
    auto& target = *static_cast<PngTarget*>(closure);
    try {
        target.file.write(std::as_bytes(std::span(data, length)));
        return CAIRO_STATUS_SUCCESS;
    } catch (...) {
        target.failure = std::current_exception();
        return CAIRO_STATUS_WRITE_ERROR;
    }
}

} // namespace

void TextBlock::Unref::operator()(PangoLayout* layout) const {
    g_object_unref(layout);
}

int TextBlock::height() const {
    int height = 0;
    pango_layout_get_pixel_size(layout_.get(), nullptr, &height);
    return height;
}

void Typesetter::Unref::operator()(PangoFontMap* fonts) const {
    g_object_unref(fonts);
}
void Typesetter::Unref::operator()(PangoContext* context) const {
    g_object_unref(context);
}

Typesetter::Typesetter()
    : fonts_(pango_cairo_font_map_new()),
      context_(pango_font_map_create_context(fonts_.get())) {
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_.get(), options);
    cairo_font_options_destroy(options);
}

TextBlock Typesetter::set(std::string_view text, int width, const TextStyle& style) const {
    TextBlock block;
    block.colour_ = style.colour;
    block.layout_.reset(pango_layout_new(context_.get()));
    PangoLayout* layout = block.layout_.get();

    const std::unique_ptr<PangoFontDescription, FreeFont> font(
        pango_font_description_from_string("Inter, Noto Sans, DejaVu Sans, Sans"));
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_layout_set_font_description(layout, font.get());

    const std::unique_ptr<char, FreeText> valid(
        g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())));
    pango_layout_set_text(layout, valid.get(), -1);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_width(layout, width * PANGO_SCALE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_height(layout, -style.most_lines);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_alignment(layout, alignment(style.align));
    return block;
}

void Canvas::Destroy::operator()(cairo_surface_t* surface) const {
    cairo_surface_destroy(surface);
}
void Canvas::Destroy::operator()(cairo_t* context) const {
    cairo_destroy(context);
}

Canvas::Canvas(int width, int height)
    : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)) {
    check(cairo_surface_status(surface_.get()),
          fmt::format("Making a picture of {} x {} pixels", width, height));
    context_.reset(cairo_create(surface_.get()));
    set_colour(context_.get(), {255, 255, 255});
    cairo_paint(context_.get());
}

void Canvas::draw(const Photo& photo, int x, int y) {
    const std::unique_ptr<cairo_surface_t, Destroy> picture(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, photo.width, photo.height));
    check(cairo_surface_status(picture.get()), "Drawing a photo");
    unsigned char* pixels = cairo_image_surface_get_data(picture.get());
    const std::ptrdiff_t stride = cairo_image_surface_get_stride(picture.get());
    const std::uint8_t* rgb = photo.rgb.data();
    for (int row = 0; row < photo.height; ++row) {
        auto* to = reinterpret_cast<std::uint32_t*>(pixels + row * stride);
        for (int col = 0; col < photo.width; ++col, rgb += 3)
            to[col] = static_cast<std::uint32_t>(rgb[0] << 16 | rgb[1] << 8 | rgb[2]);
    }
    cairo_surface_mark_dirty(picture.get());
    cairo_set_source_surface(context_.get(), picture.get(), x, y);
    cairo_paint(context_.get());
}

void Canvas::draw(const TextBlock& text, int x, int y) {
    set_colour(context_.get(), text.colour_);
    cairo_move_to(context_.get(), x, y);
    pango_cairo_show_layout(context_.get(), text.layout_.get());
}

void Canvas::draw_edge(int x, int y, int width, int height) {
    set_colour(context_.get(), {0, 0, 0}, 0.15);
    cairo_set_line_width(context_.get(), 1);
    cairo_rectangle(context_.get(), x + 0.5, y + 0.5, width - 1, height - 1);
    cairo_stroke(context_.get());
}

void Canvas::write_png(const std::filesystem::path& path) const {
    check(cairo_status(context_.get()), "Drawing a contact sheet");
    AtomicFile file(path);
    PngTarget target{file, nullptr};
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface_.get(), write_chunk, &target);
    if (target.failure)
        std::rethrow_exception(target.failure);
    if (status != CAIRO_STATUS_SUCCESS)
        throw FileError(path,
                        fmt::format("the picture cannot be written: {}", cairo_status_to_string(status)));
    file.commit();
}

} // namespace saccade
