#pragma once

#include "core/image/decode.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// What becomes of a description that a photo has already.
enum class ExistingDescription { keep, replace };

enum class DescriptionOutcome {
    written,
    already_there, ///< the same text: nothing was written
    kept,          ///< another description was there and stays
};

/// The description that a photo carries: XMP dc:description (x-default, else its first language), else EXIF
/// ImageDescription, else the IPTC caption; empty when it has none.
/// @throws FileError for a file that is no JPEG, PNG, WebP or TIFF, or whose metadata are damaged.
std::string read_description(const std::filesystem::path& file);
std::string description_of(std::span<const std::byte> bytes, std::string_view name);

/// A photo's bytes with a new description: as XMP dc:description in UTF-8 and, in JPEG, WebP and TIFF, as
/// EXIF ImageDescription when the text is ASCII, which is all that EXIF 2.3 allows there. Other descriptions
/// go, so that no program shows an old one. Control characters become spaces, malformed UTF-8 becomes U+FFFD.
/// nullopt when there is nothing to do: `outcome` then says why.
/// @throws FileError for damaged photos, formats without room for a description, TIFF files of several pages
///         and camera raw, and when the new bytes would not decode to exactly the same pixels.
std::optional<std::vector<std::byte>>
with_description(std::span<const std::byte> bytes, std::string_view name, std::string_view text,
                 ExistingDescription existing, DescriptionOutcome& outcome, const DecodeLimits& limits = {});

/// The same for a file, which is replaced atomically: at any moment the old or the new one is there, whole.
/// Its permissions and, where the system allows it, its owner stay; its time of change becomes now, as
/// backups go by it. A symbolic link stays a link: the file it leads to is replaced. Other hard links keep
/// the old content.
/// @throws FileError also for write-protected files and files that change meanwhile.
DescriptionOutcome write_description(const std::filesystem::path& file, std::string_view text,
                                     ExistingDescription existing = ExistingDescription::keep,
                                     const DecodeLimits& limits = {});

} // namespace saccade
