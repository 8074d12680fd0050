#include "core/dataset/dataset.h"
#include "tests/unit/dataset/photo_ids.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace saccade {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Dataset numbered(int count) {
    Dataset dataset{"numbers", {}, {"a warning"}};
    for (int i = 0; i < count; ++i)
        dataset.photos.push_back({std::to_string(i), "photo.jpg", {"a number"}, Split::train});
    return dataset;
}

} // namespace

TEST(Dataset, SelectsASplitInItsOrder) {
    Dataset dataset = numbered(5);
    dataset.photos[1].split = Split::dev;
    dataset.photos[3].split = Split::dev;
    EXPECT_THAT(ids(select_split(dataset, Split::dev)), ElementsAre("1", "3"));
    EXPECT_THAT(ids(select_split(dataset, Split::train)), ElementsAre("0", "2", "4"));
    EXPECT_THAT(ids(select_split(dataset, Split::test)), IsEmpty());
    EXPECT_EQ(select_split(dataset, Split::dev).name, "numbers");
}

TEST(Dataset, NamesItsSplits) {
    EXPECT_EQ(split_name(Split::train), "train");
    EXPECT_EQ(split_name(Split::dev), "dev");
    EXPECT_EQ(split_name(Split::test), "test");
    EXPECT_EQ(split_name(Split::none), "none");
}

TEST(RandomSubset, IsTheSameForTheSameSeed) {
    const Dataset dataset = numbered(20);
    EXPECT_EQ(ids(random_subset(dataset, 5, 7)), ids(random_subset(dataset, 5, 7)));
    EXPECT_NE(ids(random_subset(dataset, 5, 7)), ids(random_subset(dataset, 5, 8)));
}

// Drawn by hand from the published algorithms: MT19937-64 seeded with 7, value modulo what is left,
// Fisher-Yates.
TEST(RandomSubset, DoesNotDependOnTheStandardLibrary) {
    EXPECT_THAT(ids(random_subset(numbered(20), 5, 7)), ElementsAre("1", "8", "11", "15", "17"));
}

TEST(RandomSubset, KeepsTheOrderAndTakesNoPhotoTwice) {
    const Dataset subset = random_subset(numbered(1000), 300, 1);
    std::vector<int> numbers;
    for (const std::string& id : ids(subset))
        numbers.push_back(std::stoi(id));
    ASSERT_EQ(numbers.size(), 300U);
    EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
    EXPECT_EQ(std::adjacent_find(numbers.begin(), numbers.end()), numbers.end());
}

TEST(RandomSubset, DrawsEveryPhotoAboutAsOften) {
    const Dataset dataset = numbered(10);
    std::vector<int> drawn(10);
    for (std::uint64_t seed = 0; seed < 2000; ++seed)
        for (const std::string& id : ids(random_subset(dataset, 3, seed)))
            ++drawn[static_cast<std::size_t>(std::stoi(id))];
    for (const int times : drawn) // 600 expected, standard deviation 20
        EXPECT_NEAR(times, 600, 100);
}

TEST(RandomSubset, IsTheWholeWhenThereAreNoMore) {
    const Dataset dataset = numbered(4);
    EXPECT_THAT(ids(random_subset(dataset, 4, 1)), ElementsAre("0", "1", "2", "3"));
    EXPECT_THAT(ids(random_subset(dataset, 50'000, 1)), ElementsAre("0", "1", "2", "3"));
    EXPECT_THAT(ids(random_subset(dataset, 0, 1)), IsEmpty());
}

} // namespace saccade
