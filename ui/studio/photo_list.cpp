#include "ui/studio/photo_list.h"

#include <QDir>
#include <QFileInfo>

namespace saccade {

namespace {

constexpr int thumbnail_extent = 256; // sharp at twice the size it is drawn

} // namespace

PhotoList::PhotoList(PhotoReader reader, QObject* parent)
    : QAbstractListModel(parent),
      thumbnails_(std::move(reader), thumbnail_extent) {
    connect(&thumbnails_, &ThumbnailService::ready, this, [this](const QString& file, const QImage& image) {
        update(file, [&image](Entry& entry) { entry.thumbnail = QPixmap::fromImage(image); });
    });
    connect(&thumbnails_, &ThumbnailService::failed, this, &PhotoList::setFault);
}

void PhotoList::setFiles(const QStringList& files) {
    thumbnails_.clear();
    beginResetModel();
    entries_.clear();
    rows_.clear();
    for (const QString& file : files) {
        rows_.insert(file, static_cast<int>(entries_.size()));
        entries_.push_back({file, {}, {}, false});
    }
    endResetModel();
}

QString PhotoList::file(int row) const {
    return row >= 0 && row < rowCount() ? entries_[static_cast<std::size_t>(row)].file : QString();
}

bool PhotoList::isBroken(int row) const {
    return row >= 0 && row < rowCount() && !entries_[static_cast<std::size_t>(row)].fault.isEmpty();
}

void PhotoList::requestThumbnail(int row) {
    Entry& entry = entries_.at(static_cast<std::size_t>(row));
    if (entry.requested)
        return;
    entry.requested = true;
    thumbnails_.request(entry.file);
}

void PhotoList::setFault(const Fault& fault) {
    update(fault.file, [&fault](Entry& entry) { entry.fault = fault.sentence(); });
}

void PhotoList::update(const QString& file, const std::function<void(Entry&)>& change) {
    for (const int row : rows_.values(file)) {
        change(entries_[static_cast<std::size_t>(row)]);
        Q_EMIT dataChanged(index(row), index(row));
    }
}

int PhotoList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(entries_.size());
}

QVariant PhotoList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& entry = entries_[static_cast<std::size_t>(index.row())];
    const QString name = QFileInfo(entry.file).fileName();
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case Qt::DecorationRole:
        return entry.thumbnail.isNull() ? QVariant() : QVariant(entry.thumbnail);
    case Qt::ToolTipRole:
        return entry.fault.isEmpty() ? QDir::toNativeSeparators(entry.file) : entry.fault;
    case Qt::AccessibleTextRole:
        return entry.fault.isEmpty() ? name : tr("%1, cannot be opened").arg(name);
    default:
        return {};
    }
}

} // namespace saccade
