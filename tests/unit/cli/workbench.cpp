#include "tests/unit/cli/workbench.h"

#include "core/model/bundle.h"
#include "tests/support/toy_captioner.h"

#include <fstream>
#include <iterator>

namespace saccade {

namespace {

void append_number(std::string& bytes, std::uint32_t number, int size) {
    for (int i = 0; i < size; ++i)
        bytes += static_cast<char>(number >> (8 * i));
}

/// 24-bit BMP, rows from the bottom up and padded to 4 bytes.
std::string bmp(const Photo& photo) {
    const std::size_t row = static_cast<std::size_t>(photo.width) * 3;
    const std::size_t padded = (row + 3) / 4 * 4;
    std::string pixels;
    for (int y = photo.height - 1; y >= 0; --y) {
        for (int x = 0; x < photo.width; ++x)
            for (int channel = 2; channel >= 0; --channel)
                pixels += static_cast<char>(
                    photo.rgb[static_cast<std::size_t>((y * photo.width + x) * 3 + channel)]);
        pixels.append(padded - row, '\0');
    }
    std::string bytes = "BM";
    append_number(bytes, static_cast<std::uint32_t>(54 + pixels.size()), 4);
    append_number(bytes, 0, 4);
    append_number(bytes, 54, 4);
    append_number(bytes, 40, 4);
    append_number(bytes, static_cast<std::uint32_t>(photo.width), 4);
    append_number(bytes, static_cast<std::uint32_t>(photo.height), 4);
    append_number(bytes, 1, 2);
    append_number(bytes, 24, 2);
    append_number(bytes, 0, 4);
    append_number(bytes, static_cast<std::uint32_t>(pixels.size()), 4);
    for (int i = 0; i < 4; ++i)
        append_number(bytes, 0, 4);
    return bytes + pixels;
}

} // namespace

Workbench::Workbench() : model(path("toy.safetensors")) {
    Bundle bundle = toy_bundle();
    bundle.header.input_width = bundle.header.input_height = 256;
    bundle.header.storage = Storage::int8;
    write_bundle(model, bundle);
}

std::string Workbench::photo(std::string_view name, int width, int height) const {
    write(name, bmp(toy_photo(width, height, name.size())));
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
