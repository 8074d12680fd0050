#pragma once

#include "core/support/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <type_traits>

namespace saccade {

// Settings out of JSON objects. An absent key leaves the value as it is; every other fault is a UsageError
// that names the key, what it may be and what it was.

/// A whole number for integral values, else any number; from `least` to `most`.
template <class Value>
void read_number(const nlohmann::json& given, const char* key, Value& value, double least, double most) {
    const auto found = given.find(key);
    if (found == given.end())
        return;
    constexpr bool whole = std::is_integral_v<Value>;
    if (!(whole ? found->is_number_integer() : found->is_number()) || found->template get<double>() < least ||
        found->template get<double>() > most)
        throw UsageError(fmt::format("\"{}\" must be a {} from {} to {}, not {}.", key,
                                     whole ? "whole number" : "number", least, most, found->dump()));
    value = found->template get<Value>();
}

/// One of the names of NLOHMANN_JSON_SERIALIZE_ENUM, which by itself would read an unknown one as the first.
template <class Choice>
void read_choice(const nlohmann::json& given, const char* key, Choice& value) {
    const auto found = given.find(key);
    if (found == given.end())
        return;
    const auto choice = found->template get<Choice>();
    if (nlohmann::json(choice) != *found)
        throw UsageError(
            fmt::format("\"{}\": {} is not known to this version of Saccade.", key, found->dump()));
    value = choice;
}

void read_flag(const nlohmann::json& given, const char* key, bool& value);
void read_text(const nlohmann::json& given, const char* key, std::string& value);

/// @throws UsageError for a key that `known` lacks, with the nearest one that it has; and for what is no
/// object.
void refuse_unknown_keys(const nlohmann::json& given, const nlohmann::json& known);

} // namespace saccade
