#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// What a photo is used for. A split is made of photos, never of captions, so that no photo is in two.
enum class Split { train, dev, test, none };

/// "train", "dev", "test" or "none".
std::string_view split_name(Split split);
/// Those, and "val", "valid", "validation" for dev; nothing for "none". No value for another name.
std::optional<Split> split_from_name(std::string_view name);

struct CaptionedPhoto {
    std::string id;                    ///< unique in its data set; valid UTF-8
    std::filesystem::path file;        ///< the data set's folder included
    std::vector<std::string> captions; ///< as written, never empty; valid UTF-8
    Split split = Split::none;
    std::int64_t image_id = 0; ///< COCO's number; 0 where the format has none
};

/// A collection of captioned photos, in an order that depends on its files alone. Every format's reader
/// returns one.
struct Dataset {
    std::string name;                   ///< for people: "Flickr8k"
    std::vector<CaptionedPhoto> photos; ///< each photo once
    std::vector<std::string> warnings;  ///< what the reader left out or mended, a sentence each
    bool captions_alone = false;        ///< no photo has a file: see read_caption_lines()
};

/// The photos of one split, in their order; without the warnings.
Dataset select_split(const Dataset& dataset, Split split);

/// `max_photos` photos drawn at random, in their order, or all when there are no more; without the warnings.
/// The same seed draws the same photos on every platform.
Dataset random_subset(const Dataset& dataset, std::size_t max_photos, std::uint64_t seed);

/// The photos in a split of their own: none of them is learned from.
struct SplitByImage {
    std::uint64_t seed = 1;
    double dev_share = 0.2; ///< (0, 1)
};

/// Puts every photo into train or dev, by image: photos whose files are equal byte for byte stay on one side;
/// of captions alone, those that are equal. The same files give the same split on every platform.
/// @throws FileError for a photo that cannot be read.
void split_by_image(Dataset& dataset, const SplitByImage& split);

/// Whether a reader insists on finding every photo.
enum class PhotoFiles { required, may_be_missing };

/// A relative path that leads nowhere but into the photos' folder, or an absolute one; no control characters.
bool is_photo_name(std::string_view name);

/// The first of the names that is a file in one of the folders; else the first name in the first folder.
std::filesystem::path find_photo(const std::vector<std::filesystem::path>& folders,
                                 const std::vector<std::filesystem::path>& names);

/// For readers: leaves photos without captions out, with a warning.
void leave_out_silent_photos(Dataset& dataset);

/// For those who need more than captions. @throws UsageError when there are no photos to them.
void require_photos(const Dataset& dataset);

/// For readers, once they are done. @throws FileError naming `folder` when photos' files are missing: how
/// many, and the first.
void require_photo_files(const Dataset& dataset, const std::filesystem::path& folder);

} // namespace saccade
