#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace saccade::cli {

/// Names the pictures of one run, without their endings: NAME, and NAME-2 and so on for further photos of the
/// same name.
class SheetNames {
public:
    std::string next(const std::filesystem::path& photo);

private:
    std::set<std::string> taken_;
};

} // namespace saccade::cli
