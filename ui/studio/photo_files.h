#pragma once

#include <QStringList>

namespace saccade {

/// The photos of a folder by their names' endings, in the order a person would put them. Not of its
/// sub-folders.
QStringList photosInFolder(const QString& folder);

/// The photos of the folder that a file lies in, and the file, whatever its name.
QStringList photosBeside(const QString& file);

/// Files as they are, whatever their names; folders replaced by their photos. Absolute paths.
QStringList photosOf(const QStringList& paths);

/// "Photos (*.jpg …)" for a file dialog.
QString photoFilter();

} // namespace saccade
