#include "app/cli/describe.h"
#include "app/cli/describe_tensors.h"
#include "app/cli/terminal_text.h"
#include "core/model/bundle.h"
#include "core/weights/safetensors.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace saccade::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// JSON spread over lines; whatever else it is, as it stands.
std::string provenance_text(const std::string& provenance) {
    // Writing JSON out recurses: what nests deeper than people do is left out.
    const auto shallow = [](int depth, nlohmann::json::parse_event_t, nlohmann::json&) { return depth < 32; };
    const auto json = nlohmann::json::parse(provenance, shallow, false);
    if (json.is_discarded() || !json.is_structured())
        return provenance.empty() ? "" : fmt::format("  {}\n", printable(provenance));
    std::string text;
    std::istringstream lines(json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    for (std::string line; std::getline(lines, line);)
        text += fmt::format("  {}\n", printable(line));
    return text;
}

std::string gate_text(const CaptionNetworkConfig& network) {
    return network.context_gate ? "gated context" : "context without gate";
}

std::string describe_bundle(const std::filesystem::path& file, const SafetensorsFile& content,
                            std::size_t most_tensors) {
    const BundleHeader header = read_bundle_header(file);
    const CaptionNetworkConfig& network = header.network;
    Rows rows{
        {"kind", fmt::format("Saccade model bundle, format {}", header.version)},
        {"name", printable(header.card.name)},
        {"description", printable(header.card.description)},
        {"licence", printable(header.card.licence)},
        {"file size", size_text(std::filesystem::file_size(file))},
        {"backbone", fmt::format("{} ({}), {} x {} pixels, {}", printable(header.backbone),
                                 printable(header.backbone_flavour), header.input_width, header.input_height,
                                 recipe_name(header.recipe))},
        {"encoder", fmt::format("{} channels to {} units", network.feature_channels, network.encoder_units)},
        {"attention", fmt::format("additive, {} units, {} the word is read, {}", network.attention_units,
                                  network.attention_timing == AttentionTiming::before ? "before" : "after",
                                  gate_text(network))},
        {"decoder",
         fmt::format("{} {} units, words as {} numbers", network.cell == RecurrentCell::gru ? "GRU" : "LSTM",
                     network.decoder_units, network.embedding_units)},
        {"vocabulary", fmt::format("{} ({} tokenizer)", plural(header.vocabulary.size(), "word"),
                                   printable(header.tokenizer))},
        {"longest caption", plural(static_cast<std::uint64_t>(header.max_words), "word")},
        {"storage", fmt::format("{}: {}", storage_name(header.storage), storage_text(content.tensors))}};
    std::string text = table_text(rows);
    if (const std::string provenance = provenance_text(header.card.provenance); !provenance.empty())
        text += "provenance\n" + provenance;
    return text + tensor_table(content.tensors, most_tensors);
}

} // namespace

std::string describe_safetensors(const std::filesystem::path& file, std::size_t most_tensors) {
    const SafetensorsFile content = read_safetensors_header(file);
    if (is_bundle(content))
        return describe_bundle(file, content, most_tensors);
    const bool backbone = content.metadata.contains("saccade.backbone");
    Rows rows{{"kind", backbone ? "Saccade backbone" : "safetensors file"},
              {"file size", size_text(std::filesystem::file_size(file))},
              {"storage", storage_text(content.tensors)}};
    for (const auto& [key, value] : content.metadata)
        rows.push_back({printable(key), fitted(printable(value), 200)});
    return table_text(rows) + tensor_table(content.tensors, most_tensors);
}

} // namespace saccade::cli
