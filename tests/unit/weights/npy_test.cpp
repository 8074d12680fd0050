#include "core/support/error.h"
#include "core/weights/npy.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/weights/file_content.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <limits>

namespace saccade {
namespace {

using ::testing::HasSubstr;

const std::filesystem::path npy_golden = SACCADE_TEST_DATA "/weights";

std::string fault_of_npy(const std::string& content) {
    try {
        read_npy(std::as_bytes(std::span(content)), "hostile.npy");
    } catch (const FileError& error) {
        return error.what();
    }
    return "accepted";
}

std::string npy_of(std::string header, std::size_t values) {
    const auto length = static_cast<std::uint16_t>(header.size());
    std::string size(sizeof(length), '\0');
    std::memcpy(size.data(), &length, sizeof(length));
    return std::string("\x93NUMPY\x01\x00", 8) + size + header + std::string(values * sizeof(float), '\0');
}

TEST(Npy, WritesTheBytesThatNumPyWrites) {
    const TemporaryFolder folder;
    write_npy(folder.path() / "a.npy", {2, 3}, std::vector<float>{-0.5F, -0.25F, 0, 0.25F, 0.5F, 0.75F});
    EXPECT_EQ(content_of(folder.path() / "a.npy"), content_of(npy_golden / "matrix.npy"));
    write_npy(folder.path() / "b.npy", {3},
              std::vector<float>{1.5F, -2, std::numeric_limits<float>::infinity()});
    EXPECT_EQ(content_of(folder.path() / "b.npy"), content_of(npy_golden / "vector.npy"));
    write_npy(folder.path() / "c.npy", {}, std::vector<float>{7});
    EXPECT_EQ(content_of(folder.path() / "c.npy"), content_of(npy_golden / "scalar.npy"));
}

TEST(Npy, ReadsWhatNumPyWrote) {
    const NpyArray matrix = read_npy(npy_golden / "matrix.npy");
    EXPECT_EQ(matrix.shape, (Shape{2, 3}));
    EXPECT_THAT(matrix.values, ::testing::ElementsAre(-0.5F, -0.25F, 0, 0.25F, 0.5F, 0.75F));
    EXPECT_EQ(read_npy(npy_golden / "vector.npy").shape, Shape{3});
    EXPECT_EQ(read_npy(npy_golden / "scalar.npy").shape, Shape{});
}

TEST(Npy, SaysWhyItDoesNotReadOtherArrays) {
    EXPECT_THAT(fault_of_npy(content_of(npy_golden / "doubles.npy")), HasSubstr("<f8"));
    EXPECT_THAT(fault_of_npy(content_of(npy_golden / "columns.npy")), HasSubstr("row-major"));
    EXPECT_THAT(fault_of_npy("not an array"), HasSubstr("not a .npy file"));
}

TEST(Npy, RefusesValuesThatDoNotFillTheShape) {
    const TemporaryFolder folder;
    EXPECT_THROW(write_npy(folder.path() / "a.npy", {2, 3}, std::vector<float>(5)), Error);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "a.npy"));
}

TEST(Npy, RefusesAFileCutAnywhere) {
    const std::string whole = content_of(npy_golden / "matrix.npy");
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_NE(fault_of_npy(whole.substr(0, size)), "accepted") << size;
}

TEST(Npy, RefusesHeadersThatLie) {
    const std::string start = "{'descr': '<f4', 'fortran_order': False, 'shape': ";
    EXPECT_EQ(fault_of_npy(npy_of(start + "(2,)}\n", 2)), "accepted");
    for (const char* shape :
         {"(3,)}\n", "(-2,)}\n", "(2, )", "(4294967296, 4294967296)}\n", "(99999999999999999999,)}\n",
          "((2,))}\n", "2}\n", "(2,), 'shape': (2,)}\n", "(2,), 'more': 1}\n", "(2,)} more\n",
          "(1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2)}\n", ""})
        EXPECT_NE(fault_of_npy(npy_of(start + shape, 2)), "accepted") << shape;
    EXPECT_NE(fault_of_npy(npy_of("{'shape': (2,)}\n", 2)), "accepted");
    EXPECT_NE(fault_of_npy(npy_of("", 2)), "accepted");
}

} // namespace
} // namespace saccade
