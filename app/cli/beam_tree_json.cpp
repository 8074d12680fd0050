#include "app/cli/beam_tree_json.h"

#include "core/support/error.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <map>
#include <vector>

namespace saccade::cli {

namespace {

// With `float` as its number type the library writes the shortest digits that give the same float back.
using Json = nlohmann::basic_json<nlohmann::ordered_map, std::vector, std::string, bool, std::int64_t,
                                  std::uint64_t, float>;

float finite(double value) {
    const auto number = static_cast<float>(value);
    if (!std::isfinite(number))
        throw Error("The model gives values that are not numbers. Its file may be damaged: get it again.");
    return number;
}

const char* name(BeamFate fate) {
    switch (fate) {
    case BeamFate::continued:
        return "continued";
    case BeamFate::pruned:
        return "pruned";
    case BeamFate::finished:
        return "finished";
    case BeamFate::cut:
        return "cut";
    case BeamFate::stopped:
        break;
    }
    return "stopped";
}

Json node_json(const BeamTreeNode& node) {
    Json attention = Json::array();
    for (const float weight : node.attention)
        attention.push_back(finite(weight));
    Json json{{"parent", node.parent == BeamNode::root ? Json(nullptr) : Json(node.parent)},
              {"step", node.step},
              {"word", node.word},
              {"token", node.token},
              {"probability", finite(node.probability)},
              {"log_probability", finite(node.log_probability)},
              {"score", finite(node.score)},
              {"fate", name(node.fate)}};
    if (node.fate == BeamFate::pruned) {
        json["best_next"] = std::isfinite(node.best_next) ? Json(finite(node.best_next)) : Json(nullptr);
        json["needed"] = finite(node.needed);
    }
    json["attention"] = std::move(attention);
    return json;
}

} // namespace

std::string beam_tree_json(std::string_view photo, std::string_view model, const BeamTree& tree) {
    Json nodes = Json::array();
    for (const BeamTreeNode& node : tree.nodes)
        nodes.push_back(node_json(node));
    const Json line{{"photo", photo},
                    {"model", model},
                    {"width", tree.width},
                    {"length_penalty", finite(tree.length_penalty)},
                    {"nodes", std::move(nodes)}};
    return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace saccade::cli
