#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace saccade {

/// The training runs that a model card's provenance tells of, the oldest first: an array. Another program's
/// notes are kept as they are. Never throws.
nlohmann::json runs_of(const std::string& provenance);

} // namespace saccade
