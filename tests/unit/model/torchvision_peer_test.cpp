#include "core/image/decode.h"
#include "core/model/backbone_file.h"
#include "core/model/compute_thread.h"
#include "core/weights/backbone_import.h"
#include "tests/support/python.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <thread>
#include <tuple>

namespace saccade {
namespace {

const std::filesystem::path peer = SACCADE_SOURCE_DIR "/../shared/peers/torchvision_reference.py";

std::vector<float> read_f32(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::vector<float> values(std::filesystem::file_size(path) / sizeof(float));
    in.read(reinterpret_cast<char*>(values.data()),
            static_cast<std::streamsize>(values.size() * sizeof(float)));
    return values;
}

/// Planes to what preprocess() gives: row-major RGB.
Pixels interleaved(const std::vector<float>& planes, int size) {
    Pixels pixels{size, size, std::vector<float>(planes.size())};
    const std::size_t area = planes.size() / 3;
    for (std::size_t channel = 0; channel < 3; ++channel) {
        for (std::size_t i = 0; i < area; ++i)
            pixels.values[i * 3 + channel] = planes[channel * area + i];
    }
    return pixels;
}

/// @param unit  what a difference is measured in.
void expect_same_grid(const std::vector<float>& ours, const std::vector<float>& theirs, double unit) {
    ASSERT_EQ(ours.size(), theirs.size());
    double largest = 0, product = 0, norm_ours = 0, norm_theirs = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        largest = std::max(largest, std::abs(double{ours[i]} - theirs[i]));
        product += double{ours[i]} * theirs[i];
        norm_ours += double{ours[i]} * ours[i];
        norm_theirs += double{theirs[i]} * theirs[i];
    }
    EXPECT_GT(norm_theirs, 1.0);
    EXPECT_LT(largest / unit, 1e-3);
    EXPECT_GT(product / std::sqrt(norm_ours * norm_theirs), 0.99999);
}

/// Seed, and whether the file has the layout from before PyTorch 1.6. InceptionV3Golden is the twin without
/// Python.
class TorchvisionPeer : public testing::TestWithParam<std::tuple<int, bool>> {};

TEST_P(TorchvisionPeer, GivesTheSameGridForPixelsAndForAPhoto) {
    if (!std::filesystem::exists(peer))
        GTEST_SKIP() << "needs ../shared/peers/torchvision_reference.py";
    if (const std::string lack = python_lacks({"torch", "torchvision", "PIL"}); !lack.empty())
        GTEST_SKIP() << lack;
    // As many as the peer takes, and one image at a time: convolutions add up in another order otherwise.
    set_compute_threads(static_cast<int>(std::thread::hardware_concurrency()));
    const auto& [seed, legacy] = GetParam();
    const TemporaryFolder folder;
    const std::string weights = folder.path() / "inception_v3.pth";
    std::vector<std::string> arguments{folder.path(), "--seed", std::to_string(seed)};
    if (legacy)
        arguments.emplace_back("--legacy");
    run_python(peer, arguments);
    const std::string photo = SACCADE_SOURCE_DIR "/resources/photos/astronaut.jpg";
    run_python(SACCADE_TEST_DATA "/model/torchvision_photo_grid.py",
               {weights, photo, folder.path() / "photo_grid.f32"});

    const ImportedBackbone imported = import_backbone(weights);
    EXPECT_EQ(imported.backbone, "inception_v3");
    EXPECT_EQ(imported.flavour, "torchvision");
    write_backbone(folder.path() / "backbone.safetensors", imported.backbone, imported.flavour,
                   imported.weights, {});
    const PhotoEncoder encoder = PhotoEncoder::load(folder.path() / "backbone.safetensors", Precision::fp32);
    const Pixels pixels = interleaved(read_f32(folder.path() / "pixels.f32"), 299);
    expect_same_grid(encoder.grids({&pixels, 1}).front().values, read_f32(folder.path() / "grid.f32"), 1);
    // Random weights answer photos with values of hundreds, which fp32 cannot hold to 1e-3 after 48 layers.
    const std::vector<float> photo_grid = read_f32(folder.path() / "photo_grid.f32");
    expect_same_grid(encoder.grid(read_photo(photo), Recipe::tensorflow).values, photo_grid,
                     std::max(1.0F, std::ranges::max(photo_grid) / 100));
}

INSTANTIATE_TEST_SUITE_P(SeedsAndLayouts, TorchvisionPeer,
                         testing::Combine(testing::Values(0, 1, 2), testing::Bool()));

} // namespace
} // namespace saccade
