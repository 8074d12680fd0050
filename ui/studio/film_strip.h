#pragma once

#include <QListView>

namespace saccade {

class PhotoList;
class TileDelegate;

/// The open photos in one row. The arrow keys move from photo to photo.
class FilmStrip : public QListView {
    Q_OBJECT
public:
    explicit FilmStrip(PhotoList& photos, QWidget* parent = nullptr);

    int currentRow() const { return currentIndex().row(); }
    void setCurrentRow(int row);
    /// Whether the tiles have a line for them.
    void setCaptionsShown(bool shown);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

Q_SIGNALS:
    void currentRowChanged(int row);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    PhotoList& photos_;
    TileDelegate* tiles_;
};

} // namespace saccade
