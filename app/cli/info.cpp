#include "app/cli/command.h"
#include "app/cli/describe.h"
#include "app/common/bundled_files.h"
#include "core/support/mapped_file.h"
#include "core/weights/keras_file.h"
#include "core/weights/torch_file.h"

#include <cstring>
#include <filesystem>
#include <iostream>
#include <memory>
#include <span>
#include <string>

namespace saccade::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* info_examples = R"(Examples:
  saccade-cli info beach.jpg
  saccade-cli info saccade-mobile
  saccade-cli info mobilenet_v2.tflite --tensors
  saccade-cli info inception_v3.pth)";

constexpr std::size_t first_tensors = 12;
constexpr std::uint64_t longest_safetensors_header = 100ULL << 20;

enum class Kind { photo, npy, tflite, safetensors, torch, keras };

bool has(std::span<const std::byte> bytes, std::size_t offset, std::string_view signature) {
    return bytes.size() >= offset + signature.size() &&
           std::memcmp(bytes.data() + offset, signature.data(), signature.size()) == 0;
}

bool begins_as_safetensors(std::span<const std::byte> bytes) {
    if (!has(bytes, 8, "{"))
        return false;
    std::uint64_t header = 0; // little-endian
    for (std::size_t i = 8; i-- > 0;)
        header = header << 8 | std::to_integer<std::uint64_t>(bytes[i]);
    return header <= longest_safetensors_header;
}

/// By content; a name decides only what the content does not, so that a damaged file is explained by its own
/// reader.
Kind kind_of(const fs::path& path) {
    const MappedFile file(path);
    if (has(file.bytes(), 0, "\x93NUMPY"))
        return Kind::npy;
    if (has(file.bytes(), 4, "TFL3"))
        return Kind::tflite;
    if (begins_as_safetensors(file.bytes()))
        return Kind::safetensors;
    if (looks_like_hdf5_file(file.bytes()))
        return Kind::keras;
    if (looks_like_torch_file(file.bytes()))
        return Kind::torch;
    if (path.extension() == ".npy")
        return Kind::npy;
    if (path.extension() == ".tflite")
        return Kind::tflite;
    if (path.extension() == ".safetensors")
        return Kind::safetensors;
    return Kind::photo;
}

std::string describe(const fs::path& path, std::size_t most_tensors) {
    switch (kind_of(path)) {
    case Kind::npy:
        return describe_npy(path);
    case Kind::tflite:
        return describe_tflite(path, most_tensors);
    case Kind::safetensors:
        return describe_safetensors(path, most_tensors);
    case Kind::torch:
        return describe_torch(path, most_tensors);
    case Kind::keras:
        return describe_keras(path, most_tensors);
    case Kind::photo:
        break;
    }
    return describe_photo(path);
}

struct InfoOptions {
    std::string file;
    bool tensors = false;
};

} // namespace

void add_info(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<InfoOptions>();
    CLI::App* line =
        program.add_subcommand("info", "Explain a file: photo, model bundle, weights, NumPy array");
    line->footer(info_examples);
    line->add_option("FILE", options->file,
                     "A photo, a .safetensors, .tflite, .pth, .h5 or .npy file, or the name of a model that "
                     "comes with Saccade")
        ->required()
        ->type_name("");
    line->add_flag("--tensors", options->tensors, "List every tensor, not only the first ones");
    commands.push_back({line, [options](const std::stop_token&) {
                            std::cout << describe(model_named(options->file),
                                                  options->tensors ? every_tensor : first_tensors);
                            return succeeded;
                        }});
}

} // namespace saccade::cli
