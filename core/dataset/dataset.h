#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// What a photo is used for. A split is made of photos, never of captions, so that no photo is in two.
enum class Split { train, dev, test, none };

/// "train", "dev", "test" or "none".
std::string_view split_name(Split split);

struct CaptionedPhoto {
    std::string id;                    ///< unique in its data set; valid UTF-8
    std::filesystem::path file;        ///< the data set's folder included
    std::vector<std::string> captions; ///< as written, never empty; valid UTF-8
    Split split = Split::none;
};

/// A collection of captioned photos, in an order that depends on its files alone. Every format's reader
/// returns one.
struct Dataset {
    std::string name;                   ///< for people: "Flickr8k"
    std::vector<CaptionedPhoto> photos; ///< each photo once
    std::vector<std::string> warnings;  ///< what the reader left out or mended, a sentence each
};

/// The photos of one split, in their order; without the warnings.
Dataset select_split(const Dataset& dataset, Split split);

/// `max_photos` photos drawn at random, in their order, or all when there are no more; without the warnings.
/// The same seed draws the same photos on every platform.
Dataset random_subset(const Dataset& dataset, std::size_t max_photos, std::uint64_t seed);

/// For readers, once they are done. @throws FileError naming `folder` when photos' files are missing: how
/// many, and the first.
void require_photo_files(const Dataset& dataset, const std::filesystem::path& folder);

} // namespace saccade
