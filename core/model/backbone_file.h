#pragma once

#include "core/image/preprocess.h"
#include "core/model/feature_grid.h"
#include "core/model/precision.h"
#include "core/weights/tensor.h"

#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// A backbone with its weights, ready to encode photos. Torch stays behind this header.
class PhotoEncoder {
public:
    /// Reads what write_backbone() or a bundle holds.
    /// @param before_block  encodes only as far as what this block reads, "blocks.13"; empty: all of it.
    /// @throws FileError that names the first tensor that does not fit; UsageError that lists the blocks.
    static PhotoEncoder load(const std::filesystem::path& file, Precision precision = Precision::fp32,
                             std::string_view before_block = {});
    ~PhotoEncoder();
    PhotoEncoder(PhotoEncoder&&) noexcept;
    PhotoEncoder& operator=(PhotoEncoder&&) noexcept;

    FeatureGrid grid(const Photo& photo, Recipe recipe) const;
    /// Several at once, which is faster a photo. All of input_width() x input_height().
    std::vector<FeatureGrid> grids(std::span<const Pixels> batch) const;

    const std::string& backbone() const; ///< "mobilenet_v2"
    const std::string& flavour() const;  ///< "tensorflow"; see make_backbone()
    Precision precision() const;
    int input_width() const; ///< pixels
    int input_height() const;
    /// Of the grids that it gives.
    int rows() const;
    int cols() const;
    int channels() const;
    /// Empty before the backbone's end, where nobody looks at cells.
    const GridPlacement& placement() const;

private:
    struct Impl;
    explicit PhotoEncoder(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Tells backbones apart that see differently: over the network's kind and flavour and each tensor's name,
/// shape and values as float32. It is the same however the weights are stored, for a backbone file, for a
/// bundle, and for a checkpoint that left the backbone as it was.
/// @param before_block  over the blocks before this one alone; empty: over all.
/// @throws FileError; UsageError that lists the blocks.
std::string hash_of_backbone(const std::filesystem::path& file, std::string_view before_block = {});

/// A backbone's weights under our names as a .safetensors file of its own, checked against the network first.
/// @param flavour  see make_backbone().
/// @param notes  added to the file's metadata, for example "source" and "licence".
/// @throws Error that names the first tensor that is missing, left over or of another shape.
void write_backbone(const std::filesystem::path& file, const std::string& backbone,
                    const std::string& flavour, const TensorMap& weights,
                    const std::map<std::string, std::string>& notes = {});

} // namespace saccade
