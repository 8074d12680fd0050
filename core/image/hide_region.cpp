#include "core/image/hide_region.h"

#include "core/support/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace saccade {

namespace {

// What is put in the region's place varies slowly, so it is made on a small copy of the photo.
constexpr int fill_extent = 256;
constexpr int cover_extent = 512;
constexpr double feather = 0.015; // of the longer side; the passage is twice as wide

/// Values over a whole photo, few enough to be cheap.
struct Raster {
    int width = 0;
    int height = 0;
    int channels = 1;
    std::vector<float> values; ///< height x width x channels, row-major

    float* line(int y) { return values.data() + offset(y); }
    const float* line(int y) const { return values.data() + offset(y); }
    int row_values() const { return width * channels; }

private:
    std::ptrdiff_t offset(int y) const { return static_cast<std::ptrdiff_t>(y) * row_values(); }
};

Raster raster_for(const Photo& photo, int extent, int channels) {
    const int longer = std::max(photo.width, photo.height);
    const double scale = std::min(1.0, static_cast<double>(extent) / longer);
    Raster raster;
    raster.width = std::max(1, static_cast<int>(std::lround(photo.width * scale)));
    raster.height = std::max(1, static_cast<int>(std::lround(photo.height * scale)));
    raster.channels = channels;
    raster.values.resize(static_cast<std::size_t>(raster.row_values()) *
                         static_cast<std::size_t>(raster.height));
    return raster;
}

/// Each field of the raster is the mean of the pixels whose first corner lies in it.
Raster shrunk(const Photo& photo) {
    Raster raster = raster_for(photo, fill_extent, 3);
    std::vector<float> counts(static_cast<std::size_t>(raster.width) *
                              static_cast<std::size_t>(raster.height));
    const std::uint8_t* pixel = photo.rgb.data();
    for (int y = 0; y < photo.height; ++y) {
        const int row = static_cast<int>(static_cast<std::int64_t>(y) * raster.height / photo.height);
        float* line = raster.line(row);
        float* count = counts.data() + static_cast<std::ptrdiff_t>(row) * raster.width;
        for (int x = 0; x < photo.width; ++x) {
            const auto column = static_cast<std::int64_t>(x) * raster.width / photo.width;
            for (int channel = 0; channel < 3; ++channel)
                line[3 * column + channel] += *pixel++;
            count[column] += 1;
        }
    }
    for (std::size_t i = 0; i < raster.values.size(); ++i)
        raster.values[i] /= counts[i / 3];
    return raster;
}

/// Replaces each value of a line by what `reduce` makes of those at most `radius` away that exist.
template <typename Reduce>
void sweep(Raster& raster, int radius, const Reduce& reduce) {
    std::vector<float> line;
    std::vector<float> result;
    const auto along = [&](float* first, int count, int stride) {
        line.resize(static_cast<std::size_t>(count));
        result.resize(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i)
            line[static_cast<std::size_t>(i)] = first[static_cast<std::ptrdiff_t>(i) * stride];
        reduce(line, radius, result);
        for (int i = 0; i < count; ++i)
            first[static_cast<std::ptrdiff_t>(i) * stride] = result[static_cast<std::size_t>(i)];
    };
    for (int channel = 0; channel < raster.channels; ++channel) {
        for (int y = 0; y < raster.height; ++y)
            along(raster.line(y) + channel, raster.width, raster.channels);
        for (int x = 0; x < raster.width; ++x)
            along(raster.values.data() + x * raster.channels + channel, raster.height, raster.row_values());
    }
}

void running_mean(const std::vector<float>& line, int radius, std::vector<float>& result) {
    const int last = static_cast<int>(line.size()) - 1;
    double sum = 0;
    for (int i = 0; i <= std::min(radius - 1, last); ++i)
        sum += static_cast<double>(line[static_cast<std::size_t>(i)]);
    for (int i = 0; i <= last; ++i) {
        if (i + radius <= last)
            sum += static_cast<double>(line[static_cast<std::size_t>(i + radius)]);
        if (i - radius > 0)
            sum -= static_cast<double>(line[static_cast<std::size_t>(i - radius - 1)]);
        const int count = std::min(i + radius, last) - std::max(i - radius, 0) + 1;
        result[static_cast<std::size_t>(i)] = static_cast<float>(sum / count);
    }
}

void running_maximum(const std::vector<float>& line, int radius, std::vector<float>& result) {
    const int count = static_cast<int>(line.size());
    for (int i = 0; i < count; ++i) {
        const auto from = line.begin() + std::max(i - radius, 0);
        const auto to = line.begin() + std::min(i + radius + 1, count);
        result[static_cast<std::size_t>(i)] = *std::max_element(from, to);
    }
}

/// Three boxes come close to a Gaussian of that standard deviation.
void blur(Raster& raster, double deviation) {
    const double box = std::sqrt(4 * deviation * deviation + 1);
    const int radius = std::max(1, static_cast<int>(std::lround((box - 1) / 2)));
    for (int pass = 0; pass < 3; ++pass)
        sweep(raster, radius, running_mean);
}

/// 1 on all of the region, falling to 0 around it.
Raster cover(const Photo& photo, const Region& region) {
    Raster raster = raster_for(photo, cover_extent, 1);
    const auto shares = shares_in(region, even_borders(raster.width), even_borders(raster.height));
    std::ranges::transform(shares, raster.values.begin(),
                           [](double share) { return share > 0 ? 1.0F : 0.0F; });
    const int reach =
        std::max(1, static_cast<int>(std::lround(feather * std::max(raster.width, raster.height))));
    // One further than the mean reaches: a pixel of the photo is mixed from two fields of this raster.
    sweep(raster, reach + 1, running_maximum);
    sweep(raster, reach, running_mean);
    return raster;
}

std::array<float, 3> mean_outside(const Raster& small, const Region& region) {
    const auto inside = shares_in(region, even_borders(small.width), even_borders(small.height));
    const bool all = std::ranges::all_of(inside, [](double share) { return share >= 1; });
    std::array<double, 3> sums{};
    double weights = 0;
    for (std::size_t field = 0; field < inside.size(); ++field) {
        const double weight = all ? 1 : 1 - inside[field];
        weights += weight;
        for (std::size_t channel = 0; channel < 3; ++channel)
            sums[channel] += weight * static_cast<double>(small.values[3 * field + channel]);
    }
    std::array<float, 3> mean{};
    for (std::size_t channel = 0; channel < 3; ++channel)
        mean[channel] = static_cast<float>(sums[channel] / weights);
    return mean;
}

Raster fill_for(const Photo& photo, const Region& region, HideBy by) {
    Raster raster = shrunk(photo);
    if (by == HideBy::blur) {
        const RegionRectangle bounds = bounds_of(region);
        blur(raster, std::max(bounds.width() * raster.width, bounds.height() * raster.height));
        return raster;
    }
    const std::array<float, 3> mean = mean_outside(raster, region);
    for (std::size_t i = 0; i < raster.values.size(); ++i)
        raster.values[i] = mean[i % 3];
    return raster;
}

/// A raster drawn as large as the photo, bilinear between the centres of its fields, row by row.
class Stretched {
public:
    Stretched(const Raster& raster, int width, int height)
        : raster_(raster),
          columns_(taps(raster.width, width)),
          rows_(taps(raster.height, height)),
          line_(static_cast<std::size_t>(raster.row_values())) {}

