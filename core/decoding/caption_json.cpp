#include "core/decoding/caption_json.h"

#include "core/support/error.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <map>
#include <vector>

namespace saccade {

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

Json step_json(const CaptionStep& step) {
    Json attention = Json::array();
    for (const float weight : step.attention)
        attention.push_back(finite(weight));
    Json alternatives = Json::array();
    for (const Alternative& alternative : step.alternatives)
        alternatives.push_back(
            {{"word", alternative.word}, {"probability", finite(alternative.probability)}});
    return {{"word", step.word},
            {"token", step.token},
            {"probability", finite(step.probability)},
            {"entropy", finite(step.entropy)},
            {"attention", std::move(attention)},
            {"alternatives", std::move(alternatives)}};
}

} // namespace

std::string caption_json(std::string_view photo, std::string_view model, const Caption& caption, int rank) {
    Json steps = Json::array();
    for (const CaptionStep& step : caption.steps)
        steps.push_back(step_json(step));
    Json line{{"photo", photo}, {"model", model}};
    if (rank > 0)
        line["rank"] = rank;
    line["method"] = caption.method;
    line["finished"] = caption.finished;
    line["caption"] = caption.text();
    line["sentence"] = caption.sentence().text;
    line["log_probability"] = finite(caption.log_probability);
    line["score"] = finite(caption.score);
    line["steps"] = std::move(steps);
    return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace saccade
