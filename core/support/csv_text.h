#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// A field as it stands in a comma-separated file (RFC 4180): quoted when it has to be.
std::string csv_field(std::string_view text);

/// Fields joined by commas, with the line break.
std::string csv_row(const std::vector<std::string>& fields);

} // namespace saccade
