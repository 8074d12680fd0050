#include "core/image/region.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace saccade {

namespace {

constexpr int mask_extent = 512; // pixels along the longer side: finer than a hand moves

std::size_t pixels_of(const RegionMask& mask) {
    return static_cast<std::size_t>(std::max(mask.width, 0)) *
           static_cast<std::size_t>(std::max(mask.height, 0));
}

void check(const RegionMask& mask) {
    if (pixels_of(mask) == 0 || mask.inside.size() != pixels_of(mask))
        throw UsageError(fmt::format("A mask of {} values is not one of {} x {} pixels.", mask.inside.size(),
                                     mask.width, mask.height));
}

double overlap(double low, double high, double from, double to) {
    return std::max(0.0, std::min(high, to) - std::max(low, from));
}

/// The pixels of one side that a field touches, and how long they lie in it, in fractions of the side.
struct Touched {
    std::size_t first = 0;
    std::vector<double> lengths;
};

Touched touched_by(double low, double high, int pixels) {
    const double clamped_low = std::clamp(low, 0.0, 1.0);
    const double clamped_high = std::clamp(high, 0.0, 1.0);
    Touched touched;
    touched.first = static_cast<std::size_t>(clamped_low * pixels);
    for (std::size_t i = touched.first; i < static_cast<std::size_t>(pixels); ++i) {
        const double from = static_cast<double>(i) / pixels;
        if (from >= clamped_high)
            break;
        touched.lengths.push_back(
            overlap(clamped_low, clamped_high, from, static_cast<double>(i + 1) / pixels));
    }
    return touched;
}

std::vector<Touched> touched_by_all(std::span<const double> borders, int pixels) {
    std::vector<Touched> result;
    for (std::size_t i = 0; i + 1 < borders.size(); ++i)
        result.push_back(touched_by(borders[i], borders[i + 1], pixels));
    return result;
}

double length(const Touched& touched) {
    return std::accumulate(touched.lengths.begin(), touched.lengths.end(), 0.0);
}

std::vector<double> shares(const RegionRectangle& rectangle, std::span<const double> column_borders,
                           std::span<const double> row_borders) {
    std::vector<double> result;
    for (std::size_t row = 0; row + 1 < row_borders.size(); ++row) {
        const double height =
            overlap(row_borders[row], row_borders[row + 1], rectangle.top, rectangle.bottom);
        for (std::size_t column = 0; column + 1 < column_borders.size(); ++column) {
            const double width =
                overlap(column_borders[column], column_borders[column + 1], rectangle.left, rectangle.right);
            const double area = (column_borders[column + 1] - column_borders[column]) *
                                (row_borders[row + 1] - row_borders[row]);
            result.push_back(area > 0 ? std::min(1.0, width * height / area) : 0.0);
        }
    }
    return result;
}

std::vector<double> shares(const RegionMask& mask, std::span<const double> column_borders,
                           std::span<const double> row_borders) {
    check(mask);
    const auto columns = touched_by_all(column_borders, mask.width);
    const auto rows = touched_by_all(row_borders, mask.height);
    const auto stride = static_cast<std::size_t>(mask.width);
    std::vector<double> result;
    std::vector<double> heights(stride); // of what is inside, in each column of pixels
    for (const Touched& row : rows) {
        std::ranges::fill(heights, 0.0);
        for (std::size_t i = 0; i < row.lengths.size(); ++i) {
            const std::uint8_t* line = mask.inside.data() + (row.first + i) * stride;
            for (std::size_t x = 0; x < stride; ++x)
                heights[x] += line[x] != 0 ? row.lengths[i] : 0.0;
        }
        for (const Touched& column : columns) {
            double inside = 0;
            for (std::size_t i = 0; i < column.lengths.size(); ++i)
                inside += column.lengths[i] * heights[column.first + i];
            const double area = length(column) * length(row);
            result.push_back(area > 0 ? std::min(1.0, inside / area) : 0.0);
        }
    }
    return result;
}

RegionRectangle bounds(const RegionMask& mask) {
    check(mask);
    int left = mask.width;
    int top = mask.height;
    int right = 0;
    int bottom = 0;
    for (int y = 0; y < mask.height; ++y) {
        for (int x = 0; x < mask.width; ++x) {
            if (mask.inside[static_cast<std::size_t>(y) * static_cast<std::size_t>(mask.width) +
                            static_cast<std::size_t>(x)] == 0)
                continue;
            left = std::min(left, x);
            top = std::min(top, y);
            right = std::max(right, x + 1);
            bottom = std::max(bottom, y + 1);
        }
    }
    if (right == 0)
        return {};
    return {static_cast<double>(left) / mask.width, static_cast<double>(top) / mask.height,
            static_cast<double>(right) / mask.width, static_cast<double>(bottom) / mask.height};
}

} // namespace

RegionRectangle rectangle_between(RegionPoint a, RegionPoint b) {
    const auto [left, right] = std::minmax({std::clamp(a.x, 0.0, 1.0), std::clamp(b.x, 0.0, 1.0)});
    const auto [top, bottom] = std::minmax({std::clamp(a.y, 0.0, 1.0), std::clamp(b.y, 0.0, 1.0)});
    return {left, top, right, bottom};
}

