#include "core/attention/heat_field.h"

#include "core/attention/field_rows.h"

namespace saccade {

std::vector<float> heat_field(std::span<const float> map, const GridPlacement& placement, int width,
                              int height, FieldStyle style) {
    FieldRows rows(map, placement, width, height, style);
    const auto stride = static_cast<std::size_t>(width);
    std::vector<float> field(stride * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y)
        rows.fill(y, std::span(field).subspan(static_cast<std::size_t>(y) * stride, stride));
    return field;
}

} // namespace saccade
