// captioning MODEL.safetensors PHOTO [--bf16] [--beam N] [--repeats N] [--threads N]
// Where the time of a caption goes, in a process that is warm. Prints one JSON line: medians in milliseconds
// of reading the photo, resizing it, the backbone on one photo and on each of sixteen, decoding, and all of
// it from file to caption.

#include "core/decoding/decode.h"
#include "core/image/decode.h"
#include "core/model/backbone_file.h"
#include "core/model/captioner.h"
#include "core/model/compute.h"
#include "core/model/compute_thread.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace saccade;

double median_ms(int repeats, const std::function<void()>& work) {
    work();
    work();
    std::vector<double> times;
    for (int i = 0; i < repeats; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        times.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

int run(int count, char** arguments) {
    Precision precision = Precision::fp32;
    int repeats = 9;
    DecodingSettings settings;
    settings.method = DecodingMethod::greedy;
    for (int i = 3; i < count; ++i) {
        const std::string option = arguments[i];
        if (option == "--bf16") {
            precision = Precision::bf16;
            continue;
        }
        const int value = i + 1 < count ? std::atoi(arguments[i + 1]) : 0;
        if (option == "--beam") {
            settings.method = DecodingMethod::beam;
            settings.beam_width = value;
        } else if (option == "--repeats") {
            repeats = value;
        } else if (option == "--threads") {
            set_compute_threads(value);
        }
        ++i;
    }
    keep_freed_memory();
    const auto captioner = Captioner::load(arguments[1], precision);
    const PhotoEncoder encoder = PhotoEncoder::load(arguments[1], precision);
    const Photo photo = read_photo(arguments[2]);
    const Pixels pixels = preprocess(photo, Recipe::antialias, encoder.input_width(), encoder.input_height());
    const std::vector<Pixels> sixteen(16, pixels);
    const EncodedPhoto encoded = captioner->encode(photo);
    std::size_t words = 0;
    const auto decoded = [&](const EncodedPhoto& seen) {
        words = decode(captioner, seen, settings).front().steps.size();
    };
    const double read = median_ms(repeats, [&] { read_photo(arguments[2]); });
    const double resize = median_ms(repeats, [&] {
        preprocess(photo, Recipe::antialias, encoder.input_width(), encoder.input_height());
    });
    const double backbone = median_ms(repeats, [&] { encoder.grids({&pixels, 1}); });
    const double batch = median_ms(std::max(repeats / 3, 3), [&] { encoder.grids(sixteen); }) / 16;
    const double decoding = median_ms(repeats, [&] { decoded(encoded); });
    const double all = median_ms(repeats, [&] { decoded(captioner->encode(read_photo(arguments[2]))); });
    std::cout << fmt::format(
        "{{\"saccade\": \"{} {}\", \"read_ms\": {:.2f}, \"resize_ms\": {:.2f}, \"backbone_ms\": {:.2f}, "
        "\"backbone_batch16_ms_per_image\": {:.2f}, \"decode_ms\": {:.2f}, \"words\": {}, "
        "\"photo_to_caption_ms\": {:.2f}}}\n",
        encoder.backbone(), precision_name(precision), read, resize, backbone, batch, decoding, words, all);
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::cerr
            << "usage: captioning MODEL.safetensors PHOTO [--bf16] [--beam N] [--repeats N] [--threads N]\n";
        return 2;
    }
    try {
        return run(count, arguments);
    } catch (const Error& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
