#pragma once

#include <QList>
#include <QStringList>
#include <QUrl>

namespace saccade {

/// The photos of a folder by their names' endings, in the order a person would put them. Not of its
/// sub-folders.
QStringList photosInFolder(const QString& folder);

/// Files as they are, whatever their names; folders replaced by their photos. Absolute paths.
QStringList photosOf(const QStringList& paths);
QStringList photosOf(const QList<QUrl>& urls);

/// "Photos (*.jpg …)" for a file dialog.
QString photoFilter();

} // namespace saccade
