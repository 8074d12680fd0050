#include "tests/unit/cli/workbench.h"

#include "core/model/bundle.h"
#include "tests/support/photo_file.h"
#include "tests/support/toy_captioner.h"

#include <fstream>
#include <iterator>

namespace saccade {

Workbench::Workbench() : model(path("toy.safetensors")) {
    Bundle bundle = toy_bundle();
    bundle.header.input_width = bundle.header.input_height = 256;
    bundle.header.storage = Storage::int8;
    write_bundle(model, bundle);
}

std::string Workbench::photo(std::string_view name, int width, int height) const {
    std::filesystem::create_directories((folder.path() / name).parent_path());
    write_bmp(folder.path() / name, toy_photo(width, height, name.size()));
    return path(name);
}

void Workbench::write(std::string_view name, std::string_view content) const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << content;
}

std::string Workbench::read(std::string_view name) const {
    std::ifstream file(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace saccade
