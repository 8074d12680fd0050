#include "core/attention/colour_map.h"
#include "core/support/error.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>
#include <string>

namespace saccade {
namespace {

TEST(ColourMap, TablesAreThePublishedOnes) {
    std::ifstream golden(SACCADE_TEST_DATA "/attention/colour_maps.csv");
    std::string line;
    std::getline(golden, line);
    int compared = 0;
    while (std::getline(golden, line)) {
        std::istringstream fields(line);
        std::string name;
        std::getline(fields, name, ',');
        std::size_t index = 0;
        int red = 0;
        int green = 0;
        int blue = 0;
        char comma = 0;
        fields >> index >> comma >> red >> comma >> green >> comma >> blue;
        const auto& colour = colour_table(colour_map_from_name(name))[index];
        EXPECT_THAT(colour, testing::ElementsAre(red, green, blue)) << line;
        ++compared;
    }
    EXPECT_EQ(compared, 3 * 256);
}

TEST(ColourMap, GreyRunsFromBlackToWhite) {
    EXPECT_THAT(colour_table(ColourMap::grey)[0], testing::Each(0));
    EXPECT_THAT(colour_table(ColourMap::grey)[100], testing::Each(100));
    EXPECT_THAT(colour_table(ColourMap::grey)[255], testing::Each(255));
}

TEST(ColourMap, NamesGoThereAndBack) {
    for (const char* name : {"viridis", "inferno", "turbo", "grey", "spotlight"})
        EXPECT_EQ(colour_map_name(colour_map_from_name(name)), name);
}

TEST(ColourMap, UnknownNameListsTheKnownOnes) {
    try {
        colour_map_from_name("jet");
        FAIL() << "accepted jet";
    } catch (const UsageError& error) {
        EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("jet"), testing::HasSubstr("viridis"),
                                                 testing::HasSubstr("inferno"), testing::HasSubstr("turbo"),
                                                 testing::HasSubstr("grey")));
    }
}

} // namespace
} // namespace saccade
