#include "core/model/captioner.h"
#include "core/model/captioner_tensors.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/toy_captioner.h"

#include <gmock/gmock.h>

#include <cmath>

namespace saccade {
namespace {

TEST(Captioner, GridIsTheBackbonesOutputCellByCell) {
    const auto captioner = toy_captioner();
    const Photo photo = toy_photo(90, 40);
    const FeatureGrid grid = captioner->grid(photo);
    ASSERT_EQ(grid.rows, 2);
    ASSERT_EQ(grid.cols, 2);
    ASSERT_EQ(grid.channels, 1280);
    ASSERT_EQ(grid.values.size(), 4U * 1280U);

    const torch::NoGradGuard no_grad;
    const Pixels pixels = preprocess(photo, Recipe::antialias, 64, 64);
    torch::Tensor image = torch::empty({1, 3, 64, 64});
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) {
            for (int channel = 0; channel < 3; ++channel)
                image[0][channel][y][x] = pixels.values[static_cast<std::size_t>((y * 64 + x) * 3 + channel)];
        }
    }
    const torch::Tensor expected = captioner->impl().backbone->forward(image);
    for (int row = 0; row < 2; ++row) {
        for (int col = 0; col < 2; ++col) {
            for (const int channel : {0, 1, 700, 1279})
                EXPECT_NEAR(grid.values[static_cast<std::size_t>((row * 2 + col) * 1280 + channel)],
                            expected[0][channel][row][col].item<float>(), 1e-5);
        }
    }
}

TEST(Captioner, SavedInFullPrecisionComputesTheSame) {
    const TemporaryFolder folder;
    write_bundle(folder.path() / "toy.safetensors", toy_bundle(4));
    const auto loaded = Captioner::load(folder.path() / "toy.safetensors");
    const Photo photo = toy_photo(64, 64);
    EXPECT_EQ(loaded->grid(photo).values, toy_captioner(4)->grid(photo).values);
    EXPECT_EQ(loaded->card().name, "toy");
    EXPECT_EQ(loaded->max_words(), 6);
}

TEST(Captioner, InBf16SeesAlmostTheSame) {
    const TemporaryFolder folder;
    write_bundle(folder.path() / "toy.safetensors", toy_bundle(4));
    const Photo photo = toy_photo(64, 64);
    const auto exact = Captioner::load(folder.path() / "toy.safetensors");
    const auto rounded = Captioner::load(folder.path() / "toy.safetensors", Precision::bf16);
    EXPECT_EQ(exact->precision(), Precision::fp32);
    EXPECT_EQ(rounded->precision(), Precision::bf16);
    const std::vector<float> a = exact->grid(photo).values;
    const std::vector<float> b = rounded->grid(photo).values;
    ASSERT_EQ(a.size(), b.size());
    EXPECT_NE(a, b) << "it was computed in fp32";
    double product = 0, norm_a = 0, norm_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        product += a[i] * b[i];
        norm_a += a[i] * a[i];
        norm_b += b[i] * b[i];
    }
    EXPECT_GT(product / std::sqrt(norm_a * norm_b), 0.999);
}

TEST(Precision, AutomaticFollowsTheProcessor) {
    EXPECT_EQ(precision_from_name("auto"), has_native_bf16() ? Precision::bf16 : Precision::fp32);
    EXPECT_EQ(precision_from_name(precision_name(Precision::bf16)), Precision::bf16);
    EXPECT_EQ(precision_from_name(precision_name(Precision::fp32)), Precision::fp32);
    EXPECT_THROW(precision_from_name("fp8"), UsageError);
}

TEST(Captioner, RefusesAGridOfAnotherBackbone) {
    const auto captioner = toy_captioner();
    const FeatureGrid grid{2, 2, 5, std::vector<float>(20), GridPlacement::even(2, 2)};
    EXPECT_THROW(captioner->encode(grid), UsageError);
}

TEST(Captioner, MissingFileIsOneClearSentence) {
    try {
        Captioner::load("no-such-model.safetensors");
        FAIL() << "it opened";
    } catch (const FileError& error) {
        EXPECT_STREQ(error.what(), "no-such-model.safetensors: there is no such file. Check the path.");
    }
}

} // namespace
} // namespace saccade
