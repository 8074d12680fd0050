#include "core/attention/scrub_animation.h"

#include "core/attention/field_rows.h"
#include "core/attention/sheet_canvas.h"
#include "core/image/encode.h"
#include "core/image/gif_writer.h"
#include "core/support/atomic_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace saccade {

namespace {

constexpr Colour ground{255, 255, 255};
constexpr Colour quiet_ink{89, 95, 103};
constexpr Colour accent{31, 95, 196};
constexpr Colour on_accent{255, 255, 255};
constexpr int most_lines = 8;

constexpr std::size_t palette_size = 255; ///< one index is the transparent one
/// How much worse than the best a colour on the screen may be before its pixel is written again, in the units
/// of colour_distance(): a person sees less while things move.
constexpr int still_tolerance = 200;
constexpr int moving_tolerance = 1200;
constexpr int dither_span = 12; ///< between the darkest and the lightest of 64 thresholds, levels of 255

void check(const ScrubOptions& options) {
    const auto in = [](int value, int low, int high, const char* what) {
        if (value < low || value > high)
            throw UsageError(fmt::format("{} is between {} and {}, not {}.", what, low, high, value));
    };
    in(options.longest, 64, 2048, "The size of an animation in pixels");
    in(options.fade_frames, 0, 20, "The number of frames between two words");
    for (const int time : {options.word_time, options.fade_time, options.photo_time})
        in(time, 1, 6000, "The time a frame is shown for, in hundredths of a second,");
}

/// Where each word stands in Caption::text(), in bytes.
std::vector<std::pair<std::size_t, std::size_t>> word_places(const Caption& caption,
                                                             const std::string& text) {
    std::vector<std::pair<std::size_t, std::size_t>> places;
    std::size_t at = 0;
    for (std::size_t i = 0; i < caption.word_count(); ++i) {
        const std::string& word = caption.steps[i].word;
        const std::size_t begin = std::min(text.find(word, at), text.size());
        at = std::min(begin + word.size(), text.size());
        places.emplace_back(begin, at);
    }
    return places;
}

/// The caption as it stands under the photo.
class Subtitle {
public:
    Subtitle(const Caption& caption, int width)
        : width_(width),
          size_(std::clamp(width / 26.0, 13.0, 30.0)),
          padding_(static_cast<int>(std::lround(size_ * 0.7))),
          text_(caption.text()),
          places_(word_places(caption, text_)),
          block_(typesetter_.set(text_, std::max(1, width - 2 * padding_),
                                 {size_, quiet_ink, TextAlign::start, most_lines})) {}

    int height() const { return block_.height() + 2 * padding_; }

    /// @param word  the one that is marked; none when it is out of range.
    Photo draw(std::size_t word) {
        Canvas canvas(width_, height());
        canvas.fill(ground);
        block_.mark(0, 0, quiet_ink);
        if (word < places_.size()) {
            const auto [begin, end] = places_[word];
            if (const auto place = block_.place_of(begin, end)) {
                const double space = size_ * 0.13;
                canvas.draw_chip(padding_ + place->x - space, padding_ + place->y, place->width + 2 * space,
                                 place->height, accent);
                block_.mark(begin, end, on_accent);
            }
        }
        canvas.draw(block_, padding_, padding_);
        return canvas.picture();
    }

private:
    int width_;
    double size_;
    int padding_;
    std::string text_;
    std::vector<std::pair<std::size_t, std::size_t>> places_;
    Typesetter typesetter_;
    TextBlock block_;
};

/// Bayer's order of 64 thresholds (1973): the same at a place in every frame, so that what stands still keeps
/// its dots.
constexpr std::array<std::uint8_t, 64> make_thresholds() {
    std::array<std::uint8_t, 64> thresholds{};
    for (unsigned y = 0; y < 8; ++y) {
        for (unsigned x = 0; x < 8; ++x) {
            unsigned value = 0;
            for (unsigned bit = 0; bit < 3; ++bit) {
                const unsigned low_x = x >> bit & 1U;
                const unsigned low_y = y >> bit & 1U;
                value |= ((low_x ^ low_y) << 1 | low_y) << (4 - 2 * bit);
            }
            thresholds[y * 8 + x] = static_cast<std::uint8_t>(value);
        }
    }
    return thresholds;
}
constexpr auto thresholds = make_thresholds();

/// Turns full-colour frames into the few indices that changed.
class FrameWriter {
public:
    FrameWriter(AtomicFile& file, int width, int height, int photo_height, Palette palette)
        : width_(width),
          height_(height),
          photo_height_(photo_height),
          palette_(std::move(palette)),
          gif_(width, height, palette_.colours(),
               [&file](std::span<const std::byte> bytes) { file.write(bytes); }) {}

