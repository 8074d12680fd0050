#pragma once

#include <QIcon>
#include <QString>

namespace saccade {

/// The icon `:/saccade/icons/NAME.svg`, drawn in the text colour of the palette in force when it is painted.
QIcon icon(const QString& name);

/// The program's own icon, in its own colours.
QIcon applicationIcon();

} // namespace saccade
