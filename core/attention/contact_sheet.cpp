#include "core/attention/contact_sheet.h"

#include "core/attention/contact_sheet_layout.h"
#include "core/attention/sheet_canvas.h"
#include "core/image/preprocess.h"
#include "core/support/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace saccade {

namespace {

constexpr Colour ink{24, 24, 27};
constexpr Colour quiet_ink{113, 113, 122};
constexpr TextStyle caption_style{36, ink, TextAlign::start, 6};
constexpr TextStyle word_style{26, ink, TextAlign::centre, 2};
constexpr TextStyle probability_style{20, quiet_ink, TextAlign::centre, 1};
constexpr TextStyle low_style{20, quiet_ink, TextAlign::start, 1};
constexpr TextStyle high_style{20, quiet_ink, TextAlign::end, 1};
constexpr TextStyle note_style{20, quiet_ink, TextAlign::start, 3};

constexpr int margin = ContactSheetLayout::margin;
constexpr int caption_space = 32; ///< below the caption
constexpr int label_space = 10;   ///< between a panel and its word
constexpr int row_space = 30;
constexpr int bar_width = 320;
constexpr int bar_height = 16;
constexpr int bar_space = 8; ///< between the bar and its numbers

Photo scaled(const Photo& photo, int width, int height) {
    const Pixels pixels = preprocess(photo, Recipe::antialias, width, height);
    Photo result{width, height, std::vector<std::uint8_t>(pixels.values.size()), photo.info};
    std::transform(pixels.values.begin(), pixels.values.end(), result.rgb.begin(), [](float value) {
        return static_cast<std::uint8_t>(std::lround((std::clamp(value, -1.0F, 1.0F) + 1.0F) * 127.5F));
    });
    return result;
}

/// Without its own colours, so that every hue on a panel is the map's.
Photo in_grey(Photo photo) {
    for (std::size_t i = 0; i < photo.rgb.size(); i += 3) {
        const int luma = (299 * photo.rgb[i] + 587 * photo.rgb[i + 1] + 114 * photo.rgb[i + 2] + 500) / 1000;
        std::fill_n(photo.rgb.begin() + static_cast<std::ptrdiff_t>(i), 3, static_cast<std::uint8_t>(luma));
    }
    return photo;
}

ColourRange range_of_words(const Caption& caption) {
    std::vector<std::vector<float>> maps;
    for (std::size_t i = 0; i < caption.word_count(); ++i)
        maps.push_back(caption.steps[i].attention);
    return caption_range(maps);
}

std::string percent(float probability) {
    return probability < 0.005F ? "< 1 %" : fmt::format("{:.0f} %", probability * 100);
}

struct Panel {
    Photo picture;
    int width = 0; ///< of the picture on the page
    int height = 0;
    std::optional<TextBlock> word;
    std::optional<TextBlock> probability;

    int label_height() const { return word ? label_space + word->height() + probability->height() : 0; }

    void draw(Canvas& canvas, int x, int y, int column_width) const {
        const int picture_x = x + (column_width - width) / 2;
        canvas.draw(picture, picture_x, y);
        canvas.draw_edge(picture_x, y, width, height);
        if (word) {
            canvas.draw(*word, x, y + height + label_space);
            canvas.draw(*probability, x, y + height + label_space + word->height());
        }
    }
};

/// The colours from low to high with the values at both ends and what they mean.
class ColourKey {
public:
    ColourKey(const Typesetter& typesetter, ColourMap map, const ColourRange& range, int width, int detail,
              const std::string& note)
        : bar_{std::min(bar_width, width) * detail, bar_height * detail, {}, {}},
          low_(typesetter.set(fmt::format("{:.3g}", range.low), bar_.width / detail, low_style)),
          high_(typesetter.set(fmt::format("{:.3g}", range.high), bar_.width / detail, high_style)),
          note_(typesetter.set(note, width, note_style)) {
        for (int i = 0; i < bar_.width * bar_.height; ++i)
            for (const std::uint8_t value :
                 colour_table(map)[static_cast<std::size_t>(i % bar_.width * 256 / bar_.width)])
                bar_.rgb.push_back(value);
    }

