#include "ui/studio/photo_list.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace saccade {

namespace {

constexpr int thumbnail_extent = 256; // sharp at twice the size it is drawn

} // namespace

PhotoList::PhotoList(PhotoReader reader, QObject* parent)
    : QAbstractListModel(parent),
      pictures_(thumbnail_bytes),
      thumbnails_(std::move(reader), thumbnail_extent) {
    connect(&thumbnails_, &ThumbnailService::ready, this, [this](const QString& file, const QImage& image) {
        pictures_.insert(file, new QPixmap(QPixmap::fromImage(image)), image.sizeInBytes());
        update(file, [](Entry&) {});
    });
    connect(&thumbnails_, &ThumbnailService::failed, this, &PhotoList::setFault);
}

void PhotoList::setFiles(const QStringList& files) {
    thumbnails_.clear();
    beginResetModel();
    entries_.clear();
    rows_.clear();
    pictures_.clear();
    first_ = 0;
    last_ = -1;
    for (const QString& file : files) {
        rows_.insert(file, static_cast<int>(entries_.size()));
        entries_.push_back({file, {}, {}});
    }
    endResetModel();
}

void PhotoList::surround(const QStringList& files) {
    const auto insert = [this](std::size_t row, const QStringList& added) {
        if (added.isEmpty())
            return;
        const int first = static_cast<int>(row);
        beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
        std::vector<Entry> entries;
        for (const QString& file : added)
            entries.push_back({file, {}, {}});
        entries_.insert(entries_.begin() + first, entries.begin(), entries.end());
        rows_.clear();
        for (std::size_t i = 0; i < entries_.size(); ++i)
            rows_.insert(entries_[i].file, static_cast<int>(i));
        endInsertRows();
    };
    const qsizetype here = files.indexOf(file(0));
    if (here < 0 || entries_.size() != 1)
        return;
    insert(1, files.mid(here + 1));
    insert(0, files.first(here));
}

QString PhotoList::file(int row) const {
    return row >= 0 && row < rowCount() ? entries_[static_cast<std::size_t>(row)].file : QString();
}

QStringList PhotoList::files() const {
    QStringList result;
    for (const Entry& entry : entries_)
        result += entry.file;
    return result;
}

bool PhotoList::isBroken(int row) const {
    return row >= 0 && row < rowCount() && entries_[static_cast<std::size_t>(row)].fault.has_value();
}

void PhotoList::setInSight(int first, int last) {
    first = std::max(first, 0);
    last = std::min(last, rowCount() - 1);
    if (first == first_ && last == last_)
        return;
    first_ = first;
    last_ = last;
    requestThumbnails();
    Q_EMIT inSightChanged();
}

// Those in sight, as many after them, as many before them.
std::vector<int> PhotoList::rowsAtHand() const {
    std::vector<int> rows;
    const int seen = last_ - first_ + 1;
    for (int row = first_; row < std::min(last_ + 1 + seen, rowCount()); ++row)
        rows.push_back(row);
    for (int row = first_ - 1; row >= std::max(first_ - seen, 0); --row)
        rows.push_back(row);
    return rows;
}

void PhotoList::requestThumbnails() {
    const std::vector<int> rows = rowsAtHand();
    constexpr qsizetype largest = qsizetype{4} * thumbnail_extent * thumbnail_extent;
    pictures_.setMaxCost(std::max(thumbnail_bytes, static_cast<qsizetype>(rows.size()) * largest));
    QStringList missing;
    for (const int row : rows) {
        const Entry& entry = entries_[static_cast<std::size_t>(row)];
        if (pictures_.object(entry.file) == nullptr && !entry.fault) // those there are used last now
            missing += entry.file;
    }
    thumbnails_.want(missing);
}

void PhotoList::setFault(const Fault& fault) {
    update(fault.file, [&fault](Entry& entry) { entry.fault = fault; });
}

void PhotoList::setCaption(const QString& file, const QString& caption) {
    update(file, [&caption](Entry& entry) { entry.caption = caption; });
}

void PhotoList::clearCaptions() {
    for (Entry& entry : entries_)
        entry.caption.reset();
    if (!entries_.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

QStringList PhotoList::filesToCaption() const {
    QStringList files;
    for (const int row : rowsAtHand()) {
        const Entry& entry = entries_[static_cast<std::size_t>(row)];
        if (!entry.caption && !entry.fault)
            files += entry.file;
    }
    return files;
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
    const QString caption = entry.caption.value_or(QString());
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case Qt::DecorationRole:
        if (const QPixmap* picture = pictures_.object(entry.file))
            return *picture;
        return {};
    case caption_role:
        return caption;
    case Qt::ToolTipRole: {
        const QString path = QDir::toNativeSeparators(entry.file);
        if (entry.fault)
            return path + QLatin1Char('\n') + entry.fault->sentence();
        return caption.isEmpty() ? path : caption + QLatin1Char('\n') + path;
    }
    case Qt::AccessibleTextRole:
        if (entry.fault)
            return tr("%1, cannot be opened: %2").arg(name, entry.fault->sentence());
        return caption.isEmpty() ? name : tr("%1: %2", "file name, caption").arg(name, caption);
    default:
        return {};
    }
}

} // namespace saccade
