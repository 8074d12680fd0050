#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace saccade::cli {

/// Names the contact sheets of one run: NAME.attention.png in the folder, and NAME-2.attention.png and so on
/// for further photos of the same name.
class SheetNames {
public:
    explicit SheetNames(std::filesystem::path folder) : folder_(std::move(folder)) {}
    std::filesystem::path next(const std::filesystem::path& photo);

private:
    std::filesystem::path folder_;
    std::set<std::string> taken_;
};

} // namespace saccade::cli
