#include "core/model/grid_geometry.h"

#include <algorithm>
#include <cmath>
#include <ranges>

namespace saccade {

std::vector<float> receptive_field_centres(std::span<const LayerGeometry> layers, int cells, int size) {
    std::vector<float> centres;
    for (int cell = 0; cell < cells; ++cell) {
        double position = cell;
        for (const LayerGeometry& layer : layers | std::views::reverse)
            position = position * layer.stride - layer.pad_before + 0.5 * layer.dilation * (layer.kernel - 1);
        centres.push_back(static_cast<float>((position + 0.5) / size));
    }
    return centres;
}

float receptive_field_spread(std::span<const LayerGeometry> layers, int size) {
    double variance = 0;
    double step = 1; // pixels from one input of the layer to the next
    for (const LayerGeometry& layer : layers) {
        const double reach = step * layer.dilation;
        variance += reach * reach * (layer.kernel * layer.kernel - 1) / 12.0;
        step *= layer.stride;
    }
    return static_cast<float>(std::sqrt(variance) / size);
}

int same_pad_total(int size, int kernel, int stride) {
    const int outputs = (size + stride - 1) / stride;
    return std::max((outputs - 1) * stride + kernel - size, 0);
}

int same_pad_before(int size, int kernel, int stride) {
    return same_pad_total(size, kernel, stride) / 2;
}

} // namespace saccade
