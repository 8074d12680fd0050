#include "core/support/error.h"
#include "core/weights/tensor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

namespace saccade {
namespace {

template <typename T>
std::vector<float> floats_of(DType type, const std::vector<T>& elements) {
    const auto bytes = std::as_bytes(std::span(elements));
    return to_floats(type, {static_cast<std::int64_t>(elements.size())}, bytes);
}

TEST(Tensor, ReadsEveryElementTypeAsFloat) {
    using ::testing::ElementsAre;
    EXPECT_THAT(floats_of<double>(DType::f64, {-0.5, 3e10}), ElementsAre(-0.5F, 3e10F));
    EXPECT_THAT(floats_of<float>(DType::f32, {1.25F, -7}), ElementsAre(1.25F, -7));
    EXPECT_THAT(floats_of<std::int64_t>(DType::i64, {-3, 1LL << 40}), ElementsAre(-3, 0x1p40F));
    EXPECT_THAT(floats_of<std::int32_t>(DType::i32, {-70000, 5}), ElementsAre(-70000, 5));
    EXPECT_THAT(floats_of<std::int16_t>(DType::i16, {-32768, 32767}), ElementsAre(-32768, 32767));
    EXPECT_THAT(floats_of<std::int8_t>(DType::i8, {-128, 127}), ElementsAre(-128, 127));
    EXPECT_THAT(floats_of<std::uint8_t>(DType::u8, {0, 255}), ElementsAre(0, 255));
    EXPECT_THAT(floats_of<std::uint8_t>(DType::boolean, {0, 1, 2}), ElementsAre(0, 1, 1));
}

TEST(Tensor, HalfPrecisionAgreesWithItsDefinitionForEveryPattern) {
    std::vector<std::uint16_t> patterns(1U << 16);
    for (std::size_t i = 0; i < patterns.size(); ++i)
        patterns[i] = static_cast<std::uint16_t>(i);
    const std::vector<float> values = floats_of(DType::f16, patterns);
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        const int exponent = static_cast<int>(i >> 10) % 32;
        const int fraction = static_cast<int>(i % 1024);
        if (exponent == 31 && fraction != 0) {
            ASSERT_TRUE(std::isnan(values[i])) << i;
            continue;
        }
        float expected = exponent == 31  ? std::numeric_limits<float>::infinity()
                         : exponent == 0 ? std::ldexp(static_cast<float>(fraction), -24)
                                         : std::ldexp(static_cast<float>(1024 + fraction), exponent - 25);
        if (i >= 0x8000)
            expected = -expected;
        ASSERT_EQ(values[i], expected) << i;
        ASSERT_EQ(std::signbit(values[i]), i >= 0x8000) << i;
    }
    EXPECT_EQ(values[0x7BFF], 65504.0F); // the largest half
    EXPECT_EQ(values[0x0001], 5.9604645e-8F);
}

TEST(Tensor, BrainFloatIsTheUpperHalfOfAFloat) {
    const auto values =
        floats_of<std::uint16_t>(DType::bf16, {0x3F80, 0xC049, 0x0001, 0x7F80, 0xFF80, 0x7FC1, 0x8000});
    EXPECT_EQ(values[0], 1.0F);
    EXPECT_EQ(values[1], -3.140625F);
    EXPECT_EQ(values[2], 0x1p-133F); // subnormal
    EXPECT_EQ(values[3], std::numeric_limits<float>::infinity());
    EXPECT_EQ(values[4], -std::numeric_limits<float>::infinity());
    EXPECT_TRUE(std::isnan(values[5]));
    EXPECT_TRUE(values[6] == 0 && std::signbit(values[6]));
}

TEST(Tensor, CountsElementsWithoutOverflow) {
    EXPECT_EQ(element_count({}), 1);
    EXPECT_EQ(element_count({2, 3, 4}), 24);
    EXPECT_EQ(element_count({std::int64_t{1} << 62, 8, 0}), 0);
    EXPECT_THROW(element_count({std::int64_t{1} << 32, std::int64_t{1} << 31}), Error);
    EXPECT_THROW(element_count({-1, -1}), Error);
    EXPECT_THROW(byte_count(DType::f64, {std::int64_t{1} << 62}), Error);
}

TEST(Tensor, RefusesBytesThatDoNotFillTheShape) {
    EXPECT_THROW(HostTensor::from_floats({2, 2}, {1, 2, 3}), Error);
    HostTensor tensor = HostTensor::from_floats({3}, {1, 2, 3});
    tensor.bytes.pop_back();
    EXPECT_THROW(tensor.to_floats(), Error);
}

TEST(Tensor, ShowsNamesOutOfFilesWithoutControlCharactersAndShortened) {
    EXPECT_EQ(quoted_name("a\x1B[2Jb\n"), "\"a?[2Jb?\"");
    std::string letters;
    for (int i = 0; i < 100; ++i)
        letters += "\u00E9"; // two bytes each
    EXPECT_EQ(quoted_name("x" + letters), "\"x" + letters.substr(0, 98) + "...\"");
}

} // namespace
} // namespace saccade
