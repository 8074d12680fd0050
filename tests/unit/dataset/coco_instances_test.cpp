#include "core/dataset/coco_instances.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>

#include <fstream>

namespace saccade {
namespace {

class CocoInstances : public testing::Test {
protected:
    std::filesystem::path write(const std::string& annotations) const {
        const auto path = folder.path() / "instances.json";
        std::ofstream(path)
            << R"({"images": [{"id": 7, "width": 200, "height": 100}, {"id": 8, "width": 10, "height": 10}],
            "categories": [{"id": 1, "name": "person"}, {"id": 18, "name": "dog"}], "annotations": [)"
            << annotations << "]}";
        return path;
    }

    TemporaryFolder folder;
};

TEST_F(CocoInstances, AreBoxesInFractionsOfThePhoto) {
    const auto instances = read_coco_instances(
        write(R"({"image_id": 7, "category_id": 18, "bbox": [50, 25, 100, 50], "iscrowd": 0},
                 {"image_id": 7, "category_id": 1, "bbox": [0, 0, 200.4, 100], "iscrowd": 1})"));
    ASSERT_EQ(instances.size(), 2U);
    EXPECT_TRUE(instances.at(8).empty());
    ASSERT_EQ(instances.at(7).size(), 2U);
    const ObjectInstance& dog = instances.at(7).front();
    EXPECT_EQ(dog.category, "dog");
    EXPECT_FLOAT_EQ(dog.left, 0.25F);
    EXPECT_FLOAT_EQ(dog.top, 0.25F);
    EXPECT_FLOAT_EQ(dog.right, 0.75F);
    EXPECT_FLOAT_EQ(dog.bottom, 0.75F);
    EXPECT_FALSE(dog.is_crowd);
    EXPECT_TRUE(instances.at(7).back().is_crowd);
    EXPECT_FLOAT_EQ(instances.at(7).back().right, 1) << "published boxes stand out by fractions of a pixel";
}

TEST_F(CocoInstances, RefusesBoxesThatLieNowhere) {
    for (const char* const annotation :
         {R"({"image_id": 9, "category_id": 1, "bbox": [0, 0, 1, 1]})",
          R"({"image_id": 7, "category_id": 2, "bbox": [0, 0, 1, 1]})",
          R"({"image_id": 7, "category_id": 1, "bbox": [0, 0, 300, 10]})",
          R"({"image_id": 7, "category_id": 1, "bbox": [0, 0, -1, 10]})",
          R"({"image_id": 7, "category_id": 1, "bbox": [0, 0, 1]})", R"({"image_id": 7, "category_id": 1})",
          R"({"image_id": 7, "category_id": 1, "bbox": "all"})"})
        EXPECT_THROW(read_coco_instances(write(annotation)), FileError) << annotation;
}

TEST_F(CocoInstances, SayWhatIsMissing) {
    const auto path = folder.path() / "captions.json";
    std::ofstream(path) << R"({"images": [], "annotations": []})";
    try {
        read_coco_instances(path);
        FAIL();
    } catch (const FileError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("categories"));
    }
}

} // namespace
} // namespace saccade
