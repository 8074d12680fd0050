#include "core/image/decode.h"
#include "core/model/backbone_file.h"
#include "tests/support/photo_file.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace saccade {
namespace {

constexpr const char* recipe = SACCADE_SOURCE_DIR "/resources/models/inception-v3-nsfwjs.sh";
constexpr const char* downloads = SACCADE_DOWNLOADS;

bool runs(const std::string& command) {
    return std::system(command.c_str()) == 0;
}

/// The golden script's picture.
Photo formula_photo() {
    constexpr int size = 299;
    Photo photo;
    photo.width = photo.height = size;
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            for (int c = 0; c < 3; ++c)
                photo.rgb.push_back(
                    static_cast<std::uint8_t>((x * (c + 1) + y * 2 + x * y / 97 + 60 * c) % 256));
        }
    }
    return photo;
}

/// InceptionV3Test is the twin without the package.
TEST(NsfwjsRecipe, GivesTheGridThatThePackagesOwnGraphGives) {
    const bool is_here = std::filesystem::exists(std::filesystem::path(downloads) / "nsfwjs-4.2.1.tgz");
    if (!runs("command -v node openssl base64 >/dev/null") ||
        (!is_here && !runs("npm view nsfwjs@4.2.1 version >/dev/null 2>&1")))
        GTEST_SKIP() << "needs node, and npm with a registry that answers";
    const TemporaryFolder folder;
    const std::filesystem::path backbone = folder.path() / "inception_v3.safetensors";
    ASSERT_TRUE(runs(
        fmt::format("SACCADE_CLI='{}' '{}' '{}' '{}'", SACCADE_CLI, recipe, backbone.string(), downloads)));

    const std::filesystem::path picture = folder.path() / "picture.bmp";
    write_bmp(picture, formula_photo());
    const PhotoEncoder encoder = PhotoEncoder::load(backbone, Precision::fp32);
    EXPECT_EQ(encoder.flavour(), "keras");
    const FeatureGrid grid = encoder.grid(read_photo(picture), Recipe::tensorflow);
    std::ifstream file(SACCADE_TEST_DATA "/model/nsfwjs_grid.json");
    const nlohmann::json golden = nlohmann::json::parse(file);
    const std::size_t channels = 2048;
    ASSERT_EQ(grid.values.size(), 64 * channels);
    for (const auto& sample : golden.at("samples")) {
        const auto cell = sample.at(0).get<std::size_t>();
        const auto channel = sample.at(1).get<std::size_t>();
        EXPECT_NEAR(grid.values[cell * channels + channel], sample.at(2).get<double>(), 1e-5)
            << "cell " << cell << ", channel " << channel;
    }
    EXPECT_NEAR(std::ranges::max(grid.values), golden.at("largest").get<double>(), 1e-5);
}

} // namespace
} // namespace saccade
