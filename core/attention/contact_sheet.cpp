#include "core/attention/contact_sheet.h"

#include "core/attention/contact_sheet_layout.h"
#include "core/attention/sheet_canvas.h"
#include "core/image/encode.h"
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

/// The word under a panel; the photo's own panel has none.
struct Label {
    std::optional<TextBlock> word;
    std::optional<TextBlock> probability;

    int height() const { return word ? label_space + word->height() + probability->height() : 0; }

    void draw(Canvas& canvas, int x, int y) const {
        if (!word)
            return;
        canvas.draw(*word, x, y + label_space);
        canvas.draw(*probability, x, y + label_space + word->height());
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

/// Everything of a sheet but its pictures.
class Plan {
public:
    Plan(int photo_width, int photo_height, const Caption& caption, ColourMap colours,
         const SheetTexts& texts, int detail)
        : layout(layout_contact_sheet(photo_width, photo_height, static_cast<int>(caption.word_count()) + 1)),
          range(range_of_words(caption)),
          heading_(typesetter_.set(caption.text(), content_width(), caption_style)),
          key_(typesetter_, colours, range, content_width(), detail, texts.key) {
        labels_.emplace_back();
        for (std::size_t i = 0; i < caption.word_count(); ++i) {
            const CaptionStep& step = caption.steps[i];
            labels_.push_back(
                {typesetter_.set(step.word, layout.column_width, word_style),
                 typesetter_.set(percent(step.probability), layout.column_width, probability_style)});
        }
        row_tops_.push_back(margin + heading_.height() + caption_space);
        for (int row = 0; row < layout.rows; ++row)
            row_tops_.push_back(row_tops_.back() + row_height(row) + row_space);
    }

    int height() const { return row_tops_.back() + key_.height() + margin; }

    void draw(Canvas& canvas, const std::vector<Photo>& pictures) const {
        canvas.draw(heading_, margin, margin);
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            const int column = static_cast<int>(i) % layout.columns;
            const int place = heading_.is_right_to_left() ? layout.columns - 1 - column : column;
            const int left = margin + place * (layout.column_width + ContactSheetLayout::gap);
            const int picture_left = left + (layout.column_width - layout.panel_width) / 2;
            const int top = row_tops_[i / static_cast<std::size_t>(layout.columns)];
            canvas.draw(pictures[i], picture_left, top);
            canvas.draw_edge(picture_left, top, layout.panel_width, layout.panel_height);
            labels_[i].draw(canvas, left, top + layout.panel_height);
        }
        key_.draw(canvas, margin, row_tops_.back());
    }

    const ContactSheetLayout layout;
    const ColourRange range;

private:
    int content_width() const { return layout.width() - 2 * margin; }
    /// As high as its tallest label needs.
    int row_height(int row) const {
        int tallest = 0;
        for (int i = row * layout.columns;
             i < std::min(static_cast<int>(labels_.size()), (row + 1) * layout.columns); ++i)
            tallest = std::max(tallest, labels_[static_cast<std::size_t>(i)].height());
        return layout.panel_height + tallest;
    }

    Typesetter typesetter_;
    TextBlock heading_;
    ColourKey key_;
    std::vector<Label> labels_;
    std::vector<int> row_tops_; ///< and that of the key
};

/// The photo, then one a word.
std::vector<Photo> make_pictures(const Photo& photo, const Caption& caption, const GridPlacement& placement,
                                 const OverlayStyle& style, const Plan& plan, int detail,
                                 const std::stop_token& stop) {
    std::vector<Photo> pictures;
    pictures.push_back(resized(photo, plan.layout.panel_width * detail, plan.layout.panel_height * detail));
    const Photo grey = in_grey(pictures.front());
    for (std::size_t i = 0; i < caption.word_count(); ++i) {
        throw_if_stopped(stop);
        pictures.push_back(render_overlay(grey, caption.steps[i].attention, placement, plan.range, style));
    }
    return pictures;
}

Canvas make_sheet(PageFormat format, const Photo& photo, const Caption& caption,
                  const GridPlacement& placement, const OverlayStyle& style, const SheetTexts& texts,
                  const std::stop_token& stop) {
    const int detail = detail_of(format);
    const Plan plan(photo.width, photo.height, caption, style.colours, texts, detail);
    const auto pictures = make_pictures(photo, caption, placement, style, plan, detail, stop);
    Canvas canvas(plan.layout.width(), plan.height(), format);
    plan.draw(canvas, pictures);
    throw_if_stopped(stop);
    return canvas;
}

} // namespace

void write_contact_sheet(const std::filesystem::path& path, const Photo& photo, const Caption& caption,
                         const GridPlacement& placement, const OverlayStyle& style, const SheetTexts& texts,
                         const std::stop_token& stop) {
    make_sheet(page_format_of(path), photo, caption, placement, style, texts, stop)
        .write(path, caption.text());
}

Photo draw_contact_sheet(const Photo& photo, const Caption& caption, const GridPlacement& placement,
                         const OverlayStyle& style, const SheetTexts& texts, const std::stop_token& stop) {
    return make_sheet(PageFormat::png, photo, caption, placement, style, texts, stop).picture();
}

SheetSize contact_sheet_size(int photo_width, int photo_height, const Caption& caption,
                             const SheetTexts& texts) {
    const Plan plan(photo_width, photo_height, caption, {}, texts, 1);
    return {plan.layout.width(), plan.height(), static_cast<int>(caption.word_count()) + 1};
}

} // namespace saccade
