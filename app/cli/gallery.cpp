#include "app/cli/gallery.h"

#include "core/image/decode.h"
#include "core/image/encode.h"
#include "core/support/atomic_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <span>

namespace saccade::cli {

namespace {

constexpr int photo_pixels = 360; ///< of the longer side

constexpr const char* style = R"(
:root { color-scheme: light dark; --ink: #1c1e21; --quiet: #5f6670; --page: #f6f6f4; --card: #fff; --line: #dcdcd8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e6; --quiet: #9aa0a8; --page: #17181a; --card: #202225; --line: #34373b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 76rem; background: var(--page); color: var(--ink);
  font: 16px/1.45 system-ui, "DejaVu Sans", sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .3rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 1rem; }
.quiet { color: var(--quiet); font-size: .875rem; }
article { display: grid; grid-template-columns: minmax(12rem, 22rem) 1fr; gap: 1.5rem; margin: 0 0 1.25rem;
  padding: 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
.photo { width: 100%; background-size: 100% 100%; border-radius: .35rem; }
.caption { font-size: 1.2rem; margin: 0 0 .75rem; }
.words { display: flex; flex-wrap: wrap; gap: .6rem; margin: 0 0 1rem; }
figure { margin: 0; width: 5.5rem; } figcaption { font-size: .8rem; text-align: center; overflow-wrap: anywhere; }
span.quiet { white-space: nowrap; }
.map { display: block; width: 100%; background-size: 100% 100%; border-radius: .25rem; }
ul { margin: .25rem 0 0; padding-left: 1.1rem; } li { margin: .1rem 0; }
@media (max-width: 46rem) { article { grid-template-columns: 1fr; } })";

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

/// RFC 4648.
std::string base64(std::span<const std::byte> bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string result;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = group << 8 | (j < count ? std::to_integer<std::uint32_t>(bytes[i + j]) : 0U);
        for (std::size_t j = 0; j < 4; ++j)
            result += j <= count ? digits[group >> (18 - 6 * j) & 63U] : '=';
    }
    return result;
}

/// Where neighbouring cells meet: half way between their centres, and at the photo's edges.
std::vector<float> borders(const std::vector<float>& centres) {
    std::vector<float> result{0};
    for (std::size_t i = 1; i < centres.size(); ++i)
        result.push_back(std::clamp((centres[i - 1] + centres[i]) / 2, 0.0F, 1.0F));
    result.push_back(1);
    return result;
}

/// Dark where the word does not look, clear where it looks most.
std::string map_svg(const CaptionStep& step, const GridPlacement& placement, const std::string& photo,
                    int width, int height) {
    const std::vector<float> x = borders(placement.centre_x);
    const std::vector<float> y = borders(placement.centre_y);
    const float most = std::max(*std::ranges::max_element(step.attention), 1e-9F);
    std::string svg = fmt::format(
        R"(<svg class="map {}" viewBox="0 0 {} {}" role="img" aria-label="where &quot;{}&quot; looks">)",
        photo, width, height, escaped(step.word));
    for (std::size_t row = 0; row + 1 < y.size(); ++row) {
        for (std::size_t col = 0; col + 1 < x.size(); ++col) {
            const float weight = step.attention[row * placement.centre_x.size() + col] / most;
            svg += fmt::format(
                R"(<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" opacity="{:.2f}"/>)",
                x[col] * static_cast<float>(width), y[row] * static_cast<float>(height),
                (x[col + 1] - x[col]) * static_cast<float>(width),
                (y[row + 1] - y[row]) * static_cast<float>(height), 0.8F * (1 - weight));
        }
    }
    return svg + "</svg>";
}

std::string article(const GalleryPhoto& photo, const GridPlacement& placement, const std::string& name) {
    const Photo picture = shrunk(read_photo(photo.file), photo_pixels);
    std::string html =
        fmt::format("<style>.{} {{ background-image: url(data:image/jpeg;base64,{}); }}</style>\n"
                    "<article><div><svg class=\"photo {}\" viewBox=\"0 0 {} {}\" role=\"img\" "
                    "aria-label=\"{}\"></svg><div class=\"quiet\">{}</div></div><div>\n",
                    name, base64(encode_jpeg(picture)), name, picture.width, picture.height,
                    escaped(photo.id), escaped(photo.id));
    html += fmt::format(
        "<p class=\"caption\">{} <span class=\"quiet\">CIDEr-D {:.2f}</span></p>\n<div class=\"words\">",
        photo.caption.steps.empty() ? "(no words)" : escaped(photo.caption.text()), photo.cider_d);
    for (std::size_t i = 0; i < photo.caption.word_count(); ++i) {
        const CaptionStep& step = photo.caption.steps[i];
        html += fmt::format(
            "<figure>{}<figcaption>{} <span class=\"quiet\">{:.0f} %</span></figcaption></figure>\n",
            map_svg(step, placement, name, picture.width, picture.height), escaped(step.word),
            100 * step.probability);
    }
    html += "</div><div class=\"quiet\">What people wrote<ul>";
    for (const std::string& reference : photo.references)
        html += fmt::format("<li>{}</li>", escaped(reference));
    return html + "</ul></div></div></article>\n";
}

} // namespace

void write_gallery(const std::filesystem::path& file, const Gallery& gallery) {
    std::string html =
        fmt::format("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n"
                    "<style>{}</style></head><body>\n<h1>{}</h1><p class=\"quiet\">{}</p>\n",
                    escaped(gallery.title), style, escaped(gallery.title), escaped(gallery.summary));
    int number = 0;
    for (const auto& [heading, photos] :
         {std::pair{"Worst captions", &gallery.worst}, {"Best captions", &gallery.best}}) {
        html += fmt::format("<h2>{}</h2>\n", heading);
        for (const GalleryPhoto& photo : *photos)
            html += article(photo, gallery.placement, fmt::format("p{}", ++number));
    }
    write_file_atomically(file, html + "</body></html>\n");
}

} // namespace saccade::cli
