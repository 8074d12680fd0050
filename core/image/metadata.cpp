#include "core/image/metadata.h"

#include "core/image/exiv2_compat.h"
#include "core/image/signature.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "core/support/interactive_thread.h"
#include "core/support/mapped_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace saccade {

namespace {

constexpr std::string_view exif_description = "Exif.Image.ImageDescription";
constexpr std::string_view iptc_caption = "Iptc.Application2.Caption";
constexpr std::string_view xmp_description = "Xmp.dc.description";

/// The XMP toolkit inside exiv2 keeps global state: it is set up once and then used by one thread at a time.
void lock_xmp(void* mutex, bool lock) {
    if (lock)
        static_cast<std::recursive_mutex*>(mutex)->lock();
    else
        static_cast<std::recursive_mutex*>(mutex)->unlock();
}

void set_up_exiv2() {
    static std::once_flag once;
    static std::recursive_mutex xmp;
    std::call_once(once, [] {
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        Exiv2::XmpParser::initialize(lock_xmp, &xmp);
    });
}

std::string_view as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The directories of a TIFF file beyond the first picture's: pages, and pictures inside pictures. exiv2
/// writes such a file anew and knows only some of them.
bool has_more_pictures(std::string_view content) {
    const bool little = content[0] == 'I';
    const auto number = [&](std::size_t at, std::size_t size) -> std::uint32_t {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size && at + i < content.size(); ++i) {
            const auto byte = static_cast<unsigned char>(content[at + i]);
            value |= std::uint32_t{byte} << 8 * (little ? i : size - 1 - i);
        }
        return value;
    };
    constexpr std::uint32_t sub_directories = 330; // TIFF Technical Note 1
    const std::size_t directory = number(4, 4);
    const std::size_t entries = number(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        if (number(directory + 2 + 12 * i, 2) == sub_directories)
            return true;
    }
    return number(directory + 2 + 12 * entries, 4) != 0;
}

/// @return the format's name. @throws FileError for a file that has no room for a description.
std::string_view format_with_description(std::span<const std::byte> bytes, std::string_view name) {
    const std::string_view content = as_text(bytes);
    const std::string_view format = recognise(content).format;
    if (format != "JPEG" && format != "PNG" && format != "WebP" && format != "TIFF")
        throw FileError(name,
                        format.empty()
                            ? std::string("this is no photo that Saccade knows")
                            : fmt::format("Saccade reads and writes no description in {} files", format),
                        "Use JPEG, PNG, WebP or TIFF");
    if (format == "TIFF" &&
        (content.substr(0, 3) == "II+" || content.substr(0, 4) == std::string_view("MM\0+", 4)))
        throw FileError(name, "Saccade reads and writes no description in BigTIFF files",
                        "Use JPEG, PNG, WebP or TIFF");
    return format;
}

/// A description made of blanks is none: some cameras write such.
std::string trimmed(const std::string& text) {
    constexpr std::string_view blanks(" \t\r\n\0", 5);
    const std::size_t begin = text.find_first_not_of(blanks);
    return begin == std::string::npos ? std::string()
                                      : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

std::string xmp_text(const Exiv2::XmpData& data) {
    const auto found = data.findKey(Exiv2::XmpKey(std::string(xmp_description)));
    if (found == data.end())
        return {};
    if (const auto* texts = dynamic_cast<const Exiv2::LangAltValue*>(&found->value())) {
        const auto chosen = texts->value_.find("x-default");
        if (chosen != texts->value_.end() && !trimmed(chosen->second).empty())
            return trimmed(chosen->second);
        for (const auto& [language, text] : texts->value_) {
            if (!trimmed(text).empty())
                return trimmed(text);
        }
        return {};
    }
    return trimmed(found->toString());
}

std::string existing_text(const Exiv2::Image& image) {
    if (std::string text = xmp_text(image.xmpData()); !text.empty())
        return text;
    const Exiv2::ExifData& exif = image.exifData();
    if (const auto found = exif.findKey(Exiv2::ExifKey(std::string(exif_description))); found != exif.end()) {
        if (std::string text = trimmed(found->toString()); !text.empty())
            return text;
    }
    const Exiv2::IptcData& iptc = image.iptcData();
    const auto found = iptc.findKey(Exiv2::IptcKey(std::string(iptc_caption)));
    return found == iptc.end() ? std::string() : trimmed(found->toString());
}

exiv2_compat::ImagePointer open_metadata(std::span<const std::byte> bytes) {
    set_up_exiv2();
    auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(bytes.data()),
                                           static_cast<exiv2_compat::Size>(bytes.size()));
    image->readMetadata();
    return image;
}

