#include "ui/studio/film_strip.h"

#include "ui/studio/icon.h"
#include "ui/studio/photo_list.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QWheelEvent>

namespace saccade {

namespace {

constexpr QSize picture_size(96, 64);
constexpr int padding = 8;

} // namespace

class TileDelegate : public QStyledItemDelegate {
public:
    TileDelegate(PhotoList& photos, QObject* parent) : QStyledItemDelegate(parent), photos_(photos) {}

    void setCaptionsShown(bool shown) { captions_shown_ = shown; }
    int heightFor(const QFontMetrics& metrics) const {
        return picture_size.height() + 20 + metrics.height() * (captions_shown_ ? 2 : 1);
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {picture_size.width() + 2 * padding, heightFor(option.fontMetrics)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Tones& tones = tonesOf(option.palette);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const QRect picture(option.rect.topLeft() + QPoint(padding, 6), picture_size);
        painter->save();
        painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);

        QPainterPath frame;
        frame.addRoundedRect(picture.toRectF(), 4, 4);
        painter->fillPath(frame, tones.line);
        const auto thumbnail = index.data(Qt::DecorationRole).value<QPixmap>();
        if (!thumbnail.isNull()) {
            painter->setClipPath(frame);
            const QSizeF size = thumbnail.size().scaled(picture_size, Qt::KeepAspectRatioByExpanding);
            QRectF target(QPointF(), size);
            target.moveCenter(picture.toRectF().center());
            painter->drawPixmap(target, thumbnail, thumbnail.rect());
            painter->setClipping(false);
        } else if (photos_.isBroken(index.row())) {
            QRect sign(0, 0, 24, 24);
            sign.moveCenter(picture.center());
            icon(QStringLiteral("warning")).paint(painter, sign);
        }
        if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(QPen(selected ? tones.accent : tones.quiet_text, selected ? 3 : 1));
            painter->drawPath(frame);
        }
        painter->setPen(selected ? option.palette.color(QPalette::Text) : tones.quiet_text);
        QRect line(option.rect.left() + 4, picture.bottom() + 6, option.rect.width() - 8,
                   option.fontMetrics.height());
        const auto write = [&](const QString& text, Qt::TextElideMode mode) {
            painter->drawText(line, Qt::AlignCenter, option.fontMetrics.elidedText(text, mode, line.width()));
        };
        write(index.data().toString(), Qt::ElideMiddle);
        if (captions_shown_) {
            line.translate(0, line.height());
            write(index.data(PhotoList::caption_role).toString(), Qt::ElideRight);
        }
        painter->restore();
    }

private:
    PhotoList& photos_;
    bool captions_shown_ = false;
};

FilmStrip::FilmStrip(PhotoList& photos, QWidget* parent)
    : QListView(parent),
      photos_(photos),
      tiles_(new TileDelegate(photos_, this)) {
    setModel(&photos_);
    setItemDelegate(tiles_);
    setFlow(QListView::LeftToRight);
    setWrapping(false);
    setUniformItemSizes(true);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Window);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    retranslated(this, [this] { setAccessibleName(tr("Photos")); });
}

QSize FilmStrip::sizeHint() const {
    return {400, tiles_->heightFor(fontMetrics()) + horizontalScrollBar()->sizeHint().height()};
}

void FilmStrip::setCaptionsShown(bool shown) {
    tiles_->setCaptionsShown(shown);
    scheduleDelayedItemsLayout();
    updateGeometry();
}

void FilmStrip::setCurrentRow(int row) {
    if (row >= 0 && row < photos_.rowCount())
        setCurrentIndex(photos_.index(row));
}

void FilmStrip::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QListView::currentChanged(current, previous);
    if (current.isValid())
        Q_EMIT currentRowChanged(current.row());
}

// Neither scrolling nor resizing nor other photos come into sight without being painted.
void FilmStrip::paintEvent(QPaintEvent* event) {
    const QRect view = viewport()->rect();
    const QModelIndex last = indexAt({view.right(), view.center().y()});
    photos_.setInSight(indexAt({view.left(), view.center().y()}).row(),
                       last.isValid() ? last.row() : photos_.rowCount() - 1);
    QListView::paintEvent(event);
}

// The wheel goes along the row.
void FilmStrip::wheelEvent(QWheelEvent* event) {
    const QPoint delta = event->angleDelta();
    const int along = std::abs(delta.x()) > std::abs(delta.y()) ? delta.x() : delta.y();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - along / 2);
    event->accept();
}

} // namespace saccade
