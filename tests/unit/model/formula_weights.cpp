#include "tests/unit/model/formula_weights.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <string_view>

namespace saccade {

namespace {

std::vector<float> noise(std::string_view name, std::int64_t count) {
    std::uint32_t seed = 2166136261U;
    for (const char byte : name)
        seed = (seed ^ static_cast<unsigned char>(byte)) * 16777619U;
    std::vector<float> values;
    for (std::int64_t i = 0; i < count; ++i) {
        std::uint32_t x = static_cast<std::uint32_t>(i) * 2654435761U + seed;
        x ^= x >> 15;
        x *= 2246822519U;
        x ^= x >> 13;
        values.push_back(static_cast<float>(x >> 8) / static_cast<float>(1 << 24) - 0.5F);
    }
    return values;
}

} // namespace

HostTensor formula_tensor(const std::string& name, const Shape& shape, float offset, float factor) {
    std::vector<float> values = noise(name, element_count(shape));
    for (float& value : values)
        value = offset + factor * value;
    return HostTensor::from_floats(shape, values);
}

torch::Tensor formula_image(int size) {
    torch::Tensor image = torch::empty({1, 3, size, size});
    auto pixels = image.accessor<float, 4>();
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            for (int c = 0; c < 3; ++c)
                pixels[0][c][y][x] = static_cast<float>(std::sin(0.05 * (c + 1) * x + 0.031 * y + 0.7 * c));
        }
    }
    return image;
}

double largest_difference(const torch::Tensor& grid, const nlohmann::json& samples) {
    double largest = 0;
    for (const auto& sample : samples) {
        const double value =
            grid[0][sample[2].get<int>()][sample[0].get<int>()][sample[1].get<int>()].item<double>();
        largest = std::max(largest, std::abs(value - sample[3].get<double>()));
    }
    return largest;
}

} // namespace saccade
