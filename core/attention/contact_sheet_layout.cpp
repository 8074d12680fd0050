#include "core/attention/contact_sheet_layout.h"

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

constexpr double panel_area = 320.0 * 256.0;
constexpr double widest_panel = 640;
constexpr double tallest_panel = 480;
constexpr int narrowest_column = 200;
constexpr int page_width = 1920;

} // namespace

ContactSheetLayout layout_contact_sheet(int photo_width, int photo_height, int panels) {
    const double aspect = static_cast<double>(photo_width) / photo_height;
    double width = std::min(std::sqrt(panel_area * aspect), widest_panel);
    double height = width / aspect;
    if (height > tallest_panel) {
        height = tallest_panel;
        width = height * aspect;
    }
    ContactSheetLayout layout;
    layout.panel_width = std::max(1, static_cast<int>(std::lround(width)));
    layout.panel_height = std::max(1, static_cast<int>(std::lround(height)));
    layout.column_width = std::max(layout.panel_width, narrowest_column);

    const int room = page_width - 2 * ContactSheetLayout::margin + ContactSheetLayout::gap;
    const int most_columns = std::max(1, room / (layout.column_width + ContactSheetLayout::gap));
    layout.rows = (panels + most_columns - 1) / most_columns;
    layout.columns = (panels + layout.rows - 1) / layout.rows;
    return layout;
}

} // namespace saccade
