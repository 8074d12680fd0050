#include "core/support/error.h"
#include "tests/support/shapes.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

namespace saccade {

namespace {

using testing::AnyOf;
using testing::SizeIs;

constexpr int size = 64;

const std::vector<ShapeScene>& scenes() {
    static const std::vector<ShapeScene> made = make_shape_scenes(300, size, 1);
    return made;
}

std::vector<std::string> words(const std::string& sentence) {
    std::istringstream stream(sentence);
    return {std::istream_iterator<std::string>(stream), {}};
}

int cell(double fraction) {
    return static_cast<int>(fraction * 4);
}

/// The colour that a person would call the pixel.
std::string seen_colour(const Photo& photo, double x, double y) {
    const auto at = (static_cast<std::size_t>(y * photo.height) * static_cast<std::size_t>(photo.width) +
                     static_cast<std::size_t>(x * photo.width)) *
                    3;
    const auto [r, g, b] = std::array<int, 3>{photo.rgb[at], photo.rgb[at + 1], photo.rgb[at + 2]};
    if (std::min({r, g, b}) > 215)
        return "white";
    if (std::max({r, g, b}) - std::min({r, g, b}) < 40)
        return "grey";
    if (r > 190 && g > 190)
        return "yellow";
    if (r > 110 && b > 110)
        return "purple";
    return r > g && r > b ? "red" : g > b ? "green" : "blue";
}

/// The shape that the words "COLOUR KIND" from `i` on name; fails the test when the scene has none.
const PlacedShape* named(const ShapeScene& scene, const std::vector<std::string>& sentence, std::size_t i) {
    const auto shape = std::find_if(scene.shapes.begin(), scene.shapes.end(), [&](const PlacedShape& one) {
        return one.colour == sentence[i] && shape_word(one.kind) == sentence[i + 1];
    });
    EXPECT_NE(shape, scene.shapes.end()) << sentence[i] << ' ' << sentence[i + 1];
    return shape == scene.shapes.end() ? nullptr : &*shape;
}

bool is_kind(const std::string& word) {
    return word == "circle" || word == "square" || word == "triangle";
}

} // namespace

TEST(ShapeScenes, HaveTheSizeAskedFor) {
    for (const ShapeScene& scene : make_shape_scenes(3, 33, 5)) {
        EXPECT_EQ(scene.photo.width, 33);
        EXPECT_EQ(scene.photo.height, 33);
        EXPECT_THAT(scene.photo.rgb, SizeIs(33 * 33 * 3));
        EXPECT_THAT(scene.captions, SizeIs(3));
    }
    EXPECT_THAT(make_shape_scenes(0, size, 1), SizeIs(0));
    EXPECT_THROW(make_shape_scenes(1, 15, 1), UsageError);
    EXPECT_THROW(make_shape_scenes(-1, size, 1), UsageError);
}

TEST(ShapeScenes, AreTheSameForTheSameSeed) {
    const auto again = make_shape_scenes(20, size, 1);
    const auto larger = make_shape_scenes(20, 2 * size, 1);
    const auto other = make_shape_scenes(20, size, 2);
    std::size_t differ = 0;
    for (std::size_t i = 0; i < again.size(); ++i) {
        EXPECT_EQ(again[i].photo.rgb, scenes()[i].photo.rgb);
        EXPECT_EQ(again[i].captions, scenes()[i].captions);
        EXPECT_EQ(larger[i].captions, scenes()[i].captions);
        EXPECT_EQ(larger[i].shapes[0].x, scenes()[i].shapes[0].x);
        differ += other[i].captions != scenes()[i].captions;
    }
    EXPECT_GT(differ, 15U);
}

TEST(ShapeScenes, DrawEachShapeWhereTheySayInItsColour) {
    for (const ShapeScene& scene : scenes())
        for (const PlacedShape& shape : scene.shapes)
            EXPECT_EQ(seen_colour(scene.photo, shape.x, shape.y), shape.colour) << scene.captions[0];
}

TEST(ShapeScenes, DrawTheKindTheySay) {
    const std::map<ShapeKind, double> area{// in squared radii
                                           {ShapeKind::circle, 3.1416},
                                           {ShapeKind::square, 2.0},
                                           {ShapeKind::triangle, 1.2990}};
    constexpr int large = 256;
    for (const ShapeScene& scene : make_shape_scenes(20, large, 3)) {
        for (const PlacedShape& shape : scene.shapes) {
            double pixels = 0;
            double above = 0;
            for (int row = 0; row < large; ++row)
                for (int col = 0; col < large; ++col)
                    if (const double y = (row + 0.5) / large;
                        seen_colour(scene.photo, (col + 0.5) / large, y) == shape.colour) {
                        ++pixels;
                        above += y < shape.y;
                    }
            const double radius = shape.radius * large;
            EXPECT_NEAR(pixels / (radius * radius), area.at(shape.kind), 0.1) << scene.captions[0];
            // A triangle's apex is up, so that 4/9 of it lie above its centre.
            EXPECT_NEAR(above / pixels, shape.kind == ShapeKind::triangle ? 0.444 : 0.5, 0.03);
        }
    }
}

TEST(ShapeScenes, LeaveTheRestGreyAndNoisy) {
    for (const ShapeScene& scene : make_shape_scenes(50, size, 4)) {
        std::set<int> levels;
        for (int row = 0; row < size; ++row) {
            for (int col = 0; col < size; ++col) {
                const double x = (col + 0.5) / size;
                const double y = (row + 0.5) / size;
                if (std::any_of(scene.shapes.begin(), scene.shapes.end(), [&](const PlacedShape& shape) {
                        return std::hypot(x - shape.x, y - shape.y) <= shape.radius;
                    }))
                    continue;
                ASSERT_EQ(seen_colour(scene.photo, x, y), "grey") << scene.captions[0];
                levels.insert(scene.photo.rgb[static_cast<std::size_t>(row * size + col) * 3]);
            }
        }
        EXPECT_GT(levels.size(), 10U);
    }
}

TEST(ShapeScenes, KeepEachShapeWithinItsOwnCell) {
    for (const ShapeScene& scene : scenes()) {
        std::set<std::pair<int, int>> cells;
        for (const PlacedShape& shape : scene.shapes) {
            EXPECT_EQ(cell(shape.x - shape.radius), cell(shape.x + shape.radius));
            EXPECT_EQ(cell(shape.y - shape.radius), cell(shape.y + shape.radius));
            EXPECT_GE(shape.x - shape.radius, 0);
            EXPECT_LE(shape.y + shape.radius, 1);
            cells.emplace(cell(shape.x), cell(shape.y));
        }
        EXPECT_EQ(cells.size(), scene.shapes.size());
    }
}

TEST(ShapeScenes, TwoShapesShareNeitherColourNorKind) {
    std::size_t pairs = 0;
    for (const ShapeScene& scene : scenes()) {
        ASSERT_THAT(scene.shapes.size(), AnyOf(1U, 2U));
        if (scene.shapes.size() == 1)
            continue;
        ++pairs;
        EXPECT_NE(scene.shapes[0].colour, scene.shapes[1].colour);
        EXPECT_NE(scene.shapes[0].kind, scene.shapes[1].kind);
    }
    EXPECT_NEAR(static_cast<double>(pairs), 150, 40);
}

TEST(ShapeScenes, SayOnlyWhatIsTrue) {
    std::set<std::string> seen;
    for (const ShapeScene& scene : scenes()) {
        for (const std::string& caption : scene.captions) {
            const auto sentence = words(caption);
            std::vector<const PlacedShape*> mentioned;
            for (std::size_t i = 1; i < sentence.size(); ++i) {
                if (is_kind(sentence[i]))
                    mentioned.push_back(named(scene, sentence, i - 1));
                ASSERT_FALSE(!mentioned.empty() && mentioned.back() == nullptr) << caption;
                const std::string& word = sentence[i];
                if (word == "top" || word == "bottom") {
                    ASSERT_LT(i + 1, sentence.size());
                    EXPECT_EQ(mentioned.back()->y < 0.5, word == "top") << caption;
                    EXPECT_EQ(mentioned.back()->x < 0.5, sentence[i + 1] == "left") << caption;
                }
                seen.insert(word);
            }
            EXPECT_THAT(mentioned, SizeIs(scene.shapes.size())) << caption;
            const auto says = [&](std::string_view phrase) {
                return caption.find(phrase) != std::string::npos;
            };
            EXPECT_TRUE(!says("left of") || mentioned[0]->x < mentioned[1]->x) << caption;
            EXPECT_TRUE(!says("right of") || mentioned[0]->x > mentioned[1]->x) << caption;
            EXPECT_TRUE(!says("above") || mentioned[0]->y < mentioned[1]->y) << caption;
            EXPECT_TRUE(!says("below") || mentioned[0]->y > mentioned[1]->y) << caption;
        }
    }
    for (const char* const word : {"red", "green", "blue", "yellow", "purple", "white", "circle", "square",
                                   "triangle", "top", "bottom", "left", "right", "above", "below"})
        EXPECT_TRUE(seen.contains(word)) << word;
}

} // namespace saccade
