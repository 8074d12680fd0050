#include "core/image/metadata.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tool.h"
#include "tests/unit/image/fixtures.h"

#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <random>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace saccade {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string exiv2_value(const fs::path& file, const std::string& key) {
    std::string text;
    try {
        text = run_tool({"exiv2", "-q", "-K", key, "-Pv", "print", file.string()});
    } catch (const std::runtime_error&) { // it has none
    }
    while (text.ends_with('\n'))
        text.pop_back();
    return text;
}

/// ImageMagick's fingerprint of what it decodes.
std::string fingerprint(const fs::path& file) {
    return run_tool({"identify", "-format", "%w %h %# ", file.string()});
}

class Metadata : public testing::Test {
protected:
    fs::path copy(const std::string& name) const {
        const fs::path file = folder.path() / name;
        fs::copy_file(fixture(name), file, fs::copy_options::overwrite_existing);
        return file;
    }
    TemporaryFolder folder;
};

class EveryFormat : public Metadata, public testing::WithParamInterface<const char*> {};

TEST_P(EveryFormat, PixelsStayAsTheyAreForUsAndForOthers) {
    const fs::path file = copy(GetParam());
    const Photo before = read_photo(file);
    const std::string fingerprint_before = fingerprint(file);
    EXPECT_EQ(write_description(file, "a dog runs on grass"), DescriptionOutcome::written);
    const Photo after = read_photo(file);
    EXPECT_EQ(after.rgb, before.rgb);
    EXPECT_EQ(after.info.orientation, before.info.orientation);
    EXPECT_EQ(after.info.profile, before.info.profile);
    EXPECT_EQ(fingerprint(file), fingerprint_before);
    EXPECT_EQ(exiv2_value(file, "Xmp.dc.description"), "lang=\"x-default\" a dog runs on grass");
    EXPECT_EQ(read_description(file), "a dog runs on grass");
    const bool has_exif = file.extension() != ".png";
    EXPECT_EQ(exiv2_value(file, "Exif.Image.ImageDescription"), has_exif ? "a dog runs on grass" : "");
}

TEST_P(EveryFormat, AnyScriptIsKept) {
    const fs::path file = copy(GetParam());
    const std::string caption = "一只狗在草地上奔跑 · كلب يركض · «ein Hund & <Gras>»";
    EXPECT_EQ(write_description(file, caption), DescriptionOutcome::written);
    EXPECT_EQ(exiv2_value(file, "Xmp.dc.description"), "lang=\"x-default\" " + caption);
    EXPECT_EQ(exiv2_value(file, "Exif.Image.ImageDescription"), "") << "EXIF knows ASCII alone";
    EXPECT_EQ(read_description(file), caption);
}

INSTANTIATE_TEST_SUITE_P(Metadata, EveryFormat,
                         testing::Values("orientation1.jpg", "orientation6.jpg", "progressive.jpg",
                                         "grey.jpg", "cmyk.jpg", "profile.jpg", "rgb.png", "alpha16.png",
                                         "interlaced.png", "palette.png", "profile.png", "orientation6.png",
                                         "lossy.webp", "lossless.webp", "alpha.webp", "profile.webp",
                                         "orientation6.webp", "rgb.tif", "tiled.tif", "jpeg.tif",
                                         "palette.tif", "rgb16.tif", "profile.tif", "orientation6.tif",
                                         "planes.tif", "cmyk.tif"),
                         [](const auto& tested) {
                             std::string name = tested.param;
                             std::ranges::replace(name, '.', '_');
                             return name;
                         });

