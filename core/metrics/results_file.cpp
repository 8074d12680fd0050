#include "core/metrics/results_file.h"

#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "core/support/json_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace saccade {

using nlohmann::json;

std::map<std::int64_t, std::string> read_results(const std::filesystem::path& file) {
    const json root = read_json(file);
    std::map<std::int64_t, std::string> captions;
    try {
        for (const json& result : root) {
            const auto id = result.at("image_id").get<std::int64_t>();
            if (!captions.emplace(id, result.at("caption").get<std::string>()).second)
                throw FileError(file, fmt::format("image {} has two captions", id), "Keep one of them");
        }
    } catch (const json::exception& error) {
        throw FileError(file, fmt::format("this is no results file ({})", error.what()),
                        "Expected [{\"image_id\": 1, \"caption\": \"...\"}, ...]");
    }
    if (captions.empty())
        throw FileError(file, "it holds no captions");
    return captions;
}

void write_results(const std::filesystem::path& file, const std::map<std::int64_t, std::string>& captions) {
    json root = json::array();
    for (const auto& [id, caption] : captions)
        root.push_back({{"image_id", id}, {"caption", caption}});
    write_file_atomically(file, root.dump() + "\n");
}

std::map<std::int64_t, std::vector<std::string>> read_references(const std::filesystem::path& file) {
    const json root = read_json(file);
    std::map<std::int64_t, std::vector<std::string>> references;
    try {
        for (const json& annotation : root.at("annotations"))
            references[annotation.at("image_id").get<std::int64_t>()].push_back(
                annotation.at("caption").get<std::string>());
    } catch (const json::exception& error) {
        throw FileError(file, fmt::format("this is no COCO captions file ({})", error.what()),
                        "Expected \"annotations\", each with \"image_id\" and \"caption\"");
    }
    return references;
}

} // namespace saccade
