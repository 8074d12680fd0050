#include "core/support/json_settings.h"

#include "core/support/edit_distance.h"

namespace saccade {

void read_flag(const nlohmann::json& given, const char* key, bool& value) {
    const auto found = given.find(key);
    if (found == given.end())
        return;
    if (!found->is_boolean())
        throw UsageError(fmt::format("\"{}\" must be true or false, not {}.", key, found->dump()));
    value = found->get<bool>();
}

void read_text(const nlohmann::json& given, const char* key, std::string& value) {
    const auto found = given.find(key);
    if (found == given.end())
        return;
    if (!found->is_string())
        throw UsageError(fmt::format("\"{}\" must be a text, not {}.", key, found->dump()));
    value = found->get<std::string>();
}

void refuse_unknown_keys(const nlohmann::json& given, const nlohmann::json& known) {
    if (!given.is_object())
        throw UsageError(fmt::format("{} stands where a table of settings is expected.", given.dump()));
    for (const auto& [key, value] : given.items()) {
        if (known.contains(key))
            continue;
        std::string nearest;
        for (const auto& [candidate, ignored] : known.items()) {
            if (nearest.empty() || edit_distance(key, candidate) < edit_distance(key, nearest))
                nearest = candidate;
        }
        throw UsageError(fmt::format("\"{}\" is no setting. Did you mean \"{}\"?", key, nearest));
    }
}

} // namespace saccade
