#include "tests/support/shapes.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <utility>

namespace saccade {

namespace {

constexpr int cells_a_side = 4;

struct Colour {
    std::string_view word;
    std::array<int, 3> rgb;
};

constexpr std::array<Colour, 6> palette{{{"red", {215, 30, 35}},
                                         {"green", {30, 165, 50}},
                                         {"blue", {35, 60, 215}},
                                         {"yellow", {235, 220, 40}},
                                         {"purple", {150, 40, 175}},
                                         {"white", {245, 245, 245}}}};
constexpr std::array kinds{ShapeKind::circle, ShapeKind::square, ShapeKind::triangle};

/// The standard fixes std::mt19937_64 to the bit, its distributions it does not.
class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    /// In [0, bound); the bias is below 2^-50 for the small bounds used here.
    std::size_t below(std::size_t bound) { return engine_() % bound; }

    double between(double low, double high) {
        return low + (high - low) * static_cast<double>(engine_() >> 11) * 0x1p-53;
    }

    /// Another generator for scene `index`, so that each scene stands alone.
    static Random for_scene(std::uint64_t seed, int index) {
        std::seed_seq sequence{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                               static_cast<std::uint32_t>(index)};
        std::array<std::uint32_t, 2> words{};
        sequence.generate(words.begin(), words.end());
        return Random(std::uint64_t{words[0]} << 32 | words[1]);
    }

private:
    std::mt19937_64 engine_;
};

/// An index below `bound` other than `taken`.
std::size_t another(std::size_t taken, std::size_t bound, Random& random) {
    return (taken + 1 + random.below(bound - 1)) % bound;
}

/// A shape with its indices, which the captions need.
struct Draft {
    std::size_t colour = 0;
    std::size_t kind = 0;
    std::size_t cell = 0;
    PlacedShape shape;

    int row() const { return static_cast<int>(cell) / cells_a_side; }
    int col() const { return static_cast<int>(cell) % cells_a_side; }
    std::string name() const { return fmt::format("a {} {}", shape.colour, shape_word(shape.kind)); }
    std::string place() const {
        return fmt::format("at the {} {}", row() < cells_a_side / 2 ? "top" : "bottom",
                           col() < cells_a_side / 2 ? "left" : "right");
    }
};

Draft placed(std::size_t colour, std::size_t kind, std::size_t cell, Random& random) {
    Draft draft{colour, kind, cell, {}};
    constexpr double side = 1.0 / cells_a_side;
    const double radius = random.between(0.08, 0.11);
    const double play = side / 2 - radius;
    draft.shape = {std::string(palette[colour].word), kinds[kind],
                   (draft.col() + 0.5) * side + random.between(-play, play),
                   (draft.row() + 0.5) * side + random.between(-play, play), radius};
    return draft;
}

std::vector<Draft> draw_shapes(Random& random) {
    constexpr std::size_t cells = cells_a_side * cells_a_side;
    std::vector<Draft> drafts;
    const bool is_pair = random.below(2) == 1;
    drafts.push_back(
        placed(random.below(palette.size()), random.below(kinds.size()), random.below(cells), random));
    if (is_pair) {
        const std::size_t colour = another(drafts[0].colour, palette.size(), random);
        const std::size_t kind = another(drafts[0].kind, kinds.size(), random);
        const std::size_t cell = another(drafts[0].cell, cells, random);
        drafts.push_back(placed(colour, kind, cell, random));
    }
    return drafts;
}

std::string relation(const Draft& a, const Draft& b) {
    if (a.col() != b.col())
        return a.col() < b.col() ? "left of" : "right of";
    return a.row() < b.row() ? "above" : "below";
}

std::vector<std::string> describe(const std::vector<Draft>& drafts) {
    const Draft& a = drafts.front();
    if (drafts.size() == 1)
        return {fmt::format("{} {}", a.name(), a.place()), fmt::format("there is {} {}", a.name(), a.place()),
                fmt::format("{} on a grey background", a.name())};
    const Draft& b = drafts.back();
    return {fmt::format("{} {} and {} {}", a.name(), a.place(), b.name(), b.place()),
            fmt::format("{} {} {}", a.name(), relation(a, b), b.name()),
            fmt::format("{} {} {}", b.name(), relation(b, a), a.name())};
}

/// Whether the point (x, y), relative to the centre in units of the radius, lies in the shape.
bool covers(ShapeKind kind, double x, double y) {
    switch (kind) {
    case ShapeKind::circle:
        return x * x + y * y <= 1;
    case ShapeKind::square:
        return std::max(std::abs(x), std::abs(y)) <= std::sqrt(0.5);
    case ShapeKind::triangle: // equilateral, its apex up
        break;
    }
    return y <= 0.5 && std::sqrt(3.0) * std::abs(x) - y <= 1;
}

Photo render(const std::vector<Draft>& drafts, int size, int index, Random& random) {
    constexpr int noise = 12; // grey levels each way
    Photo photo;
    photo.width = photo.height = size;
    photo.info.path = fmt::format("shapes-{}", index);
    photo.info.stored_width = photo.info.stored_height = size;
    photo.rgb.reserve(static_cast<std::size_t>(size) * static_cast<std::size_t>(size) * 3);

    const int grey = static_cast<int>(random.between(95, 150));
    for (int row = 0; row < size; ++row) {
        for (int col = 0; col < size; ++col) {
            std::array<int, 3> rgb{grey, grey, grey};
            for (const auto& [colour, kind, cell, shape] : drafts)
                if (covers(shape.kind, ((col + 0.5) / size - shape.x) / shape.radius,
                           ((row + 0.5) / size - shape.y) / shape.radius))
                    rgb = palette[colour].rgb;
            for (const int level : rgb) {
                const int offset = static_cast<int>(random.below(2 * noise + 1)) - noise;
                photo.rgb.push_back(static_cast<std::uint8_t>(std::clamp(level + offset, 0, 255)));
            }
        }
    }
    return photo;
}

} // namespace

std::string_view shape_word(ShapeKind kind) {
    switch (kind) {
    case ShapeKind::circle:
        return "circle";
    case ShapeKind::square:
        return "square";
    case ShapeKind::triangle:
        break;
    }
    return "triangle";
}

std::vector<ShapeScene> make_shape_scenes(int count, int size, std::uint64_t seed) {
    if (count < 0 || size < 16 || size > 4096)
        throw UsageError(fmt::format("Cannot draw {} scenes of {} pixels.", count, size));
    std::vector<ShapeScene> scenes;
    scenes.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        Random random = Random::for_scene(seed, i);
        const std::vector<Draft> drafts = draw_shapes(random);
        ShapeScene scene{render(drafts, size, i, random), describe(drafts), {}};
        for (const Draft& draft : drafts)
            scene.shapes.push_back(draft.shape);
        scenes.push_back(std::move(scene));
    }
    return scenes;
}

} // namespace saccade
