#pragma once

#include <cstddef>
#include <vector>

namespace saccade {

struct MetricPoint {
    double x = 0;
    double y = 0;
};

/// A curve that grows at its end, and can be drawn at any zoom in a time that does not depend on its length.
/// Values that are no numbers are kept apart: they break the line and are shown as marks.
class MetricSeries {
public:
    /// @param x  at least that of the point before.
    void append(double x, double y);
    /// Drops every point at `x` or later: a run went on from an earlier state.
    void truncate(double x);
    void clear();

    std::size_t size() const { return points_.size(); }
    bool isEmpty() const { return points_.empty() && gaps_.empty(); }
    const std::vector<MetricPoint>& points() const { return points_; }
    /// Where values were no numbers.
    const std::vector<double>& gaps() const { return gaps_; }
    double lastX() const;

    /// What has to be drawn between `low` and `high`, one point beyond each end included: every point, or for
    /// many, the lowest and the highest of each bucket, in the order in which they come. Never more than
    /// about four points a column.
    std::vector<MetricPoint> visible(double low, double high, std::size_t columns) const;
    /// Lowest and highest value between `low` and `high`. @return false when there is none.
    bool range(double low, double high, double& least, double& most) const;
    /// The point nearest to `x`; null when there is none.
    const MetricPoint* nearest(double x) const;

private:
    /// Positions of the lowest and the highest point of a bucket.
    struct Extremes {
        std::size_t least = 0;
        std::size_t most = 0;
    };
    static constexpr std::size_t fan_out = 8;

    Extremes joined(const Extremes& a, const Extremes& b) const;
    void index(std::size_t position);
    std::size_t lowerBound(double x) const;

    std::vector<MetricPoint> points_;
    std::vector<double> gaps_;
    std::vector<std::vector<Extremes>> levels_; ///< level k: buckets of fan_out^(k + 1) points
};

/// The exponential moving average of a series, without the pull of its start at 0 (arXiv 1412.6980, section
/// 3).
class Smoother {
public:
    /// @param keep  share of the average that each new value leaves, [0, 1).
    explicit Smoother(double keep = 0.98) : keep_(keep) {}
    double next(double value);

private:
    double keep_;
    double sum_ = 0;
    double weight_ = 0;
};

MetricSeries smoothed(const MetricSeries& series, double keep);

} // namespace saccade