RegionMask empty_mask(int photo_width, int photo_height) {
    if (photo_width < 1 || photo_height < 1)
        throw UsageError(fmt::format("A photo is not {} x {} pixels large.", photo_width, photo_height));
    const double scale = static_cast<double>(mask_extent) / std::max(photo_width, photo_height);
    RegionMask mask;
    mask.width = std::max(1, static_cast<int>(std::lround(photo_width * scale)));
    mask.height = std::max(1, static_cast<int>(std::lround(photo_height * scale)));
    mask.inside.resize(pixels_of(mask));
    return mask;
}

void brush(RegionMask& mask, RegionPoint from, RegionPoint to, double radius) {
    check(mask);
    const double reach = std::max(radius * std::max(mask.width, mask.height), 0.5);
    const double x0 = from.x * mask.width;
    const double y0 = from.y * mask.height;
    const double dx = to.x * mask.width - x0;
    const double dy = to.y * mask.height - y0;
    const double squared_length = dx * dx + dy * dy;
    const auto first = [reach](double a, double b, int size) {
        return static_cast<int>(std::clamp(std::floor(std::min(a, b) - reach), 0.0, 1.0 * size));
    };
    const auto last = [reach](double a, double b, int size) {
        return static_cast<int>(std::clamp(std::ceil(std::max(a, b) + reach), 0.0, 1.0 * size));
    };
    const int right = last(x0, x0 + dx, mask.width);
    const int bottom = last(y0, y0 + dy, mask.height);
    for (int y = first(y0, y0 + dy, mask.height); y < bottom; ++y) {
        for (int x = first(x0, x0 + dx, mask.width); x < right; ++x) {
            const double px = x + 0.5 - x0;
            const double py = y + 0.5 - y0;
            const double along =
                squared_length > 0 ? std::clamp((px * dx + py * dy) / squared_length, 0.0, 1.0) : 0.0;
            const double distance = std::hypot(px - along * dx, py - along * dy);
            if (distance <= reach)
                mask.inside[static_cast<std::size_t>(y) * static_cast<std::size_t>(mask.width) +
                            static_cast<std::size_t>(x)] = 1;
        }
    }
    for (const RegionPoint& end : {from, to}) {
        if (end.x < 0 || end.x >= 1 || end.y < 0 || end.y >= 1)
            continue;
        const auto x = static_cast<std::size_t>(end.x * mask.width);
        const auto y = static_cast<std::size_t>(end.y * mask.height);
        mask.inside[y * static_cast<std::size_t>(mask.width) + x] = 1;
    }
}

RegionMask fitted_to(const RegionMask& mask, const RegionRectangle& bounds) {
    struct Side {
        int first;
        int length;
    };
    const auto in_pixels = [](double low, double high, int size) {
        const int first = static_cast<int>(std::lround(low * size));
        return Side{first, std::max(1, static_cast<int>(std::lround(high * size)) - first)};
    };
    const RegionRectangle own = bounds_of(mask);
    RegionMask result{mask.width, mask.height, std::vector<std::uint8_t>(mask.inside.size())};
    if (!(own.width() > 0))
        return result;
    const Side from_x = in_pixels(own.left, own.right, mask.width);
    const Side from_y = in_pixels(own.top, own.bottom, mask.height);
    const Side to_x = in_pixels(bounds.left, bounds.right, mask.width);
    const Side to_y = in_pixels(bounds.top, bounds.bottom, mask.height);
    const auto source = [](const Side& from, const Side& to, int at) {
        return from.first + (2 * (at - to.first) + 1) * from.length / (2 * to.length);
    };
    const auto stride = static_cast<std::size_t>(mask.width);
    for (int y = std::max(to_y.first, 0); y < std::min(to_y.first + to_y.length, mask.height); ++y) {
        const auto line = static_cast<std::size_t>(source(from_y, to_y, y)) * stride;
        for (int x = std::max(to_x.first, 0); x < std::min(to_x.first + to_x.length, mask.width); ++x)
            result.inside[static_cast<std::size_t>(y) * stride + static_cast<std::size_t>(x)] =
                mask.inside[line + static_cast<std::size_t>(source(from_x, to_x, x))];
    }
    return result;
}

RegionRectangle bounds_of(const Region& region) {
    if (const auto* rectangle = std::get_if<RegionRectangle>(&region))
        return *rectangle;
    return bounds(std::get<RegionMask>(region));
}

bool is_empty(const Region& region) {
    if (const auto* rectangle = std::get_if<RegionRectangle>(&region))
        return !(rectangle->width() > 0 && rectangle->height() > 0);
    const auto& inside = std::get<RegionMask>(region).inside;
    return std::ranges::all_of(inside, [](std::uint8_t pixel) { return pixel == 0; });
}

std::vector<double> shares_in(const Region& region, std::span<const double> column_borders,
                              std::span<const double> row_borders) {
    return std::visit([&](const auto& each) { return shares(each, column_borders, row_borders); }, region);
}

std::vector<double> even_borders(int fields) {
    std::vector<double> borders;
    for (int i = 0; i <= fields; ++i)
        borders.push_back(static_cast<double>(i) / fields);
    return borders;
}

} // namespace saccade
