#include "core/image/raster.h"
#include "tests/unit/image/fixtures.h"

#include <gmock/gmock.h>

#include <lcms2.h>

namespace saccade {
namespace {

std::vector<std::byte> serialised(cmsHPROFILE profile) {
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    std::vector<std::byte> bytes(size);
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    return bytes;
}

std::vector<std::byte> rgb_profile(const cmsCIExyYTRIPLE& primaries, double gamma) {
    const cmsCIExyY white{0.3127, 0.3290, 1};
    cmsToneCurve* const curve = cmsBuildGamma(nullptr, gamma);
    cmsToneCurve* curves[3] = {curve, curve, curve};
    const cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);
    cmsFreeToneCurve(curve);
    return serialised(profile);
}

constexpr cmsCIExyYTRIPLE srgb{{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}};
constexpr cmsCIExyYTRIPLE red_and_green_swapped{{0.30, 0.60, 1}, {0.64, 0.33, 1}, {0.15, 0.06, 1}};

Raster one_pixel(Raster::Layout layout, std::vector<std::uint8_t> samples,
                 std::vector<std::byte> profile = {}) {
    return {1, 1, layout, std::move(samples), std::move(profile)};
}

TEST(ToSrgb, FollowsTheEmbeddedProfile) {
    const auto found =
        to_srgb(one_pixel(Raster::Layout::rgb, {255, 0, 0}, rgb_profile(red_and_green_swapped, 2.2)));
    EXPECT_LE(found[0], 3);
    EXPECT_GE(found[1], 252);
    EXPECT_LE(found[2], 3);
}

TEST(ToSrgb, FollowsTheProfilesGamma) {
    // Linear light: half of it is 188 in sRGB.
    const auto found = to_srgb(one_pixel(Raster::Layout::rgb, {128, 128, 128}, rgb_profile(srgb, 1.0)));
    for (const std::uint8_t value : found)
        EXPECT_NEAR(value, 188, 2);
}

TEST(ToSrgb, FollowsAGreyProfile) {
    const cmsCIExyY white{0.3457, 0.3585, 1};
    cmsToneCurve* const curve = cmsBuildGamma(nullptr, 1.0);
    const cmsHPROFILE profile = cmsCreateGrayProfile(&white, curve);
    cmsFreeToneCurve(curve);
    const auto found = to_srgb(one_pixel(Raster::Layout::grey, {128}, serialised(profile)));
    for (const std::uint8_t value : found)
        EXPECT_NEAR(value, 188, 2);
}

TEST(ToSrgb, AppliesAlphaAfterTheProfile) {
    const auto opaque =
        to_srgb(one_pixel(Raster::Layout::rgba, {255, 0, 0, 255}, rgb_profile(red_and_green_swapped, 2.2)));
    EXPECT_GE(opaque[1], 252);
    const auto clear =
        to_srgb(one_pixel(Raster::Layout::rgba, {255, 0, 0, 0}, rgb_profile(red_and_green_swapped, 2.2)));
    EXPECT_EQ(clear, (std::vector<std::uint8_t>{255, 255, 255}));
}

TEST(ToSrgb, IgnoresABrokenProfileOrOneOfAnotherColourSpace) {
    const std::vector<std::byte> junk(500, std::byte{0x5A});
    EXPECT_EQ(to_srgb(one_pixel(Raster::Layout::rgb, {9, 8, 7}, junk)), (std::vector<std::uint8_t>{9, 8, 7}));
    EXPECT_EQ(to_srgb(one_pixel(Raster::Layout::grey, {9}, rgb_profile(srgb, 1.0))),
              (std::vector<std::uint8_t>{9, 9, 9}));
}

TEST(ToSrgb, MixesInksWithoutAProfile) {
    EXPECT_EQ(to_srgb(one_pixel(Raster::Layout::cmyk, {0, 0, 0, 0})),
              (std::vector<std::uint8_t>{255, 255, 255}));
    EXPECT_EQ(to_srgb(one_pixel(Raster::Layout::cmyk, {255, 0, 0, 0})),
              (std::vector<std::uint8_t>{0, 255, 255}));
    EXPECT_EQ(to_srgb(one_pixel(Raster::Layout::cmyk, {0, 0, 0, 255})), (std::vector<std::uint8_t>{0, 0, 0}));
}

/// The fixtures' own profiles exchange red and green.
TEST(EmbeddedProfile, IsAppliedAndNamedInEveryFormatThatHasOne) {
    for (const char* file : {"profile.jpg", "profile.png", "profile.webp", "profile.tif"}) {
        const Photo photo = read_photo(fixture(file));
        EXPECT_EQ(photo.info.profile, "Saccade test") << file;
        const auto found = corners(photo);
        const std::array<Rgb, 3> exchanged{Rgb{20, 220, 30}, Rgb{200, 20, 40}, Rgb{40, 30, 210}};
        for (std::size_t corner = 0; corner < exchanged.size(); ++corner) {
            for (std::size_t channel = 0; channel < 3; ++channel) // gamma 2.2 is not quite sRGB's curve
                EXPECT_NEAR(found[corner][channel], exchanged[corner][channel], 14) << file << corner;
        }
    }
}

/// The fixtures' first ink is red by their profile; without it, it would be cyan.
TEST(EmbeddedProfile, OfInksIsApplied) {
    for (const char* file : {"inks.jpg", "inks.tif"}) {
        const Photo photo = read_photo(fixture(file));
        EXPECT_EQ(photo.info.profile, "Saccade test") << file;
        const Rgb ink = pixel(photo, 1, 4);
        EXPECT_GT(ink[0], 230) << file;
        EXPECT_LT(ink[1], 30) << file;
        const Rgb paper = pixel(photo, 6, 4);
        EXPECT_GT(paper[1], 245) << file;
    }
}

} // namespace
} // namespace saccade