TEST_F(Metadata, ADescriptionThatIsThereStaysUnlessToldOtherwise) {
    for (const char* name : {"orientation6.jpg", "rgb.png", "lossy.webp", "rgb.tif"}) {
        const fs::path file = copy(name);
        run_tool({"exiv2", "-M", "set Xmp.dc.description lang=de Ada am Meer", file.string()});
        const auto old = fs::last_write_time(file);
        EXPECT_EQ(write_description(file, "a woman by the sea"), DescriptionOutcome::kept) << name;
        EXPECT_EQ(fs::last_write_time(file), old);
        EXPECT_EQ(read_description(file), "Ada am Meer") << name;
        EXPECT_EQ(write_description(file, "a woman by the sea", ExistingDescription::replace),
                  DescriptionOutcome::written);
        EXPECT_EQ(exiv2_value(file, "Xmp.dc.description"), "lang=\"x-default\" a woman by the sea");
        EXPECT_EQ(write_description(file, "a woman by the sea"), DescriptionOutcome::already_there);
    }
}

TEST_F(Metadata, DescriptionsInExifAndIptcCountToo) {
    const fs::path exif = copy("orientation6.jpg");
    run_tool({"exiv2", "-M", "set Exif.Image.ImageDescription Ascii Ada at sea", exif.string()});
    EXPECT_EQ(write_description(exif, "a woman"), DescriptionOutcome::kept);
    EXPECT_EQ(read_description(exif), "Ada at sea");
    EXPECT_EQ(write_description(exif, "女人", ExistingDescription::replace), DescriptionOutcome::written);
    EXPECT_EQ(exiv2_value(exif, "Exif.Image.ImageDescription"), "") << "no program shows the old one";

    const fs::path iptc = copy("progressive.jpg");
    run_tool({"exiv2", "-M", "set Iptc.Application2.Caption String Ada at sea", iptc.string()});
    EXPECT_EQ(write_description(iptc, "a woman"), DescriptionOutcome::kept);
    EXPECT_EQ(write_description(iptc, "a woman", ExistingDescription::replace), DescriptionOutcome::written);
    EXPECT_EQ(exiv2_value(iptc, "Iptc.Application2.Caption"), "");

    const fs::path blank = copy("grey.jpg");
    run_tool({"exiv2", "-M", "set Exif.Image.ImageDescription Ascii \"   \"", blank.string()});
    EXPECT_EQ(write_description(blank, "a woman"), DescriptionOutcome::written) << "blanks describe nothing";
}

TEST_F(Metadata, OtherMetadataStay) {
    const fs::path file = copy("orientation6.jpg");
    run_tool({"exiv2", "-M", "set Exif.Image.Artist Ascii Ada", "-M", "set Xmp.dc.creator Ada", "-M",
              "set Exif.Photo.UserComment charset=Ascii hello", file.string()});
    write_description(file, "a dog");
    EXPECT_EQ(exiv2_value(file, "Exif.Image.Artist"), "Ada");
    EXPECT_EQ(exiv2_value(file, "Xmp.dc.creator"), "Ada");
    EXPECT_THAT(exiv2_value(file, "Exif.Photo.UserComment"), HasSubstr("hello"));
}

TEST_F(Metadata, HostileTextIsMadeHarmless) {
    const fs::path file = copy("rgb.png");
    using namespace std::string_literals;
    write_description(file, "a\0b\n\xFF\xC0\x80 lang=\"de\" ]]> \xED\xA0\x80 end \xF0\x9F\x90\x95"s);
    const std::string read = read_description(file);
    EXPECT_THAT(read, testing::StartsWith("a b \xEF\xBF\xBD"));
    EXPECT_THAT(read, HasSubstr(" lang=\"de\" ]]> "));
}

TEST_F(Metadata, PermissionsAndLinksStay) {
    const fs::path file = copy("rgb.png");
    ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
    const fs::path link = folder.path() / "link.png";
    fs::create_symlink("rgb.png", link);
    EXPECT_EQ(write_description(link, "a dog"), DescriptionOutcome::written);
    EXPECT_TRUE(fs::is_symlink(link));
    EXPECT_EQ(read_description(file), "a dog");
    struct stat state {};
    ::stat(file.c_str(), &state);
    EXPECT_EQ(state.st_mode & 07777, 0640U);
    if (::geteuid() == 0) { // only root may give files away
        ASSERT_EQ(::chown(file.c_str(), 65534, 65534), 0);
        write_description(file, "a cat", ExistingDescription::replace);
        ::stat(file.c_str(), &state);
        EXPECT_EQ(state.st_uid, 65534U);
    }
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 2) << "nothing is left behind";
}

