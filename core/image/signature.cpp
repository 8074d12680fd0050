#include "core/image/signature.h"

#include <algorithm>
#include <array>

namespace saccade {

namespace {

using namespace std::string_view_literals;

struct Entry {
    std::string_view bytes;
    Signature signature;
};

/// The first that fits counts: camera raw files that look like TIFF stand before TIFF.
constexpr std::array entries{
    Entry{"\xFF\xD8\xFF"sv, {"JPEG", read_jpeg}},
    Entry{"\x89PNG\r\n\x1A\n"sv, {"PNG", read_png}},
    Entry{"II*\0\x10\0\0\0CR"sv, {"camera raw"}}, // Canon CR2
    Entry{"II*\0"sv, {"TIFF", read_tiff}},
    Entry{"MM\0*"sv, {"TIFF", read_tiff}},
    Entry{"II+\0"sv, {"TIFF", read_tiff}}, // BigTIFF
    Entry{"MM\0+"sv, {"TIFF", read_tiff}},
    Entry{"GIF87a"sv, {"GIF", read_gif}},
    Entry{"GIF89a"sv, {"GIF", read_gif}},
    Entry{"BM"sv, {"BMP", read_bmp}},
    Entry{"FUJIFILMCCD-RAW"sv, {"camera raw"}},
    Entry{"IIRO"sv, {"camera raw"}}, // Olympus
    Entry{"IIRS"sv, {"camera raw"}},
    Entry{"MMOR"sv, {"camera raw"}},
    Entry{"IIU\0"sv, {"camera raw"}}, // Panasonic
    Entry{"FOVb"sv, {"camera raw"}},  // Sigma
    Entry{"\0MRM"sv, {"camera raw"}}, // Minolta
    Entry{"\0\0\0\x0CJXL \r\n\x87\n"sv, {"JPEG XL"}},
    Entry{"\xFF\x0A"sv, {"JPEG XL"}},
    Entry{"\0\0\0\x0CjP  \r\n\x87\n"sv, {"JPEG 2000"}},
    Entry{"\xFF\x4F\xFF\x51"sv, {"JPEG 2000"}},
    Entry{"%PDF-"sv, {"PDF"}},
    Entry{"%!PS"sv, {"PostScript"}},
    Entry{"8BPS"sv, {"Photoshop"}},
    Entry{"gimp xcf"sv, {"GIMP"}},
    Entry{"v/1\x01"sv, {"OpenEXR"}},
    Entry{"\0\0\1\0"sv, {"icon"}},
    Entry{"\x1F\x8B"sv, {"gzip"}},
    Entry{"PK\x03\x04"sv, {"ZIP"}},
};

/// ISO base media files name what they hold in four-letter brands: the major one at byte 8, then, behind its
/// version, the compatible ones (ISO/IEC 14496-12, 4.3).
Signature media_file(std::string_view content) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(content[at]); };
    const std::size_t box = std::size_t{byte(2)} << 8U | byte(3); // no file has 64 KiB of brands
    const std::string_view brands = content.substr(8, std::max<std::size_t>(box, 12) - 8);
    bool heic = false;
    for (std::size_t at = 0; at + 4 <= brands.size(); at += 4) {
        const std::string_view brand = brands.substr(at, 4);
        if (brand == "avif" || brand == "avis")
            return {"AVIF"};
        if (brand == "crx ")
            return {"camera raw"}; // Canon CR3
        heic = heic || brand.starts_with("hei") || brand.starts_with("hev") || brand == "mif1" ||
               brand == "msf1";
    }
    return heic ? Signature{"HEIC"} : Signature{"video"};
}

} // namespace

Signature recognise(std::string_view content) {
    for (const Entry& entry : entries) {
        if (content.starts_with(entry.bytes))
            return entry.signature;
    }
    if (content.size() >= 12 && content.starts_with("RIFF") && content.substr(8, 4) == "WEBP")
        return {"WebP", read_webp};
    if (content.size() >= 12 && content.substr(4, 4) == "ftyp")
        return media_file(content);
    if (looks_like_text(content) && content.substr(0, 4096).find("<svg") != std::string_view::npos)
        return {"SVG"};
    return {};
}

bool looks_like_text(std::string_view content) {
    constexpr std::string_view blanks = "\t\n\v\f\r";
    return std::ranges::all_of(content.substr(0, 512), [&](char character) {
        return static_cast<unsigned char>(character) >= 0x20 ||
               blanks.find(character) != std::string_view::npos;
    });
}

} // namespace saccade
