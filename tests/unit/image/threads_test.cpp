#include "tests/unit/image/fixtures.h"

#include <gmock/gmock.h>

#include <future>

namespace saccade {
namespace {

TEST(Threads, DecodeSideBySide) {
    const std::vector<std::string> files{"orientation6.jpg", "orientation6.png", "orientation6.webp",
                                         "orientation6.tif", "profile.jpg",      "inks.tif",
                                         "transparent.gif",  "runs.bmp"};
    std::vector<Photo> expected;
    for (const std::string& file : files)
        expected.push_back(read_photo(fixture(file)));
    std::vector<std::future<std::vector<Photo>>> workers;
    for (std::size_t first = 0; first < 4; ++first) { // each begins with another file
        workers.push_back(std::async(std::launch::async, [&files, first] {
            std::vector<Photo> photos(files.size());
            for (std::size_t i = 0; i < files.size(); ++i) {
                const std::size_t file = (first * 2 + i) % files.size();
                photos[file] = read_photo(fixture(files[file]));
            }
            return photos;
        }));
    }
    for (auto& worker : workers) {
        const std::vector<Photo> photos = worker.get();
        for (std::size_t i = 0; i < files.size(); ++i) {
            EXPECT_EQ(photos[i].rgb, expected[i].rgb) << files[i];
            EXPECT_EQ(photos[i].info.orientation, expected[i].info.orientation) << files[i];
            EXPECT_EQ(photos[i].info.profile, expected[i].info.profile) << files[i];
        }
    }
}

} // namespace
} // namespace saccade