    void add(std::span<const std::uint8_t> rgb, int hundredths, int tolerance) {
        const auto width = static_cast<std::size_t>(width_);
        std::vector<std::uint8_t> indices(width * static_cast<std::size_t>(height_), gif_.transparent());
        const bool first = shown_.empty();
        shown_.resize(indices.size());
        int left = width_;
        int right = -1;
        int top = height_;
        int bottom = -1;
        for (int y = 0; y < height_; ++y) {
            for (int x = 0; x < width_; ++x) {
                const std::size_t at = static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x);
                const PaletteColour wanted{rgb[at * 3], rgb[at * 3 + 1], rgb[at * 3 + 2]};
                const std::uint8_t best =
                    palette_.nearest(y < photo_height_ ? dithered(wanted, x, y) : wanted);
                if (!first && (best == shown_[at] || is_good_enough(shown_[at], best, wanted, tolerance)))
                    continue;
                indices[at] = shown_[at] = best;
                left = std::min(left, x);
                right = std::max(right, x);
                top = std::min(top, y);
                bottom = std::max(bottom, y);
            }
        }
        const GifRect changed = right < 0 ? GifRect{0, 0, 1, 1} // a frame without change still takes time
                                          : GifRect{left, top, right - left + 1, bottom - top + 1};
        gif_.add(changed, cut(indices, changed), hundredths);
    }
    void finish() { gif_.finish(); }

private:
    static PaletteColour dithered(const PaletteColour& colour, int x, int y) {
        const int threshold = thresholds[static_cast<std::size_t>(y % 8 * 8 + x % 8)];
        const int shift = (2 * threshold - 63) * dither_span / 126;
        PaletteColour result{};
        for (std::size_t c = 0; c < 3; ++c)
            result[c] = static_cast<std::uint8_t>(std::clamp(colour[c] + shift, 0, 255));
        return result;
    }
    bool is_good_enough(std::uint8_t shown, std::uint8_t best, const PaletteColour& wanted,
                        int tolerance) const {
        const auto& colours = palette_.colours();
        return colour_distance(colours[shown], wanted) <= colour_distance(colours[best], wanted) + tolerance;
    }
    std::vector<std::uint8_t> cut(const std::vector<std::uint8_t>& indices, const GifRect& rect) const {
        std::vector<std::uint8_t> result;
        result.reserve(static_cast<std::size_t>(rect.width) * static_cast<std::size_t>(rect.height));
        for (int y = rect.top; y < rect.top + rect.height; ++y) {
            const auto row = indices.begin() + static_cast<std::ptrdiff_t>(y) * width_ + rect.left;
            result.insert(result.end(), row, row + rect.width);
        }
        return result;
    }

    int width_;
    int height_;
    int photo_height_;
    Palette palette_;
    GifWriter gif_;
    std::vector<std::uint8_t> shown_; ///< what is on the screen, in indices
};

int frame_count(std::size_t words, const ScrubOptions& options) {
    const int steps = static_cast<int>(words) + 1; // the plain photo is one of them
    return words == 0 ? 1 : steps * (1 + options.fade_frames);
}

struct WalkFrame {
    std::vector<std::uint8_t> rgb;
    int time = 0;        ///< hundredths of a second
    bool moving = false; ///< between two that stand still
};

/// The pictures that the animation is made of, frame after frame.
class Walk {
public:
    /// @param scale  of a frame to its size in the animation, at most 1. @param step_done  called once a
    /// word.
    Walk(const Photo& photo, const Caption& caption, const WordPainter& paint, const ScrubOptions& options,
         double scale, const std::function<void()>& step_done)
        : paint_(paint),
          options_(options) {
        const auto [full_width, full_height] = shrunk_size(photo.width, photo.height, options.longest);
        const auto smaller = [scale](int side) {
            return std::max(1, static_cast<int>(std::lround(side * scale)));
        };
        pictures.push_back(resized(photo, smaller(full_width), smaller(full_height)));
        Subtitle subtitle(caption, full_width);
        const auto draw = [&](std::size_t word) {
            return resized(subtitle.draw(word), width(), smaller(subtitle.height()));
        };
        const std::size_t words = caption.word_count();
        subtitles.push_back(draw(words));
        for (std::size_t word = 0; word < words; ++word) {
            pictures.push_back(paint(pictures.front(), static_cast<double>(word)));
            subtitles.push_back(draw(word));
            step_done();
        }
    }

    int width() const { return pictures.front().width; }
    int photo_height() const { return pictures.front().height; }
    int height() const { return photo_height() + subtitles.front().height; }

    void draw(const std::function<void(WalkFrame)>& take) const {
        const std::size_t words = pictures.size() - 1;
        for (std::size_t i = 0; i <= words; ++i) {
            take(frame(pictures[i].rgb, i, i == 0 ? options_.photo_time : options_.word_time, false));
            if (words == 0)
                break;
            const std::size_t next = (i + 1) % (words + 1);
            for (int k = 1; k <= options_.fade_frames; ++k) {
                const double share = static_cast<double>(k) / (options_.fade_frames + 1);
                // The plain photo stands before the first word and behind the last.
                take(frame(paint_(pictures.front(), static_cast<double>(i) - 1 + share).rgb,
                           share < 0.5 ? i : next, options_.fade_time, true));
            }
        }
    }

