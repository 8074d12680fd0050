#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/image/fixtures.h"

#include <gmock/gmock.h>

#include <sys/resource.h>
#include <zlib.h>

namespace saccade {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::StartsWith;

std::string fault_of_file(const std::filesystem::path& path) {
    try {
        read_photo(path);
    } catch (const FileError& error) {
        return error.what();
    }
    return "opened";
}

std::string fault_of_text(std::string_view content) {
    return fault_of(std::as_bytes(std::span(content)));
}

TEST(BadInput, TextNamedJpgIsCalledText) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "photo.jpg";
    write_file_atomically(path, "Dear diary, this is no photo.\n");
    EXPECT_EQ(fault_of_file(path), path.string() + ": this is a text file, not a photo. "
                                                   "Open a JPEG, PNG, WebP, TIFF, BMP or GIF file.");
}

TEST(BadInput, EmptyFileFolderAndMissingPathEachHaveTheirSentence) {
    const TemporaryFolder folder;
    const auto empty = folder.path() / "empty.jpg";
    write_file_atomically(empty, "");
    EXPECT_THAT(fault_of_file(empty), HasSubstr("the file is empty"));
    EXPECT_THAT(fault_of_file(folder.path()), HasSubstr("this is a folder"));
    EXPECT_THAT(fault_of_file(folder.path() / "gone.jpg"), HasSubstr("there is no such file"));
    EXPECT_THAT(fault_of({}), HasSubstr("the file is empty"));
}

TEST(BadInput, KnownFormatsThatAreNotReadAreNamed) {
    EXPECT_THAT(fault_of_text(std::string_view("\0\0\0\x18"
                                               "ftypheic\0\0\0\0",
                                               16)),
                HasSubstr("does not read HEIC"));
    EXPECT_THAT(fault_of_text(std::string_view("\0\0\0\x18"
                                               "ftypavif\0\0\0\0",
                                               16)),
                HasSubstr("does not read AVIF"));
    EXPECT_THAT(fault_of_text("%PDF-1.7\n"), HasSubstr("does not read PDF"));
    EXPECT_THAT(fault_of_text("<svg xmlns=''/>"), HasSubstr("Convert it to JPEG"));
    EXPECT_THAT(fault_of_text(std::string_view("\x01\x02\x03\x04\x05", 5)),
                HasSubstr("no photo that Saccade knows"));
}

class Truncated : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Files, Truncated,
                         testing::Values("waves_baseline.jpg", "waves_progressive.jpg", "waves.png",
                                         "waves.webp", "rgb.tif", "rgb.bmp", "plain.gif", "cmyk.tif"));

TEST_P(Truncated, AtTenPlacesIsAnErrorThatSaysSo) {
    const std::vector<std::byte> whole = fixture_bytes(GetParam());
    ASSERT_EQ(fault_of(whole), "opened");
    for (int part = 1; part <= 10; ++part) {
        const std::size_t size = whole.size() * static_cast<std::size_t>(part) / 11;
        const std::string fault = fault_of(std::span(whole).first(size));
        EXPECT_THAT(fault, StartsWith("photo: ")) << part;
        EXPECT_THAT(fault, AnyOf(HasSubstr("end"), HasSubstr("damaged"), HasSubstr("cannot be read")))
            << part;
    }
}

TEST(BadInput, CutJpegAndPngSayHowMuchIsMissing) {
    for (const char* file : {"waves_baseline.jpg", "waves.png"}) {
        const std::vector<std::byte> whole = fixture_bytes(file);
        const std::string fault = fault_of(std::span(whole).first(whole.size() / 2));
        EXPECT_THAT(fault, testing::ContainsRegex("[0-9]+ of 96 pixel rows are missing")) << file;
    }
}

TEST(BadInput, DamagedInTheMiddleIsAnError) {
    for (const char* file : {"waves_baseline.jpg", "waves.png"}) {
        std::vector<std::byte> bytes = fixture_bytes(file);
        for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 64; ++i)
            bytes[i] = std::byte{0xFF};
        EXPECT_THAT(fault_of(bytes), StartsWith("photo: ")) << file;
    }
}

void append_chunk(std::string& png, std::string_view type, std::string_view data) {
    const auto number = [&png](std::uint32_t value) {
        for (int shift = 24; shift >= 0; shift -= 8)
            png += static_cast<char>(value >> shift & 0xFF);
    };
    number(static_cast<std::uint32_t>(data.size()));
    const std::string body = std::string(type) + std::string(data);
    png += body;
    number(static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()))));
}

/// A valid grey PNG of the given side, all black, compressed as it is written: 900 million pixels fit in a
/// megabyte.
std::string black_png(std::uint32_t side) {
    std::string header;
    for (const std::uint32_t size : {side, side}) {
        for (int shift = 24; shift >= 0; shift -= 8)
            header += static_cast<char>(size >> shift & 0xFF);
    }
    header += std::string("\x08\0\0\0\0", 5);
    std::string data;
    z_stream stream{};
    deflateInit(&stream, 9);
    std::string row(side + 1, '\0');
    std::string out(1 << 16, '\0');
    for (std::uint32_t y = 0; y < side; ++y) {
        stream.next_in = reinterpret_cast<Bytef*>(row.data());
        stream.avail_in = static_cast<uInt>(row.size());
        do {
            stream.next_out = reinterpret_cast<Bytef*>(out.data());
            stream.avail_out = static_cast<uInt>(out.size());
            deflate(&stream, y + 1 == side ? Z_FINISH : Z_NO_FLUSH);
            data.append(out, 0, out.size() - stream.avail_out);
        } while (stream.avail_out == 0);
    }
    deflateEnd(&stream);
    std::string png = "\x89PNG\r\n\x1A\n";
    append_chunk(png, "IHDR", header);
    append_chunk(png, "IDAT", data);
    append_chunk(png, "IEND", "");
    return png;
}

TEST(BadInput, HugePngIsRefusedBeforeMemoryIsTaken) {
    const std::string png = black_png(30'000);
    rusage before{};
    getrusage(RUSAGE_SELF, &before);
    const std::string fault = fault_of_text(png);
    rusage after{};
    getrusage(RUSAGE_SELF, &after);
    EXPECT_EQ(fault, "photo: 30000 x 30000 pixels are more than the 200 million that Saccade opens. Shrink "
                     "the photo first.");
    EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 16 * 1024); // KiB; the pixels would be 900 MB
}

TEST(BadInput, TheLimitIsTheCallers) {
    const std::string png = black_png(100);
    EXPECT_EQ(fault_of_text(png), "opened");
    EXPECT_THAT(fault_of(std::as_bytes(std::span(png)), {9'999}), HasSubstr("100 x 100 pixels are more"));
    EXPECT_EQ(fault_of(std::as_bytes(std::span(png)), {10'000}), "opened");
}

TEST(BadInput, HeadersOfEveryFormatAreHeldToTheLimit) {
    for (const char* file :
         {"rgb.png", "orientation1.jpg", "lossless.webp", "rgb.tif", "rgb.bmp", "plain.gif"})
        EXPECT_THAT(fault_of(fixture_bytes(file), {100}), HasSubstr("pixels are more than")) << file;
}

} // namespace
} // namespace saccade
