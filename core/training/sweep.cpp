#include "core/training/sweep.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <random>

namespace saccade {

namespace {

/// [0, 1), the same on every platform.
double draw(std::mt19937_64& random) {
    return static_cast<double>(random() >> 11) * 0x1p-53;
}

UsageError misread(std::string_view text) {
    return UsageError(
        fmt::format("\"{}\" is no setting to sweep over. Give KEY=LOW..HIGH, KEY=LOW..HIGH:log, "
                    "KEY=LOW..HIGH:whole or KEY=A,B,C.",
                    text));
}

double number(std::string_view digits, std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value))
        throw misread(text);
    return value;
}

nlohmann::json value_of(std::string_view text) {
    nlohmann::json value = nlohmann::json::parse(text, nullptr, false);
    return value.is_discarded() ? nlohmann::json(text) : value;
}

std::string setting(const SweepAxis& axis, const nlohmann::json& value) {
    return fmt::format("{}={}", axis.key, value.is_string() ? value.get<std::string>() : value.dump());
}

std::string drawn_setting(const SweepAxis& axis, std::mt19937_64& random) {
    if (!axis.values.empty())
        return setting(axis, axis.values[random() % axis.values.size()]);
    const double share = draw(random);
    const double value = axis.logarithmic ? axis.low * std::pow(axis.high / axis.low, share)
                                          : axis.low + (axis.high - axis.low) * share;
    if (axis.whole)
        return fmt::format(
            "{}={}", axis.key,
            static_cast<std::int64_t>(std::floor(axis.low + (axis.high - axis.low + 1) * share)));
    return fmt::format("{}={:.4g}", axis.key, value);
}

} // namespace

SweepAxis parse_sweep_axis(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size())
        throw misread(text);
    SweepAxis axis;
    axis.key = text.substr(0, equals);
    std::string_view rest = text.substr(equals + 1);
    if (const std::size_t dots = rest.find(".."); dots != std::string_view::npos) {
        if (rest.ends_with(":log")) {
            axis.logarithmic = true;
            rest.remove_suffix(4);
        } else if (rest.ends_with(":whole")) {
            axis.whole = true;
            rest.remove_suffix(6);
        }
        axis.low = number(rest.substr(0, dots), text);
        axis.high = number(rest.substr(dots + 2), text);
        if (axis.high < axis.low || (axis.logarithmic && axis.low <= 0))
            throw misread(text);
        return axis;
    }
    for (std::size_t begin = 0; begin <= rest.size();) {
        const std::size_t end = std::min(rest.find(',', begin), rest.size());
        if (end == begin)
            throw misread(text);
        axis.values.push_back(value_of(rest.substr(begin, end - begin)));
        begin = end + 1;
    }
    return axis;
}

std::vector<SweepPoint> grid_sweep(const std::vector<SweepAxis>& axes) {
    constexpr std::size_t most = 10'000;
    std::vector<SweepPoint> points{{}};
    for (const SweepAxis& axis : axes) {
        if (axis.values.empty())
            throw UsageError(fmt::format(
                "A grid needs a list for \"{}\"; draw from its range with --random N.", axis.key));
        std::vector<SweepPoint> longer;
        for (const SweepPoint& point : points) {
            for (const nlohmann::json& value : axis.values) {
                longer.push_back(point);
                longer.back().push_back(setting(axis, value));
            }
        }
        points = std::move(longer);
        if (points.size() > most)
            throw UsageError(
                fmt::format("The grid has more than {} combinations; draw some with --random N.", most));
    }
    return points;
}

std::vector<SweepPoint> random_sweep(const std::vector<SweepAxis>& axes, std::size_t count,
                                     std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<SweepPoint> points;
    for (std::size_t i = 0; i < count; ++i) {
        SweepPoint& point = points.emplace_back();
        for (const SweepAxis& axis : axes)
            point.push_back(drawn_setting(axis, random));
    }
    return points;
}

std::vector<SweepResult> ranked(std::vector<SweepResult> results) {
    std::ranges::stable_sort(results, [](const SweepResult& left, const SweepResult& right) {
        if (left.fault.empty() != right.fault.empty())
            return left.fault.empty();
        return left.score > right.score;
    });
    return results;
}

} // namespace saccade