    /// The plain photo, then one a word; and the caption under each.
    std::vector<Photo> pictures;
    std::vector<Photo> subtitles;

private:
    WalkFrame frame(std::vector<std::uint8_t> rgb, std::size_t marked, int time, bool moving) const {
        const Photo& below = subtitles[marked];
        rgb.insert(rgb.end(), below.rgb.begin(), below.rgb.end());
        return {std::move(rgb), time, moving};
    }

    const WordPainter& paint_;
    const ScrubOptions& options_;
};

/// How the colours' share grows with the attention: most of the photo of a sharp map stays clear.
float clear_share(float level) {
    return std::pow(level, 0.9F);
}

} // namespace

WordPainter fading_painter(Caption caption, GridPlacement placement, OverlayStyle style) {
    return [caption = std::move(caption), placement = std::move(placement), style](const Photo& photo,
                                                                                   double place) {
        const double before = std::floor(place);
        const auto share = static_cast<float>(place - before);
        const bool has_first = before >= 0; // else it comes from none, or goes to none
        const bool has_second = before + 1 < static_cast<double>(caption.word_count());
        const auto map_of = [&](double word) -> const std::vector<float>& {
            return caption.steps.at(static_cast<std::size_t>(word)).attention;
        };
        std::vector<float> map = map_of(has_first ? before : before + 1);
        float high = caption_range({&map, 1}).high;
        if (has_first && has_second && share > 0) {
            const std::vector<float>& next = map_of(before + 1);
            high = std::lerp(high, caption_range({&next, 1}).high, share);
            std::ranges::transform(map, next, map.begin(),
                                   [share](float from, float to) { return std::lerp(from, to, share); });
        } else if (share > 0) {
            for (float& value : map)
                value *= has_first ? 1 - share : share;
        }
        const auto& table = colour_table(style.colours);
        FieldRows rows(map, placement, photo.width, photo.height, style.field);
        std::vector<float> row(static_cast<std::size_t>(photo.width));
        Photo result = photo;
        std::uint8_t* sample = result.rgb.data();
        for (int y = 0; y < photo.height; ++y) {
            rows.fill(y, row);
            for (const float value : row) {
                const float level = value > 0 ? std::min(value / high, 1.0F) : 0.0F;
                const float amount = style.opacity * clear_share(level);
                const auto& colour = table[static_cast<std::size_t>(std::lround(level * 255))];
                for (std::size_t c = 0; c < 3; ++c, ++sample)
                    *sample = static_cast<std::uint8_t>(std::lround(
                        static_cast<float>(*sample) * (1 - amount) + static_cast<float>(colour[c]) * amount));
            }
        }
        return result;
    };
}

ScrubSize scrub_size(int photo_width, int photo_height, const Caption& caption, const ScrubOptions& options) {
    check(options);
    const auto [width, height] = shrunk_size(photo_width, photo_height, options.longest);
    return {width, height + Subtitle(caption, width).height(), frame_count(caption.word_count(), options)};
}

void write_scrub_animation(const std::filesystem::path& path, const Photo& photo, const Caption& caption,
                           const WordPainter& paint, const ScrubOptions& options,
                           const ProgressCallback& progress, const std::stop_token& stop) {
    check(options);
    const std::size_t words = caption.word_count();
    Progress state{
        "Writing the animation", 0, static_cast<std::int64_t>(words) + frame_count(words, options), {}};
    const auto step_done = [&] {
        throw_if_stopped(stop);
        ++state.done;
        if (progress)
            progress(state);
    };
    const Walk walk(photo, caption, paint, options, 1, step_done);
    ColourHistogram colours;
    for (const auto* photos : {&walk.pictures, &walk.subtitles}) {
        for (const Photo& each : *photos)
            colours.add(each.rgb);
    }
    if (words > 0 && options.fade_frames > 0) { // where the map is faint no word has such colours
        for (const double place : {-0.5, static_cast<double>(words) - 0.5})
            colours.add(paint(walk.pictures.front(), place).rgb);
    }
    const auto fixed = [](Colour colour) { return PaletteColour{colour.red, colour.green, colour.blue}; };
    const std::array exact{fixed(ground), fixed(accent), fixed(quiet_ink)};

    AtomicFile file(path);
    FrameWriter frames(file, walk.width(), walk.height(), walk.photo_height(),
                       Palette(colours, palette_size, exact));
    walk.draw([&](const WalkFrame& frame) {
        frames.add(frame.rgb, frame.time, frame.moving ? moving_tolerance : still_tolerance);
        step_done();
    });
    frames.finish();
    file.commit();
}

void draw_scrub_frames(const Photo& photo, const Caption& caption, const WordPainter& paint,
                       const ScrubOptions& options, int longest, const std::function<void(ScrubFrame)>& take,
                       const std::stop_token& stop) {
    const ScrubSize size = scrub_size(photo.width, photo.height, caption, options);
    const double scale = std::min(1.0, static_cast<double>(longest) / std::max(size.width, size.height));
    const Walk walk(photo, caption, paint, options, scale, [&stop] { throw_if_stopped(stop); });
    walk.draw([&](WalkFrame frame) {
        throw_if_stopped(stop);
        take({{walk.width(), walk.height(), std::move(frame.rgb), photo.info}, frame.time});
    });
}

} // namespace saccade
