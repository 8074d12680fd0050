#include "core/model/model_facts.h"

#include "core/model/captioner_tensors.h"

#include <fstream>
#include <iterator>

namespace saccade {

namespace {

constexpr std::uintmax_t longest_card = 1U << 20;

std::string card_beside(std::filesystem::path bundle) {
    bundle.replace_extension(".md");
    std::error_code gone;
    const std::uintmax_t bytes = std::filesystem::file_size(bundle, gone);
    if (gone || bytes > longest_card)
        return {};
    std::ifstream file(bundle, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

ModelFacts model_facts(const Captioner& captioner) {
    const BundleHeader& header = captioner.impl().header;
    const GridPlacement placement = captioner.placement();
    ModelFacts facts;
    facts.path = captioner.path();
    std::error_code gone;
    const std::uintmax_t bytes = std::filesystem::file_size(facts.path, gone);
    facts.file_bytes = gone ? 0 : bytes;
    facts.card = header.card;
    facts.backbone = header.backbone;
    facts.backbone_flavour = header.backbone_flavour;
    facts.input_width = header.input_width;
    facts.input_height = header.input_height;
    facts.recipe = header.recipe;
    facts.storage = storage_name(header.storage);
    facts.tokenizer = header.tokenizer;
    facts.max_words = header.max_words;
    facts.grid_rows = placement.rows;
    facts.grid_cols = placement.cols;
    facts.vocabulary_size = header.vocabulary.size();
    facts.network = header.network;
    facts.history = training_history(header.card.provenance);
    facts.card_text = card_beside(facts.path);
    return facts;
}

} // namespace saccade
