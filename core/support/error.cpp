#include "core/support/error.h"

#include <fmt/format.h>

namespace saccade {

namespace {

std::string sentence(const std::filesystem::path& path, std::string_view fault, std::string_view remedy) {
    return remedy.empty() ? fmt::format("{}: {}.", path.string(), fault)
                          : fmt::format("{}: {}. {}.", path.string(), fault, remedy);
}

} // namespace

FileError::FileError(std::filesystem::path path, std::string_view fault, std::string_view remedy)
    : Error(sentence(path, fault, remedy)),
      path_(std::move(path)),
      fault_(fault),
      remedy_(remedy) {}

} // namespace saccade
