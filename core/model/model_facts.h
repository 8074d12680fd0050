#pragma once

#include "core/image/preprocess.h"
#include "core/model/caption_network_config.h"
#include "core/model/captioner.h"
#include "core/model/training_history.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace saccade {

/// How good a model was found to be.
struct ModelScore {
    std::string name; ///< "CIDEr-D"
    double value = 0;
};

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
    std::size_t vocabulary_size = 0;
    CaptionNetworkConfig network;
    std::vector<TrainingStage> history; ///< of the card's provenance
    std::string card_text; ///< Markdown: the file beside the bundle that differs in ".md"; may be empty
    std::vector<ModelScore> scores; ///< of a checkpoint, from the run that it is in; may be empty
    int epoch = 0;                  ///< of that run, which the scores are of
};

/// Without scores: those stand in a run. A card that is longer than a megabyte is not read.
ModelFacts model_facts(const Captioner& captioner);

} // namespace saccade
