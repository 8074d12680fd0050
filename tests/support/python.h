#pragma once

#include <string>
#include <vector>

namespace saccade {

/// Debian's interpreter, for tests that hold Saccade against an independent program. No test may need it:
/// each has a twin that reads golden numbers instead.
/// @return why it cannot run with these modules; empty when it can.
std::string python_lacks(const std::vector<std::string>& modules);

/// Runs a script for at most five minutes. @throws Error with what it wrote to stderr when it fails.
void run_python(const std::string& script, const std::vector<std::string>& arguments);

} // namespace saccade