    void start_row(int y) {
        const Tap& row = rows_[static_cast<std::size_t>(y)];
        const float* above = raster_.line(row.field);
        const float* below = raster_.line(std::min(row.field + 1, raster_.height - 1));
        for (std::size_t i = 0; i < line_.size(); ++i)
            line_[i] = std::lerp(above[i], below[i], row.fraction);
    }
    float at(int x, int channel = 0) const {
        const Tap& column = columns_[static_cast<std::size_t>(x)];
        const int next = std::min(column.field + 1, raster_.width - 1);
        return std::lerp(value(column.field, channel), value(next, channel), column.fraction);
    }

private:
    struct Tap {
        int field = 0;
        float fraction = 0; ///< of the way to the next field
    };

    float value(int field, int channel) const {
        return line_[static_cast<std::size_t>(field * raster_.channels + channel)];
    }
    static std::vector<Tap> taps(int fields, int pixels) {
        std::vector<Tap> result;
        for (int i = 0; i < pixels; ++i) {
            const double place = std::clamp((i + 0.5) * fields / pixels - 0.5, 0.0, fields - 1.0);
            const int field = static_cast<int>(place);
            result.push_back({field, static_cast<float>(place - field)});
        }
        return result;
    }

    const Raster& raster_;
    std::vector<Tap> columns_;
    std::vector<Tap> rows_;
    std::vector<float> line_;
};

} // namespace

Photo hide_region(const Photo& photo, const Region& region, HideBy by) {
    if (is_empty(region))
        throw UsageError("Nothing is marked on the photo that could be hidden.");
    const Raster fill = fill_for(photo, region, by);
    const Raster cover_raster = cover(photo, region);
    Stretched colours(fill, photo.width, photo.height);
    Stretched shares(cover_raster, photo.width, photo.height);
    Photo result = photo;
    std::uint8_t* pixel = result.rgb.data();
    for (int y = 0; y < photo.height; ++y) {
        colours.start_row(y);
        shares.start_row(y);
        for (int x = 0; x < photo.width; ++x, pixel += 3) {
            const float share = shares.at(x);
            if (share <= 0)
                continue;
            for (int channel = 0; channel < 3; ++channel) {
                const float mixed =
                    std::lerp(static_cast<float>(pixel[channel]), colours.at(x, channel), share);
                pixel[channel] = static_cast<std::uint8_t>(std::clamp(mixed + 0.5F, 0.0F, 255.0F));
            }
        }
    }
    return result;
}

} // namespace saccade
