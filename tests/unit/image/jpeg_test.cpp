#include "tests/unit/image/fixtures.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace saccade {
namespace {

using testing::HasSubstr;

using Bytes = std::vector<std::byte>;

Bytes with_segment(Bytes jpeg, std::string_view segment) {
    const auto bytes = std::as_bytes(std::span(segment));
    jpeg.insert(jpeg.begin() + 2, bytes.begin(), bytes.end()); // behind the start marker
    return jpeg;
}

/// Where the nth marker of this kind stands (entropy-coded data cannot hold one).
std::ptrdiff_t marker(const Bytes& jpeg, unsigned char kind, int nth) {
    const std::array wanted{std::byte{0xFF}, std::byte{kind}};
    auto at = jpeg.begin();
    for (int i = 0; i < nth; ++i)
        at = std::search(i == 0 ? at : at + 1, jpeg.end(), wanted.begin(), wanted.end());
    return at - jpeg.begin();
}

constexpr unsigned char start_of_scan = 0xDA;

TEST(Jpeg, MissingOnlyItsEndMarkerIsWhole) {
    for (const char* file : {"waves_baseline.jpg", "waves_progressive.jpg"}) {
        const Bytes whole = fixture_bytes(file);
        const Bytes cut(whole.begin(), whole.end() - 2);
        EXPECT_EQ(decode_photo(cut, "photo").rgb, decode_photo(whole, "photo").rgb) << file;
        const Bytes shorter(whole.begin(), whole.end() - 3);
        EXPECT_THAT(fault_of(shorter), HasSubstr("end early")) << file;
    }
}

TEST(Jpeg, MayBeFollowedByOtherData) {
    const Bytes whole = fixture_bytes("waves_baseline.jpg");
    Bytes longer = whole;
    longer.insert(longer.end(), 1000, std::byte{0x55});
    EXPECT_EQ(decode_photo(longer, "photo").rgb, decode_photo(whole, "photo").rgb);
}

TEST(Jpeg, PaddingBeforeTheEndMarkerIsHarmless) {
    const Bytes whole = fixture_bytes("waves_progressive.jpg");
    Bytes padded = whole;
    padded.insert(padded.end() - 2, 5, std::byte{0});
    EXPECT_EQ(decode_photo(padded, "photo").rgb, decode_photo(whole, "photo").rgb);
}

TEST(Jpeg, ProgressiveCutBetweenTwoScansIsCutShort) {
    const Bytes whole = fixture_bytes("waves_progressive.jpg");
    const Bytes cut(whole.begin(), whole.begin() + marker(whole, start_of_scan, 4));
    EXPECT_EQ(
        fault_of(cut),
        "photo: the JPEG data end early, after scan 3 over the picture. Fetch or copy the photo again.");
}

TEST(Jpeg, ProgressiveCutInsideAScanNamesTheScanAndTheRow) {
    const Bytes whole = fixture_bytes("waves_progressive.jpg");
    const std::ptrdiff_t second = marker(whole, start_of_scan, 2);
    const Bytes cut(whole.begin(), whole.begin() + second - (second - marker(whole, start_of_scan, 1)) / 2);
    EXPECT_THAT(fault_of(cut),
                testing::ContainsRegex("in scan 1 over the picture after [1-9][0-9]? of 96 pixel rows"));
}

TEST(Jpeg, DamagedDataNameTheRow) {
    Bytes bytes = fixture_bytes("waves_baseline.jpg");
    // A marker where data should be: what follows cannot be decoded.
    bytes[bytes.size() * 2 / 3] = std::byte{0xFF};
    bytes[bytes.size() * 2 / 3 + 1] = std::byte{0xD9};
    EXPECT_THAT(fault_of(bytes), testing::ContainsRegex("damaged from pixel row [1-9][0-9] of 96 on"));
}

TEST(Jpeg, BrokenProfileIsIgnored) {
    const Bytes whole = fixture_bytes("waves_baseline.jpg");
    const std::string third_of_two = std::string("\xFF\xE2\0\x14ICC_PROFILE\0\x03\x02", 18) + "junk";
    const std::string garbage = std::string("\xFF\xE2\0\x14ICC_PROFILE\0\x01\x01", 18) + "junk";
    for (const std::string& segment : {third_of_two, garbage}) {
        const Photo photo = decode_photo(with_segment(whole, segment), "photo");
        EXPECT_EQ(photo.rgb, decode_photo(whole, "photo").rgb);
        EXPECT_EQ(photo.info.profile, "");
    }
}

TEST(Jpeg, ProfileInSeveralSegmentsIsPutTogether) {
    const Bytes profiled = fixture_bytes("profile.jpg");
    const std::ptrdiff_t segment = marker(profiled, 0xE2, 1);
    const auto byte = [&](std::ptrdiff_t at) {
        return std::to_integer<int>(profiled[static_cast<std::size_t>(at)]);
    };
    const int length = byte(segment + 2) * 256 + byte(segment + 3);
    const std::string_view content(reinterpret_cast<const char*>(profiled.data()) + segment + 18,
                                   static_cast<std::size_t>(length - 16));
    Bytes split = profiled;
    split.erase(split.begin() + segment, split.begin() + segment + 2 + length);
    const auto part = [](char number, std::string_view data) {
        const std::size_t size = data.size() + 16;
        return std::string("\xFF\xE2") + static_cast<char>(size >> 8U) + static_cast<char>(size & 0xFFU) +
               std::string("ICC_PROFILE\0", 12) + number + '\2' + std::string(data);
    };
    split = with_segment(split, part(2, content.substr(100)) + part(1, content.substr(0, 100)));
    EXPECT_EQ(decode_photo(split, "photo").rgb, decode_photo(profiled, "photo").rgb);
}

TEST(Jpeg, ThousandsOfScansAreRefused) {
    Bytes bytes = fixture_bytes("waves_progressive.jpg");
    const std::ptrdiff_t last = [&] {
        int count = 1;
        while (marker(bytes, start_of_scan, count + 1) < std::ssize(bytes))
            ++count;
        return marker(bytes, start_of_scan, count);
    }();
    const Bytes scan(bytes.begin() + last, bytes.end() - 2);
    for (int i = 0; i < 1000; ++i)
        bytes.insert(bytes.end() - 2, scan.begin(), scan.end());
    EXPECT_THAT(fault_of(bytes), HasSubstr("this JPEG cannot be read (more than 100 scans)"));
}

} // namespace
} // namespace saccade