/// exiv2's exceptions as ours.
template <typename Work>
auto with_exiv2(std::string_view name, std::string_view doing, const Work& work) {
    try {
        return work();
    } catch (const Error&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        throw FileError(name, fmt::format("its metadata cannot be {} ({})", doing, error.what()),
                        "The photo was not changed");
    }
}

/// Length of the well-formed UTF-8 sequence at the beginning; 0 when it is malformed (Unicode, table 3-7).
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80)
        return 1;
    const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80)
            return 0;
    }
    const unsigned second = byte(1);
    const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool beyond = (lead == 0xED && second >= 0xA0) || (lead == 0xF4 && second >= 0x90);
    return overlong || beyond ? 0 : length;
}

std::string clean(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0)
            result += "\xEF\xBF\xBD";
        else if (length == 1 && (static_cast<unsigned char>(text[0]) < 0x20 || text[0] == 0x7F))
            result += ' ';
        else
            result += text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return trimmed(result);
}

void set_description(Exiv2::Image& image, const std::string& text, std::string_view format) {
    Exiv2::XmpData& xmp = image.xmpData();
    const Exiv2::XmpKey xmp_key{std::string(xmp_description)};
    if (const auto found = xmp.findKey(xmp_key); found != xmp.end())
        xmp.erase(found);
    Exiv2::LangAltValue value;
    value.value_["x-default"] = text;
    xmp.add(xmp_key, &value);

    Exiv2::ExifData& exif = image.exifData();
    const Exiv2::ExifKey exif_key{std::string(exif_description)};
    const bool ascii = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii && format != "PNG")
        exif[std::string(exif_description)] = text;
    else if (const auto found = exif.findKey(exif_key); found != exif.end())
        exif.erase(found);

    Exiv2::IptcData& iptc = image.iptcData();
    const Exiv2::IptcKey iptc_key{std::string(iptc_caption)};
    for (auto found = iptc.findKey(iptc_key); found != iptc.end(); found = iptc.findKey(iptc_key))
        iptc.erase(found);
}

std::vector<std::byte> written(Exiv2::Image& image) {
    image.writeMetadata();
    Exiv2::BasicIo& io = image.io();
    if (io.open() != 0)
        throw Error("The new metadata cannot be read back.");
    const Exiv2::DataBuf buffer = io.read(static_cast<exiv2_compat::Size>(io.size()));
    io.close();
    const std::span<const std::byte> bytes = exiv2_compat::bytes_of(buffer);
    return {bytes.begin(), bytes.end()};
}

/// The chunks of a PNG file, which is well-formed as it was decoded before (ISO/IEC 15948, 5.3).
struct PngChunk {
    std::string_view type;
    std::string_view whole; ///< with length, type and check sum
};

std::vector<PngChunk> png_chunks(std::string_view content) {
    constexpr std::size_t signature = 8;
    constexpr std::size_t frame = 12; ///< length, type and check sum
    std::vector<PngChunk> chunks;
    for (std::size_t at = signature; at + frame <= content.size();) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i)
            length = length << 8 | static_cast<unsigned char>(content[at + i]);
        if (length > content.size() - at - frame)
            break;
        chunks.push_back({content.substr(at + 4, 4), content.substr(at, length + frame)});
        at += length + frame;
    }
    return chunks;
}

/// exiv2 0.27 forgets the chunk in which newer programs keep EXIF, and with it how the picture is turned.
std::vector<std::byte> with_exif_chunk(std::vector<std::byte> bytes, std::string_view original) {
    std::string_view exif;
    for (const PngChunk& chunk : png_chunks(original)) {
        if (chunk.type == "eXIf")
            exif = chunk.whole;
    }
    const std::vector<PngChunk> chunks = png_chunks(as_text(bytes));
    const bool kept = std::ranges::any_of(chunks, [](const PngChunk& chunk) { return chunk.type == "eXIf"; });
    if (exif.empty() || kept || chunks.empty())
        return bytes;
    const auto after_header = static_cast<std::ptrdiff_t>(
        static_cast<std::size_t>(chunks[0].whole.data() - as_text(bytes).data()) + chunks[0].whole.size());
    const auto chunk = std::as_bytes(std::span(exif));
    bytes.insert(bytes.begin() + after_header, chunk.begin(), chunk.end());
    return bytes;
}

