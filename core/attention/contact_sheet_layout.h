#pragma once

namespace saccade {

/// The parts of a contact sheet whose size does not depend on text. All values in pixels.
struct ContactSheetLayout {
    int panel_width = 0; ///< the photo in a panel, aspect kept as far as the limits allow
    int panel_height = 0;
    int column_width = 0; ///< at least the panel's: a word needs room below a narrow photo
    int columns = 0;
    int rows = 0;

    static constexpr int margin = 48;
    static constexpr int gap = 28; ///< between panels

    int width() const { return 2 * margin + columns * column_width + (columns - 1) * gap; }
};

/// Panels of about the same area whatever the photo's shape, in as few rows as a page allows, rows evenly
/// filled.
/// @param panels  at least 1.
ContactSheetLayout layout_contact_sheet(int photo_width, int photo_height, int panels);

} // namespace saccade
