#include "ui/studio/photo_files.h"

#include <QCollator>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace saccade {

namespace {

const QStringList patterns{QStringLiteral("*.jpg"),  QStringLiteral("*.jpeg"), QStringLiteral("*.png"),
                           QStringLiteral("*.webp"), QStringLiteral("*.tif"),  QStringLiteral("*.tiff"),
                           QStringLiteral("*.bmp"),  QStringLiteral("*.gif")};

QStringList inOrder(const QDir& folder, QStringList names) {
    // The C locale knows no numeric order.
    QCollator order(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale());
    order.setNumericMode(true);
    order.setCaseSensitivity(Qt::CaseInsensitive);
    std::sort(names.begin(), names.end(), order);
    for (QString& name : names)
        name = folder.absoluteFilePath(name);
    return names;
}

QStringList namesIn(const QDir& folder) {
    return folder.entryList(patterns, QDir::Files | QDir::Readable, QDir::Unsorted);
}

} // namespace

QStringList photosInFolder(const QString& folder) {
    const QDir dir(folder);
    return inOrder(dir, namesIn(dir));
}

QStringList photosBeside(const QString& file) {
    const QFileInfo info(file);
    const QDir folder = info.absoluteDir();
    QStringList names = namesIn(folder);
    if (!names.contains(info.fileName()))
        names += info.fileName();
    return inOrder(folder, names);
}

QStringList photosOf(const QStringList& paths) {
    QStringList result;
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (info.isDir())
            result += photosInFolder(path);
        else
            result += QDir::cleanPath(info.absoluteFilePath());
    }
    return result;
}

QString photoFilter() {
    return QCoreApplication::translate("PhotoFiles", "Photos (%1)").arg(patterns.join(QLatin1Char(' '))) +
           QStringLiteral(";;") + QCoreApplication::translate("PhotoFiles", "All files (*)");
}

} // namespace saccade