bool same_pixels(const Photo& a, const Photo& b) {
    return a.width == b.width && a.height == b.height && a.info.orientation == b.info.orientation &&
           a.info.profile == b.info.profile && a.rgb == b.rgb;
}

/// What tells whether somebody else wrote the file meanwhile.
bool same_state(const struct stat& a, const struct stat& b) {
    return a.st_ino == b.st_ino && a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
           a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

struct stat state_of(const std::filesystem::path& file) {
    struct stat state {};
    if (::stat(file.c_str(), &state) != 0)
        throw FileError(file, "this file does not exist", "Check its name");
    return state;
}

void check_writable(const std::filesystem::path& file, const struct stat& state) {
    constexpr mode_t anybody = S_IWUSR | S_IWGRP | S_IWOTH;
    if ((state.st_mode & anybody) == 0 || ::access(file.c_str(), W_OK) != 0)
        throw FileError(file, "this photo is write-protected", "Allow writing to it first");
}

} // namespace

std::string description_of(std::span<const std::byte> bytes, std::string_view name) {
    refuse_interactive_thread();
    format_with_description(bytes, name);
    return with_exiv2(name, "read", [&] { return existing_text(*open_metadata(bytes)); });
}

std::string read_description(const std::filesystem::path& file) {
    const MappedFile content(file);
    return description_of(content.bytes(), file.string());
}

std::optional<std::vector<std::byte>>
with_description(std::span<const std::byte> bytes, std::string_view name, std::string_view text,
                 ExistingDescription existing, DescriptionOutcome& outcome, const DecodeLimits& limits) {
    const std::string_view format = format_with_description(bytes, name);
    const std::string wanted = clean(text);
    const Photo before = decode_photo(bytes, name, limits); // a damaged photo is left alone
    if (format == "TIFF" && has_more_pictures(as_text(bytes)))
        throw FileError(name, "a TIFF file that holds several pictures gets no description",
                        "Save the picture as a file of its own");
    // exiv2 writes into the memory that it is given, where a TIFF has room; `bytes` may be a mapped file.
    std::vector<std::byte> copy(bytes.begin(), bytes.end());
    auto image = with_exiv2(name, "read", [&] { return open_metadata(copy); });
    const std::string old = with_exiv2(name, "read", [&] { return existing_text(*image); });
    if (old == wanted || (!old.empty() && existing == ExistingDescription::keep)) {
        outcome = old == wanted ? DescriptionOutcome::already_there : DescriptionOutcome::kept;
        return std::nullopt;
    }
    std::vector<std::byte> result = with_exiv2(name, "written", [&] {
        set_description(*image, wanted, format);
        return written(*image);
    });
    if (format == "PNG")
        result = with_exif_chunk(std::move(result), as_text(bytes));
    // exiv2 rewrites the file around its pixels; nothing of it is believed before it was read again.
    const std::string after = description_of(result, name);
    if (after != wanted || !same_pixels(before, decode_photo(result, name, limits)))
        throw FileError(name, "its metadata cannot be written without changing its pixels",
                        "The photo was not changed");
    outcome = DescriptionOutcome::written;
    return result;
}

DescriptionOutcome write_description(const std::filesystem::path& file, std::string_view text,
                                     ExistingDescription existing, const DecodeLimits& limits) {
    std::error_code fault;
    const std::filesystem::path target = std::filesystem::canonical(file, fault);
    if (fault)
        throw FileError(file, "this file does not exist, or its link leads nowhere", "Check its name");
    const struct stat before = state_of(target);
    DescriptionOutcome outcome = DescriptionOutcome::kept;
    std::optional<std::vector<std::byte>> bytes;
    {
        const MappedFile content(target);
        bytes = with_description(content.bytes(), file.string(), text, existing, outcome, limits);
    }
    if (!bytes)
        return outcome;
    check_writable(target, before);
    AtomicFile replacement(target);
    replacement.write(*bytes);
    const std::filesystem::path& made = replacement.temporary_path();
    const struct stat state = state_of(made);
    if ((state.st_uid != before.st_uid || state.st_gid != before.st_gid) &&
        ::chown(made.c_str(), before.st_uid, before.st_gid) == 0)
        ::chmod(made.c_str(), before.st_mode & 07777); // a new owner takes some modes away
    if (!same_state(before, state_of(target)))
        throw FileError(file, "another program changed it meanwhile", "Try again");
    replacement.commit();
    return outcome;
}

} // namespace saccade
