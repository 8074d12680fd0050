#include "core/image/palette.h"

#include <algorithm>
#include <limits>

namespace saccade {

namespace {

struct Entry {
    std::array<double, 3> colour{}; ///< the mean of a bin
    double count = 0;
};

/// A range of the entries, and along which channel they differ most.
struct Box {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::array<double, 3> mean{};
    std::size_t widest = 0;
    double spread = 0; ///< summed squared distance to the mean along that channel
};

Box make_box(const std::vector<Entry>& entries, std::size_t begin, std::size_t end) {
    Box box{begin, end};
    double count = 0;
    std::array<double, 3> sum{};
    std::array<double, 3> squares{};
    for (std::size_t i = begin; i < end; ++i) {
        count += entries[i].count;
        for (std::size_t c = 0; c < 3; ++c) {
            sum[c] += entries[i].count * entries[i].colour[c];
            squares[c] += entries[i].count * entries[i].colour[c] * entries[i].colour[c];
        }
    }
    for (std::size_t c = 0; c < 3; ++c) {
        box.mean[c] = sum[c] / count;
        const double spread = squares[c] - sum[c] * box.mean[c];
        if (end - begin > 1 && spread > box.spread) {
            box.spread = spread;
            box.widest = c;
        }
    }
    return box;
}

/// Where the box is cut: at the mean of its widest channel, with an entry at least on each side.
std::size_t cut(std::vector<Entry>& entries, const Box& box) {
    const auto begin = entries.begin() + static_cast<std::ptrdiff_t>(box.begin);
    const auto end = entries.begin() + static_cast<std::ptrdiff_t>(box.end);
    const auto middle = std::partition(
        begin, end, [&](const Entry& entry) { return entry.colour[box.widest] < box.mean[box.widest]; });
    const auto at = static_cast<std::size_t>(middle - entries.begin());
    return std::clamp(at, box.begin + 1, box.end - 1);
}

std::size_t bin_of(const std::uint8_t* rgb) {
    return static_cast<std::size_t>(rgb[0] >> 3) << 10 | static_cast<std::size_t>(rgb[1] >> 3) << 5 |
           static_cast<std::size_t>(rgb[2] >> 3);
}

} // namespace

void ColourHistogram::add(std::span<const std::uint8_t> rgb) {
    for (std::size_t i = 0; i + 2 < rgb.size(); i += 3) {
        Bin& bin = bins_[bin_of(&rgb[i])];
        ++bin.count;
        for (std::size_t c = 0; c < 3; ++c)
            bin.sum[c] += rgb[i + c];
    }
}

Palette::Palette(const ColourHistogram& colours, std::size_t size, std::span<const PaletteColour> fixed)
    : colours_(fixed.begin(), fixed.end()),
      known_(64 * 64 * 64, -1) {
    std::vector<Entry> entries;
    for (const auto& bin : colours.bins_) {
        if (bin.count == 0)
            continue;
        Entry entry{{}, static_cast<double>(bin.count)};
        for (std::size_t c = 0; c < 3; ++c)
            entry.colour[c] = static_cast<double>(bin.sum[c]) / entry.count;
        entries.push_back(entry);
    }
    if (entries.empty())
        return;
    std::vector<Box> boxes{make_box(entries, 0, entries.size())};
    while (boxes.size() + fixed.size() < size) {
        const auto widest = std::ranges::max_element(boxes, {}, &Box::spread);
        if (widest->spread <= 0)
            break;
        const std::size_t at = cut(entries, *widest);
        const std::size_t end = widest->end;
        *widest = make_box(entries, widest->begin, at);
        boxes.push_back(make_box(entries, at, end));
    }
    for (const Box& box : boxes)
        colours_.push_back({static_cast<std::uint8_t>(box.mean[0] + 0.5),
                            static_cast<std::uint8_t>(box.mean[1] + 0.5),
                            static_cast<std::uint8_t>(box.mean[2] + 0.5)});
}

std::uint8_t Palette::nearest(const PaletteColour& colour) {
    std::int16_t& known =
        known_[static_cast<std::size_t>(colour[0] >> 2) << 12 |
               static_cast<std::size_t>(colour[1] >> 2) << 6 | static_cast<std::size_t>(colour[2] >> 2)];
    if (known >= 0)
        return static_cast<std::uint8_t>(known);
    int best = std::numeric_limits<int>::max();
    for (std::size_t i = 0; i < colours_.size(); ++i) {
        const int distance = colour_distance(colour, colours_[i]);
        if (distance < best) {
            best = distance;
            known = static_cast<std::int16_t>(i);
        }
    }
    return static_cast<std::uint8_t>(known);
}

} // namespace saccade
