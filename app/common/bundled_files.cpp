#include "app/common/bundled_files.h"

#include "core/support/error.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

namespace saccade {

namespace fs = std::filesystem;

namespace {

/// Sorted by name; none when there is no such folder.
std::vector<fs::path> files_of(const fs::path& folder, const char* extension) {
    std::vector<fs::path> files;
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored))
        if (entry.path().extension() == extension)
            files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

} // namespace

fs::path resource_folder() {
    std::error_code ignored;
    if (const char* named = std::getenv("SACCADE_RESOURCES"); named != nullptr && *named != '\0') {
        if (!fs::is_directory(named, ignored))
            throw FileError(named, "SACCADE_RESOURCES names this folder, but it does not exist",
                            "Correct or unset the variable");
        return named;
    }
    // The program lies in PREFIX/libexec/saccade.
    const fs::path programs = fs::read_symlink("/proc/self/exe", ignored).parent_path();
    if (const fs::path installed = programs.parent_path().parent_path() / "share" / "saccade";
        fs::is_directory(installed, ignored))
        return installed;
#ifdef SACCADE_SOURCE_RESOURCES
    if (fs::is_directory(SACCADE_SOURCE_RESOURCES, ignored))
        return SACCADE_SOURCE_RESOURCES;
#endif
    throw Error(
        "The files that come with Saccade are missing. Install Saccade again, or name their folder in the "
        "environment variable SACCADE_RESOURCES.");
}

fs::path bundled_model() {
    fs::path model = resource_folder() / "models" / "saccade-mobile.safetensors";
    std::error_code ignored;
    if (!fs::exists(model, ignored))
        throw FileError(model, "the model that comes with Saccade is missing",
                        "Install Saccade again, or name another model");
    return model;
}

std::vector<fs::path> bundled_models() {
    const fs::path first = bundled_model();
    std::vector<fs::path> models = files_of(first.parent_path(), ".safetensors");
    std::ranges::stable_partition(models, [&](const fs::path& model) { return model == first; });
    return models;
}

fs::path model_named(const std::string& name) {
    if (name.empty() || name == "bundled")
        return bundled_model();
    std::error_code ignored;
    if (!fs::exists(name, ignored)) {
        for (const fs::path& model : bundled_models())
            if (model.stem() == name)
                return model;
    }
    return name;
}

std::vector<fs::path> bundled_photos() {
    return files_of(resource_folder() / "photos", ".jpg");
}

} // namespace saccade
