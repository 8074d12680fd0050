#pragma once

#include "core/image/preprocess.h"
#include "core/model/caption_network_config.h"
#include "core/model/captioner.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace saccade {

/// What a bundle says about the model in it, for people. Plain values: it crosses into the window.
struct ModelFacts {
    std::filesystem::path path;
    std::uintmax_t file_bytes = 0; ///< 0: not known any more
    ModelCard card;
    std::string backbone;         ///< "mobilenet_v2"
    std::string backbone_flavour; ///< "tensorflow"
    int input_width = 0;          ///< pixels the backbone sees
    int input_height = 0;
    Recipe recipe = Recipe::antialias;
    std::string storage; ///< "int8", "fp16" or "fp32"
    std::string tokenizer;
    int max_words = 0; ///< longest caption decoding tries
    int grid_rows = 0;
    int grid_cols = 0;
    CaptionNetworkConfig network;
};

ModelFacts model_facts(const Captioner& captioner);

} // namespace saccade
