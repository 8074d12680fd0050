#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sys/resource.h>
#include <sys/stat.h>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

class Atomic : public testing::Test {
protected:
    std::ptrdiff_t files() const {
        return std::distance(std::filesystem::directory_iterator(folder.path()),
                             std::filesystem::directory_iterator());
    }

    TemporaryFolder folder;
    std::filesystem::path path = folder.path() / "file";
};

TEST_F(Atomic, FileAppearsWholeWithCommit) {
    {
        AtomicFile file(path);
        file.write("one ");
        EXPECT_FALSE(std::filesystem::exists(path));
        file.write("two");
        file.commit();
    }
    EXPECT_EQ(content_of(path), "one two");
    EXPECT_EQ(files(), 1);
}

TEST_F(Atomic, FileMayHaveAsLongANameAsTheDiskTakes) {
    std::string name;
    while (name.size() + 3 <= 255)
        name += "\u72d7";
    path = folder.path() / name;
    write_file_atomically(path, "dog");
    EXPECT_EQ(content_of(path), "dog");
    EXPECT_THAT([&] { AtomicFile(folder.path() / (name + "\u72d7")); },
                ThrowsMessage<FileError>(HasSubstr("its name is too long")));
    EXPECT_EQ(files(), 1);
}

TEST_F(Atomic, FileStaysAsItWasWithoutCommit) {
    write_file_atomically(path, "old");
    {
        AtomicFile file(path);
        file.write("new");
    }
    EXPECT_EQ(content_of(path), "old");
    EXPECT_EQ(files(), 1); // no temporary is left behind
}

TEST_F(Atomic, FileKeepsThePermissionsOfTheOneItReplaces) {
    write_file_atomically(path, "old");
    ::chmod(path.c_str(), 0640);
    write_file_atomically(path, "new");
    struct stat info {};
    ::stat(path.c_str(), &info);
    EXPECT_EQ(info.st_mode & 0777, 0640U);
    EXPECT_EQ(content_of(path), "new");
}

TEST_F(Atomic, FileInAMissingFolderOrInPlaceOfAFolderIsRefused) {
    EXPECT_THAT([&] { AtomicFile(folder.path() / "gone" / "file"); },
                ThrowsMessage<FileError>(HasSubstr("its folder does not exist")));
    EXPECT_THAT([&] { AtomicFile{folder.path()}; }, ThrowsMessage<FileError>(HasSubstr("this is a folder")));
}

TEST_F(Atomic, FileThatOutgrowsTheLimitLeavesTheOldOne) {
    write_file_atomically(path, "old");
    const auto grow_beyond_limit = [&] {
        // In a process of its own: the limit and the ignored signal must not reach other tests.
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{4096, 4096};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        try {
            write_file_atomically(path, std::string(100'000, 'x'));
        } catch (const FileError&) {
            std::exit(7);
        }
        std::exit(0);
    };
    EXPECT_EXIT(grow_beyond_limit(), testing::ExitedWithCode(7), "");
    EXPECT_EQ(content_of(path), "old");
    EXPECT_EQ(files(), 1);
}

} // namespace
} // namespace saccade
