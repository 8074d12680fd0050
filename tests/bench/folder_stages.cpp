// folder_stages MODEL.safetensors FOLDER [--limit N] [--turns N] [--beam N] [--bf16] [--threads N]
// What overlapping is worth when a folder is captioned. Each turn takes all photos through each part of the
// work alone, then through all of them as `saccade-cli folder` does. Prints one JSON line: medians over the
// turns in milliseconds a photo, and the rate of the whole over that of its slowest part.

#include "core/album/folder_captions.h"
#include "core/album/photo_listing.h"
#include "core/decoding/decode.h"
#include "core/image/decode.h"
#include "core/model/captioner.h"
#include "core/model/compute.h"
#include "core/model/compute_thread.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using namespace saccade;
namespace fs = std::filesystem;

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// A folder of links to some photos, and room for the captions.
class Album {
public:
    Album(const fs::path& source, std::size_t limit)
        : root_(fs::temp_directory_path() / fmt::format("saccade-folder-stages-{}", ::getpid())) {
        fs::create_directories(folder());
        for (const fs::path& photo : list_photos(source, false)) {
            if (photos_.size() == limit)
                break;
            fs::create_symlink(fs::absolute(source / photo), folder() / photo);
            photos_.push_back(folder() / photo);
        }
    }
    ~Album() { fs::remove_all(root_); }
    Album(const Album&) = delete;
    Album& operator=(const Album&) = delete;

    fs::path folder() const { return root_ / "photos"; }
    const std::vector<fs::path>& photos() const { return photos_; }
    void caption(const FolderWork& work) const {
        FolderRequest request;
        request.folder = folder();
        request.out = root_ / "captions.jsonl";
        request.model = "bench";
        request.restart = true;
        caption_folder(request, work);
    }

private:
    fs::path root_;
    std::vector<fs::path> photos_;
};

int run(int count, char** arguments) {
    Precision precision = Precision::fp32;
    std::size_t limit = 2000;
    int turns = 3;
    DecodingSettings settings;
    settings.method = DecodingMethod::greedy;
    for (int i = 3; i < count; ++i) {
        const std::string option = arguments[i];
        if (option == "--bf16") {
            precision = Precision::bf16;
            continue;
        }
        const int value = i + 1 < count ? std::atoi(arguments[i + 1]) : 0;
        if (option == "--limit") {
            limit = static_cast<std::size_t>(value);
        } else if (option == "--turns") {
            turns = value;
        } else if (option == "--beam") {
            settings.method = DecodingMethod::beam;
            settings.beam_width = value;
        } else if (option == "--threads") {
            set_compute_threads(value);
        }
        ++i;
    }
    keep_freed_memory();
    const auto captioner = Captioner::load(arguments[1], precision);
    const Album album(arguments[2], limit);
    const Caption wordless;
    const FolderWork nothing{
        [](const fs::path&) { return Photo(); },
        [&](const Photo&) -> FolderWork::Saying { return [&](const std::stop_token&) { return wordless; }; }};
    const FolderWork everything{
        [](const fs::path& file) { return read_photo(file); },
        [&](const Photo& photo) -> FolderWork::Saying {
            return [&, pixels = captioner->prepare(photo)](const std::stop_token& stop) {
                return decode(captioner, captioner->encode(pixels), settings, stop).front();
            };
        }};

    std::vector<double> read, prepare, backbone, decoder, write, whole, ratios;
    for (int turn = 0; turn < turns; ++turn) {
        double reading = 0, preparing = 0, encoding = 0, decoding = 0;
        for (const fs::path& file : album.photos()) {
            Photo photo;
            Pixels pixels;
            EncodedPhoto encoded;
            reading += seconds([&] { photo = read_photo(file); });
            preparing += seconds([&] { pixels = captioner->prepare(photo); });
            encoding += seconds([&] { encoded = captioner->encode(pixels); });
            decoding += seconds([&] { decode(captioner, encoded, settings); });
        }
        const double writing = seconds([&] { album.caption(nothing); });
        const double together = seconds([&] { album.caption(everything); });
        const double ms = 1000.0 / static_cast<double>(album.photos().size());
        read.push_back(reading * ms);
        prepare.push_back(preparing * ms);
        backbone.push_back(encoding * ms);
        decoder.push_back(decoding * ms);
        write.push_back(writing * ms);
        whole.push_back(together * ms);
        // Backbone and decoder share the compute thread, and so are one part.
        ratios.push_back(std::max({reading, preparing, encoding + decoding, writing}) / together);
    }
    std::cout << fmt::format("{{\"photos\": {}, \"turns\": {}, \"threads\": {}, \"read_ms\": {:.2f}, "
                             "\"prepare_ms\": {:.2f}, \"backbone_ms\": {:.2f}, \"decoder_ms\": {:.2f}, "
                             "\"write_ms\": {:.2f}, \"whole_ms\": {:.2f}, \"of_slowest_part\": {:.3f}}}\n",
                             album.photos().size(), turns, compute_threads(), median(read), median(prepare),
                             median(backbone), median(decoder), median(write), median(whole), median(ratios));
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::cerr
            << "usage: folder_stages MODEL.safetensors FOLDER [--limit N] [--turns N] [--beam N] [--bf16] "
               "[--threads N]\n";
        return 2;
    }
    try {
        return run(count, arguments);
    } catch (const Error& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
