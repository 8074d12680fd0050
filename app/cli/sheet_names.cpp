#include "app/cli/sheet_names.h"

#include <fmt/format.h>

namespace saccade::cli {

std::string SheetNames::next(const std::filesystem::path& photo) {
    const std::string stem = photo.stem().string();
    std::string name = stem;
    for (int i = 2; !taken_.insert(name).second; ++i)
        name = fmt::format("{}-{}", stem, i);
    return name;
}

} // namespace saccade::cli
