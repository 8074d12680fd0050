#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "core/support/mapped_file.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>

#include <sys/stat.h>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(MappedFile, ShowsTheWholeFile) {
    const TemporaryFolder folder;
    write_file_atomically(folder.path() / "file", "content");
    MappedFile first(folder.path() / "file");
    const MappedFile file = std::move(first);
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()),
              "content");
}

TEST(MappedFile, RefusesWhatIsNoReadableFile) {
    const TemporaryFolder folder;
    const auto refused = [](const std::filesystem::path& path, const char* why) {
        EXPECT_THAT([&] { MappedFile{path}; }, ThrowsMessage<FileError>(HasSubstr(why)));
    };
    refused(folder.path(), "this is a folder");
    refused(folder.path() / "gone", "no such file");
    write_file_atomically(folder.path() / "empty", "");
    refused(folder.path() / "empty", "the file is empty");
    ASSERT_EQ(::mkfifo((folder.path() / "pipe").c_str(), 0600), 0);
    refused(folder.path() / "pipe", "not a regular file"); // and it must not wait for a writer
}

TEST(FileError, ReadsAsSentences) {
    const FileError error("a.jpg", "it is broken", "Mend it");
    EXPECT_STREQ(error.what(), "a.jpg: it is broken. Mend it.");
    EXPECT_STREQ(FileError("a.jpg", "it is broken").what(), "a.jpg: it is broken.");
}

} // namespace
} // namespace saccade
