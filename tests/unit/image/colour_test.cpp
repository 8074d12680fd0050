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

/// A JPEG with an ICC profile in its APP2 segments, made from a fixture: the decoder must find and apply it.
TEST(EmbeddedProfile, OfAJpegIsAppliedAndNamed) {
    const std::vector<std::byte> profile = rgb_profile(red_and_green_swapped, 2.2);
    std::vector<std::byte> jpeg = fixture_bytes("progressive.jpg");
    std::string segment = "\xFF\xE2";
    const std::size_t length = 2 + 14 + profile.size();
    segment += static_cast<char>(length >> 8);
    segment += static_cast<char>(length & 0xFF);
    segment += std::string("ICC_PROFILE\0\x01\x01", 14);
    segment.append(reinterpret_cast<const char*>(profile.data()), profile.size());
    const auto bytes = std::as_bytes(std::span(segment));
    jpeg.insert(jpeg.begin() + 2, bytes.begin(), bytes.end());
    const Photo photo = decode_photo(jpeg, "profiled.jpg");
    EXPECT_FALSE(photo.info.profile.empty());
    const Rgb red = corners(photo)[0];
    EXPECT_GT(red[1], 180);
    EXPECT_LT(red[0], 60);
}

} // namespace
} // namespace saccade
