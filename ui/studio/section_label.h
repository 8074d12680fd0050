#pragma once

#include <QLabel>

namespace saccade {

/// A quiet heading over a group of widgets.
inline QLabel* sectionLabel(const QString& text) {
    auto* label = new QLabel(text);
    label->setForegroundRole(QPalette::PlaceholderText);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

} // namespace saccade
