#include "core/support/json_file.h"

#include "core/support/error.h"
#include "core/support/mapped_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace saccade {

nlohmann::json read_json(const std::filesystem::path& path) {
    constexpr int deepest = 200; // a tree is freed level by level on the stack
    const MappedFile file(path);
    const auto* const text = reinterpret_cast<const char*>(file.bytes().data());
    bool too_deep = false;
    try {
        nlohmann::json root = nlohmann::json::parse(
            text, text + file.bytes().size(), [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
                too_deep = too_deep || depth > deepest;
                return depth <= deepest;
            });
        if (too_deep)
            throw FileError(path, fmt::format("its lists are nested more than {} deep", deepest),
                            "No data set or configuration is like that; open another file");
        return root;
    } catch (const nlohmann::json::parse_error& error) {
        std::string fault =
            error.what(); // "[json.exception.parse_error.101] parse error at line 2, column 5: ..."
        if (const std::size_t end = fault.find("] "); end != std::string::npos)
            fault.erase(0, end + 2);
        throw FileError(path, fmt::format("this is not JSON: {}", fault), "Mend it there");
    }
}

} // namespace saccade
