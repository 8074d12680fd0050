#pragma once

#include <QString>

#include <functional>

class QObject;

namespace saccade {

/// A text that is asked for again in each language, for what stays on the screen when it changes.
using LiveText = std::function<QString()>;

/// Sets the texts of a widget now, and again whenever the language changes while the program runs.
/// @param owner     a widget, or an object whose parent is one: Qt tells both. `setTexts` lives as long as
/// it.
/// @param setTexts  sets every text that does not change otherwise: labels, tips, accessible names.
void retranslated(QObject* owner, std::function<void()> setTexts);

} // namespace saccade
