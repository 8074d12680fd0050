#pragma once

#include <string>
#include <vector>

namespace saccade {

/// Runs another program, which is looked up as a shell does, and waits for it. @return what it printed.
/// @throws std::runtime_error when it is missing or fails: what Saccade writes has to please others.
std::string run_tool(const std::vector<std::string>& command);

} // namespace saccade
