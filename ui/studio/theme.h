#pragma once

#include <QColor>
#include <QPalette>

namespace saccade {

/// Colours that QPalette has no role for. Text on its ground keeps a contrast of at least 4.5 to 1.
struct Tones {
    QColor ground;     ///< behind the photo
    QColor line;       ///< hairlines between regions
    QColor field_line; ///< around what can be pressed or typed into, 3 to 1 to its ground
    QColor quiet_text; ///< what may be read last
    QColor accent;     ///< the word being shown, and bars
    QColor on_accent;  ///< text on the accent
    QColor chip;       ///< a word at rest
    QColor chip_hover;
    QColor changed; ///< a word that another caption does not have
    QColor notice;  ///< ground of an inline message
    QColor notice_text;
};

/// The tones that go with a palette.
const Tones& tonesOf(const QPalette& palette);

bool isDark(const QPalette& palette);

/// Gives the whole application the studio's style and palette.
void applyTheme(bool dark);

} // namespace saccade
