#include "core/image/preprocess.h"
#include "core/support/error.h"
#include "tests/unit/image/fixtures.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace saccade {
namespace {

/// The photo of preprocess_golden.py.
Photo golden_photo(int width, int height) {
    Photo photo{width, height, {}, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (int c = 0; c < 3; ++c)
                photo.rgb.push_back(static_cast<std::uint8_t>((37 * x + 61 * y + 89 * c + x * y) % 256));
        }
    }
    return photo;
}

TEST(Preprocess, GivesTheIndependentlyComputedValues) {
    std::ifstream file(fixture("preprocess.json"));
    const nlohmann::json cases = nlohmann::json::parse(file);
    ASSERT_EQ(cases.size(), 12U);
    for (const nlohmann::json& golden : cases) {
        const Photo photo = golden_photo(golden["photo"][0], golden["photo"][1]);
        const Pixels pixels = preprocess(photo, recipe_from_name(golden["recipe"].get<std::string>()),
                                         golden["size"][0], golden["size"][1]);
        const auto expected = golden["values"].get<std::vector<float>>();
        ASSERT_EQ(pixels.values.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            ASSERT_NEAR(pixels.values[i], expected[i], 2e-5)
                << golden["recipe"] << golden["photo"] << golden["size"];
    }
}

TEST(Preprocess, MapsBlackAndWhiteToTheEndsOfTheRange) {
    const Photo photo{2, 1, {0, 0, 0, 255, 255, 255}, {}};
    for (const Recipe recipe : {Recipe::tensorflow, Recipe::antialias}) {
        const Pixels pixels = preprocess(photo, recipe, 2, 1);
        EXPECT_FLOAT_EQ(pixels.values.front(), -1);
        EXPECT_FLOAT_EQ(pixels.values.back(), 1);
    }
}

TEST(Preprocess, OnlyAntialiasSeesEveryPixelWhenShrinking) {
    // Columns of black and white, shrunk by eight: the mean is grey, but two neighbours of one point need not
    // be.
    Photo photo{64, 64, {}, {}};
    for (int i = 0; i < 64 * 64; ++i)
        photo.rgb.insert(photo.rgb.end(), 3, i % 64 % 8 == 0 ? 255 : 0);
    const auto mean = [](const Pixels& pixels) {
        double sum = 0;
        for (const float value : pixels.values)
            sum += value;
        return sum / static_cast<double>(pixels.values.size());
    };
    EXPECT_NEAR(mean(preprocess(photo, Recipe::antialias, 8, 8)), 2.0 / 8 - 1, 0.05);
    EXPECT_NEAR(mean(preprocess(photo, Recipe::tensorflow, 8, 8)), -1, 1e-5);
}

TEST(Recipe, NamesGoBothWays) {
    for (const Recipe recipe : {Recipe::tensorflow, Recipe::antialias})
        EXPECT_EQ(recipe_from_name(recipe_name(recipe)), recipe);
    EXPECT_THROW(recipe_from_name("lanczos"), UsageError);
    EXPECT_THROW(preprocess(golden_photo(2, 2), Recipe::antialias, 0, 4), UsageError);
}

} // namespace
} // namespace saccade
