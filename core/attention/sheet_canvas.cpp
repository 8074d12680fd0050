#include "core/attention/sheet_canvas.h"

#include "core/image/encode.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cctype>
#include <cmath>
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

constexpr int document_quality = 92; ///< of the pictures in a document

cairo_status_t append_chunk(void* closure, const unsigned char* data, unsigned int length) {
    try {
        static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
        return CAIRO_STATUS_SUCCESS;
    } catch (const std::bad_alloc&) {
        return CAIRO_STATUS_NO_MEMORY;
    }
}

cairo_surface_t* make_surface(PageFormat format, int width, int height, std::string* document) {
    switch (format) {
    case PageFormat::png:
        break;
    case PageFormat::pdf:
        return cairo_pdf_surface_create_for_stream(append_chunk, document, width * page_points,
                                                   height * page_points);
    case PageFormat::svg: {
        cairo_surface_t* const surface =
            cairo_svg_surface_create_for_stream(append_chunk, document, width, height);
        cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
        return surface;
    }
    }
    return cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
}

/// Documents would store pixels losslessly, at ten times the size.
void attach_jpeg(cairo_surface_t* picture, const Photo& photo) {
    auto jpeg = std::make_unique<std::vector<std::byte>>(encode_jpeg(photo, document_quality));
    auto* const data = reinterpret_cast<const unsigned char*>(jpeg->data());
    const auto release = [](void* bytes) { delete static_cast<std::vector<std::byte>*>(bytes); };
    if (cairo_surface_set_mime_data(picture, CAIRO_MIME_TYPE_JPEG, data, jpeg->size(), release, jpeg.get()) ==
        CAIRO_STATUS_SUCCESS)
        static_cast<void>(jpeg.release());
}

std::string escaped(std::string_view text) {
    const std::unique_ptr<char, FreeText> valid(
        g_utf8_make_valid(text.data(), static_cast<gssize>(text.size())));
    const std::unique_ptr<char, FreeText> markup(g_markup_escape_text(valid.get(), -1));
    return markup.get();
}

} // namespace

