#pragma once

#include "ui/services/thumbnail_service.h"

#include <QAbstractListModel>
#include <QHash>
#include <QPixmap>

#include <vector>

namespace saccade {

/// The photos that are open, with the small pictures that were asked for.
class PhotoList : public QAbstractListModel {
    Q_OBJECT
public:
    explicit PhotoList(PhotoReader reader, QObject* parent = nullptr);

    void setFiles(const QStringList& files);
    QString file(int row) const;
    /// Asks for the small picture of a row; dataChanged tells when it is there.
    void requestThumbnail(int row);
    void setFault(const Fault& fault);

    int rowCount(const QModelIndex& parent = {}) const override;
    /// DisplayRole: the file's name; DecorationRole: its small picture; ToolTipRole: its path, or what is
    /// wrong.
    QVariant data(const QModelIndex& index, int role) const override;
    bool isBroken(int row) const;

private:
    struct Entry {
        QString file;
        QPixmap thumbnail;
        QString fault;
        bool requested = false;
    };

    void update(const QString& file, const std::function<void(Entry&)>& change);

    std::vector<Entry> entries_;
    QMultiHash<QString, int> rows_;
    ThumbnailService thumbnails_;
};

} // namespace saccade
