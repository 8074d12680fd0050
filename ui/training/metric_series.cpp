#include "ui/training/metric_series.h"

#include <algorithm>
#include <cmath>

namespace saccade {

void MetricSeries::append(double x, double y) {
    if (!std::isfinite(y)) {
        gaps_.push_back(x);
        return;
    }
    points_.push_back({x, y});
    index(points_.size() - 1);
}

void MetricSeries::truncate(double x) {
    std::erase_if(gaps_, [x](double gap) { return gap >= x; });
    const std::size_t kept = lowerBound(x);
    if (kept == points_.size())
        return;
    points_.resize(kept);
    levels_.clear();
    for (std::size_t i = 0; i < points_.size(); ++i)
        index(i);
}

void MetricSeries::clear() {
    points_.clear();
    gaps_.clear();
    levels_.clear();
}

double MetricSeries::lastX() const {
    const double last_point = points_.empty() ? 0 : points_.back().x;
    return gaps_.empty() ? last_point : std::max(last_point, gaps_.back());
}

MetricSeries::Extremes MetricSeries::joined(const Extremes& a, const Extremes& b) const {
    return {points_[b.least].y < points_[a.least].y ? b.least : a.least,
            points_[b.most].y > points_[a.most].y ? b.most : a.most};
}

void MetricSeries::index(std::size_t position) {
    std::size_t bucket = position / fan_out;
    for (std::size_t level = 0;; ++level, bucket /= fan_out) {
        if (level == levels_.size()) {
            if (bucket > 0 || level == 0) // the first bucket of a level is made when a second one begins
                levels_.emplace_back();
            else
                return;
        }
        std::vector<Extremes>& buckets = levels_[level];
        if (bucket == 1 && buckets.empty()) { // level grew: its first bucket is the whole of the level below
            Extremes whole = levels_[level - 1].front();
            for (std::size_t i = 1; i < fan_out; ++i)
                whole = joined(whole, levels_[level - 1][i]);
            buckets.push_back(whole);
        }
        if (bucket == buckets.size())
            buckets.push_back({position, position});
        else
            buckets[bucket] = joined(buckets[bucket], {position, position});
    }
}

std::size_t MetricSeries::lowerBound(double x) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(points_, x, {}, &MetricPoint::x) -
                                    points_.begin());
}

std::vector<MetricPoint> MetricSeries::visible(double low, double high, std::size_t columns) const {
    std::vector<MetricPoint> result;
    std::size_t begin = lowerBound(low);
    begin -= begin > 0 ? 1 : 0;
    std::size_t end = static_cast<std::size_t>(std::ranges::upper_bound(points_, high, {}, &MetricPoint::x) -
                                               points_.begin());
    end += end < points_.size() ? 1 : 0;
    if (begin >= end)
        return result;
    const std::size_t count = end - begin;
    columns = std::max<std::size_t>(columns, 1);
    std::size_t level = 0;
    std::size_t width = 1;
    while (count / width > 2 * columns && level < levels_.size()) {
        ++level;
        width *= fan_out;
    }
    if (level == 0) {
        result.assign(points_.begin() + static_cast<std::ptrdiff_t>(begin),
                      points_.begin() + static_cast<std::ptrdiff_t>(end));
        return result;
    }
    const std::vector<Extremes>& buckets = levels_[level - 1];
    const auto extremes = [&](std::size_t bucket) {
        const std::size_t first = std::max(bucket * width, begin);
        const std::size_t last = std::min((bucket + 1) * width, end);
        if (last - first == width)
            return buckets[bucket];
        Extremes cut{first, first}; // at the ends, only a part of it is asked for
        for (std::size_t i = first + 1; i < last; ++i)
            cut = joined(cut, {i, i});
        return cut;
    };
    const auto add = [&](std::size_t position) {
        if (result.empty() || result.back().x != points_[position].x)
            result.push_back(points_[position]);
    };
    add(begin);
    for (std::size_t bucket = begin / width; bucket * width < end; ++bucket) {
        const auto [least, most] = extremes(bucket);
        add(std::min(least, most));
        add(std::max(least, most));
    }
    add(end - 1);
    return result;
}

bool MetricSeries::range(double low, double high, double& least, double& most) const {
    bool found = false;
    for (const MetricPoint& point : visible(low, high, 2048)) {
        if (point.x < low || point.x > high)
            continue;
        least = found ? std::min(least, point.y) : point.y;
        most = found ? std::max(most, point.y) : point.y;
        found = true;
    }
    return found;
}

const MetricPoint* MetricSeries::nearest(double x) const {
    if (points_.empty())
        return nullptr;
    const std::size_t next = lowerBound(x);
    if (next == 0)
        return &points_.front();
    if (next == points_.size())
        return &points_.back();
    return x - points_[next - 1].x <= points_[next].x - x ? &points_[next - 1] : &points_[next];
}

double Smoother::next(double value) {
    sum_ = keep_ * sum_ + (1 - keep_) * value;
    weight_ = keep_ * weight_ + (1 - keep_);
    return sum_ / weight_;
}

MetricSeries smoothed(const MetricSeries& series, double keep) {
    MetricSeries result;
    Smoother smoother(keep);
    for (const MetricPoint& point : series.points())
        result.append(point.x, smoother.next(point.y));
    return result;
}

} // namespace saccade
