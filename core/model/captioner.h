#pragma once

#include "core/image/photo.h"
#include "core/image/preprocess.h"
#include "core/model/feature_grid.h"
#include "core/model/precision.h"
#include "core/text/vocabulary.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace saccade {

/// A photo as the decoder reads it: encoder output and attention keys, computed once. Immutable; copies are
/// cheap.
class EncodedPhoto {
public:
    EncodedPhoto() = default;
    const GridPlacement& placement() const;

    struct Data; ///< holds tensors; defined in captioner_tensors.h
    explicit EncodedPhoto(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
    const Data& data() const { return *data_; }

private:
    std::shared_ptr<const Data> data_;
};

/// What stands in a bundle beside the weights, for people.
struct ModelCard {
    std::string name;
    std::string description;
    std::string licence;
    std::string provenance; ///< how it was trained: JSON, as the trainer wrote it
};

/// A captioner loaded from a bundle: backbone, encoder, attention, decoder and vocabulary. Immutable after
/// loading; one instance may serve several threads. Torch stays behind this header.
class Captioner {
public:
    /// @param precision  of the backbone; the decoder computes in fp32.
    /// @throws FileError when the bundle is damaged, not a bundle or of a newer version (says which one is
    /// needed).
    static std::shared_ptr<const Captioner> load(const std::filesystem::path& bundle,
                                                 Precision precision = Precision::fp32);
    ~Captioner();

    /// What the backbone sees of a photo: its input, resized as the captioner was trained.
    Pixels prepare(const Photo& photo) const;
    /// Prepare and run the backbone. @throws Error.
    FeatureGrid grid(const Photo& photo) const;
    /// @param pixels  from prepare().
    FeatureGrid grid(const Pixels& pixels) const;
    /// grid() and everything of the decoder that does not depend on the step.
    EncodedPhoto encode(const Photo& photo) const;
    EncodedPhoto encode(const Pixels& pixels) const;
    EncodedPhoto encode(const FeatureGrid& grid) const;

    const Vocabulary& vocabulary() const;
    Precision precision() const;
    /// Its name: how captions were cut into words in training, see make_tokenizer().
    const std::string& tokenizer() const;
    const ModelCard& card() const;
    const std::filesystem::path& path() const;
    GridPlacement placement() const;
    /// Longest caption in words that decoding should try.
    int max_words() const;

    struct Impl; ///< defined in captioner_tensors.h
    const Impl& impl() const { return *impl_; }
    explicit Captioner(std::unique_ptr<Impl> impl);

private:
    std::unique_ptr<Impl> impl_;
};

} // namespace saccade
