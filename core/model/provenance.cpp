#include "core/model/provenance.h"

#include <nlohmann/json.hpp>

namespace saccade {

nlohmann::json runs_of(const std::string& provenance) {
    using nlohmann::json;
    if (provenance.empty())
        return json::array();
    // Writing JSON out recurses: what nests deeper than means of means of runs is left out.
    const auto shallow = [](int depth, json::parse_event_t, json&) { return depth < 64; };
    json runs = json::parse(provenance, shallow, false);
    if (!runs.is_array())
        runs = json::array({runs.is_discarded() ? json(provenance) : runs});
    return runs;
}

} // namespace saccade
