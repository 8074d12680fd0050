#pragma once

#include "core/image/preprocess.h"
#include "core/model/caption_network_config.h"
#include "core/model/captioner.h"
#include "core/text/vocabulary.h"
#include "core/weights/safetensors.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace saccade {

/// How a bundle stores its matrices. Vectors and scalars stay fp32.
enum class Storage { fp32, fp16, int8 };

/// @throws UsageError that lists the known names.
Storage storage_from_name(std::string_view name);
std::string_view storage_name(Storage storage);

/// Everything in a bundle but the weights.
struct BundleHeader {
    static constexpr int current_version = 1;

    int version = current_version;
    std::string backbone;         ///< "mobilenet_v2"
    std::string backbone_flavour; ///< "tensorflow"
    int input_width = 0;          ///< pixels the backbone sees
    int input_height = 0;
    Recipe recipe = Recipe::antialias;
    std::string tokenizer; ///< "keras", "ptb" or "unicode"
    int max_words = 20;    ///< longest caption decoding tries
    Storage storage = Storage::fp32;
    CaptionNetworkConfig network;
    Vocabulary vocabulary;
    ModelCard card;
};

struct Bundle {
    BundleHeader header;
    TensorMap weights; ///< "backbone." and "captioner." + parameter name, as float32
};

/// True when the metadata are those of a bundle, of whatever version.
bool is_bundle(const SafetensorsFile& file);

/// @throws FileError: damaged, no bundle, unfit tensors, or a newer version (says which Saccade it needs).
Bundle read_bundle(const std::filesystem::path& path);
BundleHeader read_bundle_header(const std::filesystem::path& path);

/// One .safetensors file, written atomically. With Storage::int8 a matrix NAME becomes NAME (int8) and
/// NAME.scale (fp32, one an output channel, value = int8 * scale, symmetric); kernels with few weights a
/// channel become fp16, and so do matrices whose names contain one of `fp16_parts`.
void write_bundle(const std::filesystem::path& path, const Bundle& bundle,
                  std::span<const std::string> fp16_parts = {});

/// The values that storing, without fp16_parts, and reading again gives.
TensorMap round_trip(const TensorMap& weights, Storage storage);

} // namespace saccade