    int height() const { return bar_height + bar_space + high_.height() + note_.height(); }

    void draw(Canvas& canvas, int x, int y) const {
        canvas.draw(bar_, x, y);
        const int numbers_y = y + bar_height + bar_space;
        canvas.draw(low_, x, numbers_y);
        canvas.draw(high_, x, numbers_y);
        canvas.draw(note_, x, numbers_y + high_.height());
    }

private:
    Photo bar_;
    TextBlock low_, high_, note_;
};

std::vector<Panel> make_panels(const Photo& photo, const Caption& caption, const GridPlacement& placement,
                               const ColourRange& range, const OverlayStyle& style,
                               const ContactSheetLayout& layout, int detail, const Typesetter& typesetter,
                               const std::stop_token& stop) {
    const int width = layout.panel_width;
    const int height = layout.panel_height;
    std::vector<Panel> panels;
    panels.push_back({scaled(photo, width * detail, height * detail), width, height, {}, {}});
    const Photo grey = in_grey(panels.front().picture);
    for (std::size_t i = 0; i < caption.word_count(); ++i) {
        throw_if_stopped(stop);
        const CaptionStep& step = caption.steps[i];
        panels.push_back({render_overlay(grey, step.attention, placement, range, style), width, height,
                          typesetter.set(step.word, layout.column_width, word_style),
                          typesetter.set(percent(step.probability), layout.column_width, probability_style)});
    }
    return panels;
}

/// A row is as high as its tallest label needs.
std::vector<int> row_heights(const std::vector<Panel>& panels, const ContactSheetLayout& layout) {
    std::vector<int> heights(static_cast<std::size_t>(layout.rows));
    for (std::size_t i = 0; i < panels.size(); ++i) {
        int& height = heights[i / static_cast<std::size_t>(layout.columns)];
        height = std::max(height, layout.panel_height + panels[i].label_height());
    }
    return heights;
}

} // namespace

void write_contact_sheet(const std::filesystem::path& path, const Photo& photo, const Caption& caption,
                         const GridPlacement& placement, const OverlayStyle& style, const SheetTexts& texts,
                         const std::stop_token& stop) {
    const PageFormat format = page_format_of(path);
    const int detail = detail_of(format);
    const auto layout =
        layout_contact_sheet(photo.width, photo.height, static_cast<int>(caption.word_count()) + 1);
    const int content_width = layout.width() - 2 * margin;
    const ColourRange range = range_of_words(caption);
    const Typesetter typesetter;
    const TextBlock heading = typesetter.set(caption.text(), content_width, caption_style);
    const ColourKey key(typesetter, style.colours, range, content_width, detail, texts.key);
    const auto panels =
        make_panels(photo, caption, placement, range, style, layout, detail, typesetter, stop);
    const std::vector<int> heights = row_heights(panels, layout);

    const int grid_top = margin + heading.height() + caption_space;
    int key_top = grid_top;
    for (const int height : heights)
        key_top += height + row_space;

    Canvas canvas(layout.width(), key_top + key.height() + margin, format);
    canvas.draw(heading, margin, margin);
    int y = grid_top;
    for (int row = 0; row < layout.rows; ++row) {
        for (int column = 0; column < layout.columns; ++column) {
            const auto index = static_cast<std::size_t>(row * layout.columns + column);
            const int place = heading.is_right_to_left() ? layout.columns - 1 - column : column;
            if (index < panels.size())
                panels[index].draw(canvas, margin + place * (layout.column_width + ContactSheetLayout::gap),
                                   y, layout.column_width);
        }
        y += heights[static_cast<std::size_t>(row)] + row_space;
    }
    key.draw(canvas, margin, key_top);
    throw_if_stopped(stop);
    canvas.write(path, caption.text());
}

} // namespace saccade
