#include "core/support/error.h"
#include "core/support/file_lock.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>

#include <fstream>

namespace saccade {
namespace {

class FileLockTest : public testing::Test {
protected:
    FileLockTest() { std::ofstream(path) << "text"; }

    std::string fault() const {
        try {
            const FileLock lock(path, "another has it", "Wait for it");
        } catch (const FileError& error) {
            return error.what();
        }
        return "held";
    }

    TemporaryFolder folder;
    std::filesystem::path path = folder.path() / "file";
};

TEST_F(FileLockTest, OneHoldsItAtATime) {
    {
        const FileLock lock(path, "", "");
        EXPECT_THAT(fault(), testing::AllOf(testing::HasSubstr("another has it"),
                                            testing::HasSubstr("Wait for it"), testing::HasSubstr("file")));
    }
    EXPECT_EQ(fault(), "held");
}

TEST_F(FileLockTest, MovesAndIsLetGoOnce) {
    FileLock first(path, "", "");
    FileLock second(std::move(first));
    EXPECT_NE(fault(), "held");
    FileLock third;
    third = std::move(second);
    EXPECT_NE(fault(), "held");
    third = FileLock();
    EXPECT_EQ(fault(), "held");
}

TEST_F(FileLockTest, OfAMissingFileIsAnError) {
    std::filesystem::remove(path);
    EXPECT_THAT(fault(), testing::HasSubstr("cannot be read"));
}

} // namespace
} // namespace saccade
