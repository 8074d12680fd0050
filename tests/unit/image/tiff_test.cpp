#include "tests/unit/image/fixtures.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

using testing::HasSubstr;

/// A little-endian TIFF of one black 8-bit pixel with further tags: {tag, type, count, value}.
std::string one_pixel_tiff(std::vector<std::array<unsigned, 4>> more) {
    constexpr unsigned shorts = 3;
    constexpr unsigned longs = 4;
    std::vector<std::array<unsigned, 4>> tags{{256, shorts, 1, 1}, {257, shorts, 1, 1}, {258, shorts, 1, 8},
                                              {259, shorts, 1, 1}, {262, shorts, 1, 1}, {273, longs, 1, 8},
                                              {277, shorts, 1, 1}, {278, shorts, 1, 1}, {279, longs, 1, 1}};
    for (const auto& tag : more) {
        std::erase_if(tags, [&](const auto& other) { return other[0] == tag[0]; });
        tags.push_back(tag);
    }
    std::ranges::sort(tags);
    std::string text("II*\0\x0A\0\0\0\0\0", 10); // the pixel at byte 8, the directory at byte 10
    const auto append = [&text](unsigned value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            text += static_cast<char>(value >> (8 * i) & 0xFF);
    };
    append(static_cast<unsigned>(tags.size()), 2);
    for (const auto& [tag, type, count, value] : tags) {
        append(tag, 2);
        append(type, 2);
        append(count, 4);
        append(value, 4);
    }
    append(0, 4);
    return text;
}

TEST(Tiff, CameraRawIsRecognisedInside) {
    ASSERT_EQ(fault_of_text(one_pixel_tiff({})), "opened");
    constexpr std::string_view refusal = "does not read camera raw files. Convert it to JPEG or PNG first.";
    EXPECT_THAT(fault_of_text(one_pixel_tiff({{50706, 1, 4, 0x00000401}})), HasSubstr(refusal)); // DNG
    EXPECT_THAT(fault_of_text(one_pixel_tiff({{254, 4, 1, 1}, {330, 4, 1, 10}})),
                HasSubstr(refusal)); // preview
    EXPECT_THAT(fault_of_text(one_pixel_tiff({{262, 3, 1, 32803}})),
                HasSubstr(refusal)); // colour filter array
}

TEST(Tiff, MissingBytesAreCounted) {
    // The strip says 1000 bytes where the file has 1.
    const std::string text = one_pixel_tiff({{256, 3, 1, 1000}, {279, 4, 1, 1000}});
    EXPECT_EQ(fault_of_text(text), "photo: the TIFF data end early after 0 of 1 pixel rows: " +
                                       std::to_string(1008 - text.size()) +
                                       " of 1008 bytes are missing. Fetch or copy the photo again.");
}

TEST(Tiff, SizesThatTheHeaderInventedTakeNoMemory) {
    for (const unsigned samples : {65535U, 4096U}) {
        const std::string fault = fault_of_text(one_pixel_tiff({{256, 4, 1, 3'000},
                                                                {257, 4, 1, 3'000},
                                                                {277, 3, 1, samples},
                                                                {278, 4, 1, 3'000},
                                                                {279, 4, 1, 4'000'000'000U}}));
        EXPECT_THAT(fault, testing::StartsWith("photo: "));
    }
    EXPECT_THAT(fault_of_text(one_pixel_tiff({{256, 4, 1, 4'000'000'000U}})),
                HasSubstr("4000000000 x 1 pixels are more than the 200 million"));
}

TEST(Tiff, ADirectoryBehindTheEndIsCutShort) {
    const std::string text = one_pixel_tiff({});
    EXPECT_THAT(fault_of_text(text.substr(0, 10)), HasSubstr("the TIFF data end early"));
}

} // namespace
} // namespace saccade
