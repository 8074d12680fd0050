#pragma once

#include "ui/studio/retranslated.h"

#include <QFormLayout>
#include <QLabel>

#include <functional>

namespace saccade {

/// A label that asks for its text again when the language changes.
inline QLabel* textLabel(const std::function<QString()>& text) {
    auto* label = new QLabel;
    retranslated(label, [label, text] { label->setText(text()); });
    return label;
}

/// A quiet heading over a group of widgets.
inline QLabel* sectionLabel(const std::function<QString()>& text) {
    QLabel* label = textLabel(text);
    label->setForegroundRole(QPalette::PlaceholderText);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

inline QLabel* sectionLabel(const QString& text) {
    return sectionLabel([text] { return text; });
}

/// A row of a form whose label follows the language. `field` is a widget or a layout.
template <typename Field>
void addRow(QFormLayout* form, const std::function<QString()>& text, Field* field) {
    QLabel* label = textLabel(text);
    form->addRow(label, field);
    if constexpr (std::is_base_of_v<QWidget, Field>)
        label->setBuddy(field);
}

} // namespace saccade
