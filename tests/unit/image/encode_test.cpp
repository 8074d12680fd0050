#include "core/image/decode.h"
#include "core/image/encode.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>

#include <cmath>

namespace saccade {
namespace {

Photo gradient(int width, int height) {
    Photo photo{width, height, {}, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            photo.rgb.push_back(static_cast<std::uint8_t>(255 * x / width));
            photo.rgb.push_back(static_cast<std::uint8_t>(255 * y / height));
            photo.rgb.push_back(100);
        }
    }
    return photo;
}

TEST(EncodeJpeg, CanBeReadAgain) {
    const TemporaryFolder folder;
    const Photo photo = gradient(61, 40);
    write_file_atomically(folder.path() / "photo.jpg", std::span<const std::byte>(encode_jpeg(photo, 95)));
    const Photo read = read_photo(folder.path() / "photo.jpg");
    ASSERT_EQ(read.width, 61);
    ASSERT_EQ(read.height, 40);
    double difference = 0;
    for (std::size_t i = 0; i < read.rgb.size(); ++i)
        difference += std::abs(read.rgb[i] - photo.rgb[i]);
    EXPECT_LT(difference / static_cast<double>(read.rgb.size()), 3);
    EXPECT_THROW(encode_jpeg(Photo{}), Error);
}

TEST(Shrunk, KeepsTheShapeAndNeverGrows) {
    const Photo small = shrunk(gradient(100, 60), 50);
    EXPECT_EQ(small.width, 50);
    EXPECT_EQ(small.height, 30);
    EXPECT_NEAR(small.rgb[0], 2, 3);
    EXPECT_NEAR(small.rgb[(29 * 50 + 49) * 3], 252, 4);
    EXPECT_EQ(shrunk(gradient(100, 60), 200).width, 100);
    EXPECT_EQ(shrunk(gradient(1000, 1), 50).height, 1);
}

} // namespace
} // namespace saccade
