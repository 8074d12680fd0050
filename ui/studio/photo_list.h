#pragma once

#include "ui/services/thumbnail_service.h"

#include <QAbstractListModel>
#include <QCache>
#include <QMultiHash>
#include <QPixmap>

#include <optional>
#include <vector>

namespace saccade {

/// The photos that are open. Small pictures are made of those in sight and of as many on both sides; of
/// others they are kept as long as there is room.
class PhotoList : public QAbstractListModel {
    Q_OBJECT
public:
    static constexpr qsizetype thumbnail_bytes = qsizetype{64} << 20; ///< that small pictures may take
    static constexpr int caption_role = Qt::UserRole;                 ///< the caption, as far as it is known

    explicit PhotoList(PhotoReader reader, QObject* parent = nullptr);

    void setFiles(const QStringList& files);
    /// Adds photos before and behind the one that is there, which keeps its small picture and its fault.
    /// @param files  contains it.
    void surround(const QStringList& files);
    QString file(int row) const;
    QStringList files() const;
    /// The rows that can be seen now, from `first` to `last`; dataChanged tells when their small pictures are
    /// there.
    void setInSight(int first, int last);
    void setFault(const Fault& fault);
    /// @param caption  empty when there can be none.
    void setCaption(const QString& file, const QString& caption);
    void clearCaptions();
    /// Of the photos that have small pictures made, those whose captions are not known, in the same order.
    QStringList filesToCaption() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    /// DisplayRole: the file's name; DecorationRole: its small picture, if there is one now; ToolTipRole: its
    /// path, and the caption or what is wrong; AccessibleTextRole: its name, likewise; caption_role.
    QVariant data(const QModelIndex& index, int role) const override;
    bool isBroken(int row) const;

Q_SIGNALS:
    void inSightChanged();

private:
    struct Entry {
        QString file;
        std::optional<Fault> fault;
        std::optional<QString> caption;
    };

    std::vector<int> rowsAtHand() const;
    void requestThumbnails();
    void update(const QString& file, const std::function<void(Entry&)>& change);

    std::vector<Entry> entries_;
    QMultiHash<QString, int> rows_;
    int first_ = 0; ///< in sight
    int last_ = -1;
    QCache<QString, QPixmap> pictures_; ///< by file; the cost is in bytes
    ThumbnailService thumbnails_;
};

} // namespace saccade
