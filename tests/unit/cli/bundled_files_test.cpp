#include "app/common/bundled_files.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

namespace saccade {
namespace {

namespace fs = std::filesystem;

class BundledFiles : public testing::Test {
protected:
    void TearDown() override { ::unsetenv("SACCADE_RESOURCES"); }

    TemporaryFolder folder;
};

TEST_F(BundledFiles, TheEnvironmentDecidesWhereTheyLie) {
    fs::create_directories(folder.path() / "models");
    fs::create_directories(folder.path() / "photos");
    std::ofstream(folder.path() / "models" / "saccade-mobile.safetensors") << "x";
    for (const char* name : {"dog.jpg", "cat.jpg", "CREDITS.md"})
        std::ofstream(folder.path() / "photos" / name) << "x";
    ::setenv("SACCADE_RESOURCES", folder.path().c_str(), 1);
    EXPECT_EQ(bundled_model(), folder.path() / "models" / "saccade-mobile.safetensors");
    EXPECT_THAT(bundled_photos(), testing::ElementsAre(folder.path() / "photos" / "cat.jpg",
                                                       folder.path() / "photos" / "dog.jpg"));
}

TEST_F(BundledFiles, AModelIsFoundByItsName) {
    const fs::path models = folder.path() / "models";
    fs::create_directories(models);
    for (const char* name : {"another.safetensors", "saccade-mobile.safetensors", "z.safetensors", "NOTICE"})
        std::ofstream(models / name) << "x";
    ::setenv("SACCADE_RESOURCES", folder.path().c_str(), 1);
    EXPECT_THAT(bundled_models(),
                testing::ElementsAre(models / "saccade-mobile.safetensors", models / "another.safetensors",
                                     models / "z.safetensors"));
    EXPECT_EQ(model_named(""), models / "saccade-mobile.safetensors");
    EXPECT_EQ(model_named("bundled"), models / "saccade-mobile.safetensors");
    EXPECT_EQ(model_named("another"), models / "another.safetensors");
    EXPECT_EQ(model_named("NOTICE"), "NOTICE");
    EXPECT_EQ(model_named("models/another"), "models/another");
    const fs::path before = fs::current_path();
    fs::current_path(folder.path());
    std::ofstream("another") << "x"; // a file of the user's
    EXPECT_EQ(model_named("another"), "another");
    fs::current_path(before);
}

TEST_F(BundledFiles, WhatIsMissingIsNamed) {
    ::setenv("SACCADE_RESOURCES", folder.path().c_str(), 1);
    EXPECT_TRUE(bundled_photos().empty());
    try {
        bundled_model();
        FAIL() << "found a model in an empty folder";
    } catch (const FileError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("saccade-mobile.safetensors"));
    }
    const fs::path nowhere = folder.path() / "nowhere";
    ::setenv("SACCADE_RESOURCES", nowhere.c_str(), 1);
    EXPECT_THROW(resource_folder(), FileError);
}

TEST_F(BundledFiles, ABuildFindsThoseOfItsSourceTree) {
    ::unsetenv("SACCADE_RESOURCES");
    EXPECT_FALSE(bundled_photos().empty());
}

} // namespace
} // namespace saccade