TEST_F(Metadata, WhatCannotBeDescribedIsRefusedUntouched) {
    const auto refused = [](const fs::path& file, const char* reason) {
        const std::vector<std::byte> before = [&] {
            const MappedFile content(file);
            return std::vector<std::byte>(content.bytes().begin(), content.bytes().end());
        }();
        try {
            write_description(file, "a dog");
            ADD_FAILURE() << file << " was written";
        } catch (const FileError& error) {
            EXPECT_THAT(error.what(), HasSubstr(reason));
            EXPECT_THAT(error.what(), HasSubstr(file.filename().string()));
        }
        const MappedFile content(file);
        EXPECT_TRUE(std::ranges::equal(content.bytes(), before)) << file;
    };
    refused(copy("rgb.bmp"), "no description in BMP files");
    refused(copy("plain.gif"), "no description in GIF files");
    refused(copy("big.tif"), "BigTIFF");

    const fs::path cut = copy("orientation6.jpg");
    fs::resize_file(cut, fs::file_size(cut) / 2);
    refused(cut, "end");
    const fs::path text = folder.path() / "text.png";
    write_file_atomically(text, std::string_view("hello"));
    refused(text, "no photo that Saccade knows");
    const fs::path locked = copy("rgb.png");
    ASSERT_EQ(::chmod(locked.c_str(), 0444), 0);
    refused(locked, "write-protected");
    const fs::path pages = folder.path() / "pages.tif";
    run_tool({"tiffcp", fixture("rgb.tif").string(), fixture("palette.tif").string(), pages.string()});
    refused(pages, "several pictures");
    EXPECT_THROW(write_description(folder.path() / "missing.png", "a dog"), FileError);
}

TEST_F(Metadata, DamagedBytesNeverCrash) {
    std::mt19937 random(3); // NOLINT: the same bytes in every run
    for (const char* name :
         {"orientation6.jpg", "orientation6.png", "orientation6.webp", "orientation6.tif"}) {
        const std::vector<std::byte> whole = fixture_bytes(name);
        for (int i = 0; i < 150; ++i) {
            std::vector<std::byte> bytes = whole;
            for (int k = 0; k < 3; ++k)
                bytes[random() % std::min<std::size_t>(bytes.size(), 600)] = static_cast<std::byte>(random());
            DescriptionOutcome outcome{};
            try {
                with_description(bytes, name, "a dog", ExistingDescription::replace, outcome);
            } catch (const Error&) { // most of them
            }
        }
    }
}

TEST_F(Metadata, AKillLeavesTheOldFileOrTheNewOne) {
    std::mt19937 random(11); // NOLINT: the same kills in every run
    for (const char* name : {"orientation6.jpg", "rgb.png", "lossy.webp", "rgb.tif"}) {
        const fs::path file = copy(name);
        const Photo original = read_photo(file);
        for (int round = 0; round < 12; ++round) {
            const pid_t child = ::fork();
            if (child == 0) {
                for (int i = 0;; ++i)
                    write_description(file, "caption " + std::to_string(i), ExistingDescription::replace);
            }
            std::this_thread::sleep_for(std::chrono::microseconds(2000 + random() % 30'000));
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            EXPECT_EQ(read_photo(file).rgb, original.rgb) << name;
            EXPECT_THAT(read_description(file), testing::AnyOf("", testing::StartsWith("caption "))) << name;
        }
    }
}

} // namespace
} // namespace saccade
