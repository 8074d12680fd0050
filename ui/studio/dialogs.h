#pragma once

class QDialog;
class QWidget;

namespace saccade {

/// Every command with its keys, from the command table. Deletes itself when closed.
QDialog* makeShortcutsDialog(QWidget* parent);

/// What the program is, its version and its licence. Deletes itself when closed.
QDialog* makeAboutDialog(QWidget* parent);

} // namespace saccade