PageFormat page_format_of(const std::filesystem::path& file) {
    std::string ending = file.extension().string();
    std::ranges::transform(ending, ending.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return ending == ".pdf" ? PageFormat::pdf : ending == ".svg" ? PageFormat::svg : PageFormat::png;
}

int detail_of(PageFormat format) {
    return format == PageFormat::png ? 1 : 2;
}

void TextBlock::Unref::operator()(PangoLayout* layout) const {
    g_object_unref(layout);
}

int TextBlock::height() const {
    int height = 0;
    pango_layout_get_pixel_size(layout_.get(), nullptr, &height);
    return height;
}

bool TextBlock::is_right_to_left() const {
    return pango_layout_get_direction(layout_.get(), 0) == PANGO_DIRECTION_RTL;
}

std::optional<TextBlock::Place> TextBlock::place_of(std::size_t begin, std::size_t end) const {
    const std::string_view text = pango_layout_get_text(layout_.get());
    if (begin >= end || end > text.size())
        return std::nullopt;
    std::optional<Place> place;
    for (std::size_t i = begin; i < end;
         i = static_cast<std::size_t>(g_utf8_next_char(&text[i]) - text.data())) {
        PangoRectangle glyph;
        pango_layout_index_to_pos(layout_.get(), static_cast<int>(i), &glyph);
        const double left = std::min(glyph.x, glyph.x + glyph.width) / double{PANGO_SCALE};
        const double width = std::abs(glyph.width) / double{PANGO_SCALE};
        const double top = glyph.y / double{PANGO_SCALE};
        if (width <= 0)
            continue;
        if (!place || top > place->y) { // a word that is broken is shown where it ends
            place = Place{left, top, width, glyph.height / double{PANGO_SCALE}};
            continue;
        }
        const double right = std::max(place->x + place->width, left + width);
        place->x = std::min(place->x, left);
        place->width = right - place->x;
    }
    return place;
}

void TextBlock::mark(std::size_t begin, std::size_t end, Colour colour) {
    constexpr int wide = 257; // 8 bits to 16
    PangoAttrList* const list = pango_attr_list_new();
    PangoAttribute* const ink = pango_attr_foreground_new(static_cast<guint16>(colour.red * wide),
                                                          static_cast<guint16>(colour.green * wide),
                                                          static_cast<guint16>(colour.blue * wide));
    ink->start_index = static_cast<guint>(begin);
    ink->end_index = static_cast<guint>(end);
    pango_attr_list_insert(list, ink);
    pango_layout_set_attributes(layout_.get(), list);
    pango_attr_list_unref(list);
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

Canvas::Canvas(int width, int height, PageFormat format)
    : format_(format),
      document_(std::make_unique<std::string>()),
      surface_(make_surface(format, width, height, document_.get())) {
    constexpr int most = 32767;
    check(width > most || height > most ? CAIRO_STATUS_INVALID_SIZE : cairo_surface_status(surface_.get()),
          fmt::format("Making a picture of {} x {} pixels", width, height));
    context_.reset(cairo_create(surface_.get()));
    if (format == PageFormat::pdf)
        cairo_scale(context_.get(), page_points, page_points);
    fill({255, 255, 255});
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
    if (format_ != PageFormat::png)
        attach_jpeg(picture.get(), photo);
    cairo_save(context_.get());
    cairo_translate(context_.get(), x, y);
    cairo_scale(context_.get(), 1.0 / detail_of(format_), 1.0 / detail_of(format_));
    cairo_set_source_surface(context_.get(), picture.get(), 0, 0);
    cairo_paint(context_.get());
    cairo_restore(context_.get());
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

void Canvas::draw_chip(double x, double y, double width, double height, Colour colour) {
    const double radius = std::min(height / 4, width / 2);
    constexpr double right_angle = 1.5707963267948966;
    set_colour(context_.get(), colour);
    cairo_new_sub_path(context_.get());
    cairo_arc(context_.get(), x + width - radius, y + radius, radius, -right_angle, 0);
    cairo_arc(context_.get(), x + width - radius, y + height - radius, radius, 0, right_angle);
    cairo_arc(context_.get(), x + radius, y + height - radius, radius, right_angle, 2 * right_angle);
    cairo_arc(context_.get(), x + radius, y + radius, radius, 2 * right_angle, 3 * right_angle);
    cairo_close_path(context_.get());
    cairo_fill(context_.get());
}

void Canvas::fill(Colour colour) {
    set_colour(context_.get(), colour);
    cairo_paint(context_.get());
}

Photo Canvas::picture() const {
    cairo_surface_flush(surface_.get());
    const unsigned char* const pixels = cairo_image_surface_get_data(surface_.get());
    if (pixels == nullptr)
        throw Error("Only a page of pixels can be read.");
    Photo photo{cairo_image_surface_get_width(surface_.get()),
                cairo_image_surface_get_height(surface_.get()),
                {},
                {}};
    photo.rgb.reserve(static_cast<std::size_t>(photo.width) * static_cast<std::size_t>(photo.height) * 3);
    const std::ptrdiff_t stride = cairo_image_surface_get_stride(surface_.get());
    for (int row = 0; row < photo.height; ++row) {
        const auto* const from = reinterpret_cast<const std::uint32_t*>(pixels + row * stride);
        for (int col = 0; col < photo.width; ++col) {
            for (const unsigned shift : {16U, 8U, 0U})
                photo.rgb.push_back(static_cast<std::uint8_t>(from[col] >> shift));
        }
    }
    return photo;
}

void Canvas::write(const std::filesystem::path& path, std::string_view title) {
    check(cairo_status(context_.get()), "Drawing a contact sheet");
    if (format_ == PageFormat::png)
        write_png(path);
    else
        write_document(path, title);
}

void Canvas::write_document(const std::filesystem::path& path, std::string_view title) {
    if (format_ == PageFormat::pdf)
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, std::string(title).c_str());
    cairo_surface_finish(surface_.get());
    check(cairo_surface_status(surface_.get()), "Drawing a contact sheet");
    if (format_ ==
        PageFormat::svg) { // what screen readers say, and searches find: Cairo draws text as shapes
        const std::size_t root = document_->find("<svg");
        const std::size_t inside = document_->find('>', root);
        if (root != std::string::npos && inside != std::string::npos)
            document_->insert(inside + 1, "\n<title>" + escaped(title) + "</title>");
    }
    write_file_atomically(path, *document_);
}

void Canvas::write_png(const std::filesystem::path& path) const {
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
