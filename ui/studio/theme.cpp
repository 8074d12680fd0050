#include "ui/studio/theme.h"

#include "ui/studio/studio_style.h"

#include <QApplication>
#include <QStyle>

namespace saccade {

namespace {

const Tones light_tones{
    .ground = QColor(0xE9, 0xEA, 0xEB),
    .line = QColor(0xD9, 0xDB, 0xDE),
    .field_line = QColor(0x8A, 0x90, 0x98),
    .quiet_text = QColor(0x59, 0x5F, 0x67),
    .accent = QColor(0x1F, 0x5F, 0xC4),
    .on_accent = QColor(0xFF, 0xFF, 0xFF),
    .chip = QColor(0xFF, 0xFF, 0xFF),
    .chip_hover = QColor(0xE6, 0xEE, 0xFA),
    .changed = QColor(0xC2, 0x4E, 0x00),
    .notice = QColor(0xFF, 0xF2, 0xD6),
    .notice_text = QColor(0x4A, 0x36, 0x05),
};

const Tones dark_tones{
    .ground = QColor(0x12, 0x13, 0x15),
    .line = QColor(0x33, 0x36, 0x3B),
    .field_line = QColor(0x6E, 0x75, 0x7E),
    .quiet_text = QColor(0xA2, 0xA8, 0xB0),
    .accent = QColor(0x8C, 0xB8, 0xFF),
    .on_accent = QColor(0x0B, 0x1E, 0x3D),
    .chip = QColor(0x2A, 0x2D, 0x31),
    .chip_hover = QColor(0x34, 0x3C, 0x49),
    .changed = QColor(0xFF, 0x9E, 0x4A),
    .notice = QColor(0x3B, 0x31, 0x17),
    .notice_text = QColor(0xF6, 0xE3, 0xB4),
};

QPalette makePalette(const Tones& tones, QColor window, QColor base, QColor button, QColor text) {
    QPalette palette(button, window);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, window);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, button);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, tones.on_accent);
    palette.setColor(QPalette::ToolTipBase, base);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, tones.quiet_text);
    palette.setColor(QPalette::Highlight, tones.accent);
    palette.setColor(QPalette::HighlightedText, tones.on_accent);
    palette.setColor(QPalette::Link, tones.accent);
    palette.setColor(QPalette::LinkVisited, tones.accent);
    QColor faint = tones.quiet_text;
    faint.setAlpha(150);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tones.line);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, tones.quiet_text);
    return palette;
}

QPalette lightPalette() {
    return makePalette(light_tones, QColor(0xF7, 0xF8, 0xF8), QColor(0xFF, 0xFF, 0xFF),
                       QColor(0xF1, 0xF2, 0xF3), QColor(0x1C, 0x1E, 0x21));
}

QPalette darkPalette() {
    return makePalette(dark_tones, QColor(0x1C, 0x1E, 0x21), QColor(0x16, 0x17, 0x1A),
                       QColor(0x2A, 0x2D, 0x31), QColor(0xEA, 0xEB, 0xED));
}

} // namespace

bool isDark(const QPalette& palette) {
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

const Tones& tonesOf(const QPalette& palette) {
    return isDark(palette) ? dark_tones : light_tones;
}

void applyTheme(bool dark) {
    if (qobject_cast<StudioStyle*>(QApplication::style()) == nullptr)
        QApplication::setStyle(new StudioStyle);
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
}

} // namespace saccade
