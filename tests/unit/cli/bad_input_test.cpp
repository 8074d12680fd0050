#include "core/attention/contact_sheet.h"
#include "tests/unit/cli/process.h"
#include "tests/unit/cli/workbench.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>
#include <zlib.h>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// Loading LibTorch and captioning a small photo take half of it; whoever believes a hostile number needs
/// more.
constexpr std::uint64_t address_space = 2ULL << 30;

std::string big_endian(std::uint32_t number) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes += static_cast<char>(number >> shift);
    return bytes;
}

std::string little_endian(std::uint64_t number) {
    std::string bytes;
    for (int shift = 0; shift < 64; shift += 8)
        bytes += static_cast<char>(number >> shift);
    return bytes;
}

std::string png_chunk(const std::string& type, const std::string& data) {
    const std::string body = type + data;
    const auto* bytes = reinterpret_cast<const Bytef*>(body.data());
    return big_endian(static_cast<std::uint32_t>(data.size())) + body +
           big_endian(static_cast<std::uint32_t>(crc32(0, bytes, static_cast<uInt>(body.size()))));
}

/// A valid black PNG, one bit a pixel.
std::string huge_png(std::uint32_t side) {
    const std::string pixels(static_cast<std::size_t>(side) * (1 + (side + 7) / 8), '\0');
    uLongf size = compressBound(pixels.size());
    std::string packed(size, '\0');
    compress2(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(pixels.data()),
              pixels.size(), 1);
    packed.resize(size);
    return "\x89PNG\r\n\x1a\n" +
           png_chunk("IHDR", big_endian(side) + big_endian(side) + std::string("\1\0\0\0\0", 5)) +
           png_chunk("IDAT", packed) + png_chunk("IEND", "");
}

std::string safetensors(const std::string& header, std::size_t data_bytes) {
    return little_endian(header.size()) + header + std::string(data_bytes, '\0');
}

class BadInput : public Workbench {
protected:
    static Outcome run_limited(const std::vector<std::string>& arguments) {
        RunOptions options;
        options.address_space = address_space;
        return run_cli(arguments, options);
    }

    /// One clear sentence about `file` on stderr, nothing on stdout, exit code 1.
    static void expect_refused(const Outcome& outcome, const std::string& file) {
        EXPECT_EQ(outcome.code, 1) << outcome.err;
        EXPECT_EQ(outcome.out, "");
        EXPECT_EQ(line_count(outcome.err), 1) << outcome.err;
        EXPECT_THAT(outcome.err, StartsWith(file + ": "));
        EXPECT_THAT(outcome.err, testing::EndsWith(".\n"));
    }

    /// The same for each of several photos in one run.
    void expect_photos_refused(const std::vector<std::string>& photos) {
        std::vector<std::string> arguments{"caption", "--model", model};
        arguments.insert(arguments.end(), photos.begin(), photos.end());
        const Outcome outcome = run_limited(arguments);
        EXPECT_EQ(outcome.code, 1);
        EXPECT_EQ(outcome.out, "");
        std::istringstream lines(outcome.err);
        std::string line;
        for (const std::string& photo : photos) {
            std::getline(lines, line);
            EXPECT_THAT(line, StartsWith(photo + ": "));
            EXPECT_THAT(line, testing::EndsWith("."));
        }
        EXPECT_FALSE(std::getline(lines, line)) << line;
    }

    /// `content` cut at ten places.
    std::vector<std::string> cut_at_ten_places(const std::string& content, const std::string& extension) {
        std::vector<std::string> files;
        for (std::size_t i = 0; i < 10; ++i) {
            files.push_back(path("cut" + std::to_string(i) + extension));
            write(files.back().substr(folder.path().string().size() + 1),
                  content.substr(0, 4 + (content.size() - 8) * i / 9));
        }
        return files;
    }
};

TEST_F(BadInput, AGoodPhotoFitsTheLimit) {
    const Outcome outcome =
        run_limited({"caption", photo("a.bmp"), "--model", model, "--overlay", path("figures")});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
}

TEST_F(BadInput, FilesThatAreNoPhotos) {
    write("text.jpg", "Dear diary, this is not a photo.\n");
    write("empty.jpg", "");
    expect_photos_refused({path("text.jpg"), path("empty.jpg"), folder.path().string(), path("missing.jpg")});
}

TEST_F(BadInput, PhotosCutShort) {
    write_contact_sheet(path("whole.png"), Photo{64, 48, std::vector<std::uint8_t>(64 * 48 * 3, 90), {}}, {},
                        GridPlacement::even(8, 8));
    expect_photos_refused(cut_at_ten_places(read("whole.png"), ".png"));
    std::ifstream jpeg(SACCADE_SOURCE_DIR "/resources/photos/cat.jpg", std::ios::binary);
    std::ostringstream content;
    content << jpeg.rdbuf();
    ASSERT_GT(content.str().size(), 1000U);
    expect_photos_refused(cut_at_ten_places(content.str(), ".jpg"));
}

TEST_F(BadInput, PngThatUnpacksToMoreThanMemory) {
    write("huge.png", huge_png(30000));
    ASSERT_LT(read("huge.png").size(), 2'000'000U);
    expect_photos_refused({path("huge.png")});
    expect_refused(run_limited({"info", path("huge.png")}), path("huge.png"));
}

TEST_F(BadInput, BundleCutInHalf) {
    const std::string whole = read("toy.safetensors");
    write("half.safetensors", whole.substr(0, whole.size() / 2));
    const std::string half = path("half.safetensors");
    expect_refused(run_limited({"caption", photo("a.bmp"), "--model", half}), half);
    expect_refused(run_limited({"info", half}), half);
    expect_refused(run_limited({"encode", photo("a.bmp"), "--backbone", half, "--out", path("grid.npy")}),
                   half);
    EXPECT_FALSE(exists("grid.npy"));
}

TEST_F(BadInput, SafetensorsHeadersThatLie) {
    const std::string entry = R"({"dtype":"F32","shape":[4],"data_offsets":)";
    const std::vector<std::string> liars{
        little_endian(1ULL << 62) + "{}",
        safetensors(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,16]}})", 16),
        safetensors(R"({"a":)" + entry + "[0,16]},\"b\":" + entry + "[8,24]}}", 24),
        safetensors(R"({"a":)" + entry + "[0,16]}}", 4),
        safetensors(R"({"a":)" + entry + "[16,0]}}", 16),
        safetensors(R"({"a":)" + entry + "[1000000000000,1000000000016]}}", 16),
        safetensors("{\"a\":", 16),
    };
    for (const std::string& liar : liars) {
        write("liar.safetensors", liar);
        const std::string file = path("liar.safetensors");
        expect_refused(run_limited({"info", file}), file);
        expect_refused(run_limited({"caption", photo("a.bmp"), "--model", file}), file);
    }
}

TEST_F(BadInput, TfliteWithOffsetsOutsideTheFile) {
    write("wild.tflite", std::string("\xF0\xFF\xFF\x7FTFL3", 8) + std::string(64, '\xFF'));
    const std::string file = path("wild.tflite");
    expect_refused(run_limited({"info", file}), file);
    expect_refused(
        run_limited({"import", file, "--backbone", "mobilenet_v2", "--out", path("out.safetensors")}), file);
}

TEST_F(BadInput, NumPyArrayThatPromisesMoreThanItHolds) {
    write("array.npy", std::string("\x93NUMPY\x01\x00\x76\x00", 10) +
                           "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4), }" +
                           std::string(40, ' ') + "\n");
    expect_refused(run_limited({"info", path("array.npy")}), path("array.npy"));
}

} // namespace
} // namespace saccade
