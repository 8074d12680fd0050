#include "tests/unit/cli/process.h"
#include "tests/unit/cli/workbench.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Photos of 40 x 30 pixels, of each of which a person said "a dog runs".
class FaithfulnessCommand : public Workbench {
protected:
    /// @param boxes  the dog's on each photo, as COCO writes them: left, top, width, height.
    void outline(const std::vector<std::vector<double>>& boxes) {
        nlohmann::json captions{{"images", nlohmann::json::array()},
                                {"annotations", nlohmann::json::array()}};
        nlohmann::json instances = captions;
        instances["categories"] = {{{"id", 18}, {"name", "dog"}}};
        std::filesystem::create_directories(folder.path() / "images");
        int id = 0;
        for (const std::vector<double>& box : boxes) {
            ++id;
            const std::string name = std::to_string(id) + ".bmp";
            photo("images/" + name);
            captions["images"].push_back({{"id", id}, {"file_name", name}, {"width", 40}, {"height", 30}});
            captions["annotations"].push_back({{"id", id}, {"image_id", id}, {"caption", "a dog runs"}});
            instances["annotations"].push_back(
                {{"id", id}, {"image_id", id}, {"category_id", 18}, {"bbox", box}, {"iscrowd", 0}});
        }
        instances["images"] = captions["images"];
        write("captions.json", captions.dump());
        write("instances.json", instances.dump());
    }
    Outcome ask() const {
        return run_cli({"faithfulness", model, path("captions.json"), "--instances", path("instances.json"),
                        "--sentences", "people", "--draws", "2", "--json", path("looks.json")});
    }
};

TEST_F(FaithfulnessCommand, CountsPeaksOfCellsAndOfReceptiveFieldsBesideCentreAndOtherPhotos) {
    outline({{0, 0, 40, 30}, {0, 0, 0.5, 0.5}, {0, 0, 40, 30}}); // no peak lies in the second
    const Outcome outcome = ask();
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("3 nouns in 3 photos, people's captions"));
    EXPECT_THAT(outcome.out, HasSubstr("peak in the box 66.7 %, through receptive fields 66.7 %"));
    EXPECT_THAT(outcome.out, HasSubstr("the photo's centre 66.7 %, other photos' maps 66.7 %"));
    const auto figures = nlohmann::json::parse(read("looks.json"));
    for (const char* const key :
         {"pointing", "pointing_through_receptive_fields", "centre", "pointing_of_other_photos"})
        EXPECT_NEAR(figures.at(key).get<double>(), 2.0 / 3, 1e-9) << key;
    ASSERT_EQ(figures.at("looks").size(), 3U);
    EXPECT_TRUE(figures.at("looks").at(0).at("peak_through_receptive_fields_in_box").get<bool>());
    EXPECT_FALSE(figures.at("looks").at(1).at("peak_in_box").get<bool>());
    for (const double fraction : figures.at("looks").at(2).at("peak_through_receptive_fields")) {
        EXPECT_GT(fraction, 0);
        EXPECT_LT(fraction, 1);
    }
}

TEST_F(FaithfulnessCommand, OfOnePhotoThereAreNoOthers) {
    outline({{0, 0, 40, 30}});
    const Outcome outcome = ask();
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("the photo's centre 100.0 %\n"));
    EXPECT_THAT(outcome.out, Not(HasSubstr("other photos")));
    EXPECT_FALSE(nlohmann::json::parse(read("looks.json")).contains("pointing_of_other_photos"));
}

} // namespace
} // namespace saccade
