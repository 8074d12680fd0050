#pragma once

#include <QSize>

class QDialog;
class QScrollArea;
class QWidget;

namespace saccade {

/// The content of a dialog, to be scrolled where the screen is too small for it.
QScrollArea* scrolledContent(QWidget* content);

/// What the dialog would take to show all of its content, as it is now.
int wholeHeight(QDialog& dialog);

/// Gives the dialog that size, or what the screen has room for.
void resizeWithinScreen(QDialog& dialog, const QSize& wanted);

} // namespace saccade
