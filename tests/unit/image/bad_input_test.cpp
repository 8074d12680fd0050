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

TEST(BadInput, KnownFormatsThatAreNotReadAreNamedWithARemedy) {
    using namespace std::string_view_literals;
    const auto refusal = [](std::string_view format) {
        return "photo: Saccade does not read " + std::string(format) +
               " files. Convert it to JPEG or PNG first.";
    };
    EXPECT_EQ(fault_of_text("\0\0\0\x18"
                            "ftypheic\0\0\0\0"sv),
              refusal("HEIC"));
    EXPECT_EQ(fault_of_text("\0\0\0\x18"
                            "ftypavif\0\0\0\0"sv),
              refusal("AVIF"));
    EXPECT_EQ(fault_of_text("\0\0\0\x1C"
                            "ftypmif1\0\0\0\0mif1avif"sv),
              refusal("AVIF"));
    EXPECT_EQ(fault_of_text("\0\0\0\x18"
                            "ftypcrx \0\0\0\1crx isom"sv),
              refusal("camera raw"));
    EXPECT_EQ(fault_of_text("\0\0\0\x14"
                            "ftypmp42\0\0\0\0isom"sv),
              refusal("video"));
    EXPECT_EQ(fault_of_text("II*\0\x10\0\0\0CR\2\0"sv), refusal("camera raw"));
    EXPECT_EQ(fault_of_text("FUJIFILMCCD-RAW 0201"), refusal("camera raw"));
    EXPECT_EQ(fault_of_text("%PDF-1.7\n"), refusal("PDF"));
    EXPECT_EQ(fault_of_text("<svg xmlns=''/>"), refusal("SVG"));
    EXPECT_EQ(fault_of_text("<?xml version='1.0'?>\n<!-- drawn -->\n<svg xmlns=''/>"), refusal("SVG"));
    EXPECT_EQ(fault_of_text("\1\2\3\4\5"), "photo: this is no photo that Saccade knows. "
                                           "Open a JPEG, PNG, WebP, TIFF, BMP or GIF file.");
}

class Truncated : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Files, Truncated,
                         testing::Values("waves_baseline.jpg", "waves_progressive.jpg", "waves.png",
                                         "waves.webp", "rgb.tif", "palette.tif", "tiled.tif", "rgb.bmp",
                                         "runs.bmp", "plain.gif", "interlaced.gif", "interlaced.png",
                                         "cmyk.tif"));

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
        EXPECT_THAT(fault, testing::ContainsRegex("[1-9][0-9] of 96 pixel rows are missing")) << file;
    }
    const std::vector<std::byte> bmp = fixture_bytes("rgb.bmp");
    EXPECT_EQ(
        fault_of(std::span(bmp).first(54 + 10 * 72)),
        "photo: the BMP data end early: 6 of 16 pixel rows are missing. Fetch or copy the photo again.");
    const std::vector<std::byte> webp = fixture_bytes("waves.webp");
    EXPECT_THAT(fault_of(std::span(webp).first(webp.size() - 100)),
                HasSubstr("100 of " + std::to_string(webp.size()) + " bytes are missing"));
}

TEST(BadInput, DamagedInTheMiddleIsAnError) {
    for (const char* file : {"waves_baseline.jpg", "waves.png"}) {
        std::vector<std::byte> bytes = fixture_bytes(file);
        for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 64; ++i)
            bytes[i] = std::byte{0xFF};
        EXPECT_THAT(fault_of(bytes), StartsWith("photo: ")) << file;
    }
}

void append_number(std::string& text, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        text += static_cast<char>(value >> shift & 0xFF);
}

void append_chunk(std::string& png, std::string_view type, std::string_view data) {
    append_number(png, static_cast<std::uint32_t>(data.size()));
    const std::string body = std::string(type) + std::string(data);
    png += body;
    append_number(png, static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(body.data()),
                                                        static_cast<uInt>(body.size()))));
}

/// A valid black grey PNG of side x side pixels. Its rows are deflated once, a hundred at a time, and that
/// block is repeated (a full flush makes blocks independent): 900 million pixels fit in a megabyte, in no
/// time.
std::string black_png(std::uint32_t side) {
    constexpr std::uint32_t block_rows = 100;
    const std::string rows(std::size_t{side + 1} * block_rows, '\0'); // a filter byte, then the pixels
    std::string block(compressBound(rows.size()) + 64, '\0');
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY); // no zlib header: it is written below
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rows.data()));
    stream.avail_in = static_cast<uInt>(rows.size());
    stream.next_out = reinterpret_cast<Bytef*>(block.data());
    stream.avail_out = static_cast<uInt>(block.size());
    deflate(&stream, Z_FULL_FLUSH);
    block.resize(stream.total_out);
    deflateEnd(&stream);

    std::string data = "\x78\x9C";
    uLong sum = adler32(0, nullptr, 0);
    const uLong block_sum =
        adler32(sum, reinterpret_cast<const Bytef*>(rows.data()), static_cast<uInt>(rows.size()));
    for (std::uint32_t row = 0; row < side; row += block_rows) {
        data += block;
        sum = adler32_combine(sum, block_sum, static_cast<z_off_t>(rows.size()));
    }
    data += std::string("\x03\0", 2); // an empty last block
    append_number(data, static_cast<std::uint32_t>(sum));

    std::string header;
    append_number(header, side);
    append_number(header, side);
    header += std::string("\x08\0\0\0\0", 5);
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
    const std::string png = black_png(300);
    EXPECT_EQ(fault_of_text(png), "opened");
    EXPECT_THAT(fault_of(std::as_bytes(std::span(png)), {89'999}), HasSubstr("300 x 300 pixels are more"));
    EXPECT_EQ(fault_of(std::as_bytes(std::span(png)), {90'000}), "opened");
}

TEST(BadInput, HeadersOfEveryFormatAreHeldToTheLimit) {
    for (const char* file :
         {"rgb.png", "orientation1.jpg", "lossless.webp", "rgb.tif", "rgb.bmp", "plain.gif"})
        EXPECT_THAT(fault_of(fixture_bytes(file), {100}), HasSubstr("pixels are more than")) << file;
}

} // namespace
} // namespace saccade
