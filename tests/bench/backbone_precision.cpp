// backbone_precision BACKBONE.safetensors PHOTO...
// Encodes every photo in fp32 and in bf16, one after the other, and prints how alike the grids are and what
// each takes.

#include "core/image/decode.h"
#include "core/model/backbone_file.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>
#include <numeric>
#include <vector>

namespace {

using namespace saccade;

double cosine(const std::vector<float>& left, const std::vector<float>& right) {
    const auto product = [](const std::vector<float>& a, const std::vector<float>& b) {
        return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
    };
    return product(left, right) / std::sqrt(product(left, left) * product(right, right));
}

struct Timed {
    PhotoEncoder encoder;
    std::vector<double> milliseconds;

    std::vector<float> grid(const Photo& photo) {
        const auto start = std::chrono::steady_clock::now();
        std::vector<float> values = encoder.grid(photo, Recipe::tensorflow).values;
        milliseconds.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        return values;
    }
};

double median(std::vector<double> values) {
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

} // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::cerr << "usage: backbone_precision BACKBONE.safetensors PHOTO...\n";
        return 2;
    }
    try {
        Timed fp32{PhotoEncoder::load(arguments[1], Precision::fp32), {}};
        Timed bf16{PhotoEncoder::load(arguments[1], Precision::bf16), {}};
        std::vector<double> cosines;
        for (int i = 2; i < count; ++i) {
            const Photo photo = read_photo(arguments[i]);
            cosines.push_back(cosine(fp32.grid(photo), bf16.grid(photo)));
        }
        std::cout << fmt::format(
            "{} photos, bf16 against fp32: cosine of the grids {:.5f} on average, {:.5f} at worst\n"
            "a photo (resizing included), median: fp32 {:.1f} ms, bf16 {:.1f} ms\n",
            cosines.size(), std::reduce(cosines.begin(), cosines.end()) / static_cast<double>(cosines.size()),
            std::ranges::min(cosines), median(fp32.milliseconds), median(bf16.milliseconds));
    } catch (const Error& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
