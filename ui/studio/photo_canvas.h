#pragma once

#include "ui/services/photo_pyramid.h"
#include "ui/studio/attention_layer.h"
#include "ui/studio/canvas_tool.h"
#include "ui/studio/view_geometry.h"

#include <QPixmap>
#include <QVariantAnimation>
#include <QWidget>

#include <optional>

namespace saccade {

/// The photo, fitted or zoomed, with an attention map over it. The wheel zooms about the cursor, dragging
/// pans, a double click fits. A tool may take the left button; the middle one, and the left with Ctrl, pan
/// still.
class PhotoCanvas : public QWidget {
    Q_OBJECT
public:
    explicit PhotoCanvas(QWidget* parent = nullptr);

    void setPhoto(const PhotoPyramid& photo);
    void clear();
    bool hasPhoto() const { return !photo_.isNull(); }
    const PhotoPyramid& photo() const { return photo_; }

    /// Shows the layer; glides to it when only the map or its range changed and cross-fading is on.
    void setLayer(const AttentionLayer& layer);
    /// Shows it at once: it is under somebody's hand.
    void scrubTo(const AttentionLayer& layer);
    const AttentionLayer& layer() const { return layer_; }
    /// Milliseconds from one map to the next; 0 changes at once.
    void setCrossFade(int milliseconds);

    /// Outlives the canvas or is taken back with nullptr.
    void setTool(CanvasTool* tool);

    const ViewGeometry* geometryOfPhoto() const { return view_ ? &*view_ : nullptr; }
    /// Shows a part of the photo again; out of range is brought into it.
    void setPlace(double scale, QPointF centre);
    bool isFitted() const { return fitted_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// By the mouse, or with Ctrl and the arrow keys: what that cell's value is, in words; empty: none is.
    void cellPointedAt(const QString& text);
    /// Zoomed, moved, or another photo.
    void placeChanged();

public Q_SLOTS:
    void zoomIn();
    void zoomOut();
    void fit();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showCursor();
    void pointAt(std::optional<Cell> cell);
    void pointAtPlace(const QPointF& place);
    void stepToCell(const QPoint& step);
    void paintCell(QPainter& painter) const;
    void zoomBy(double factor, QPointF fixed);
    void setGeometryOfPhoto(const ViewGeometry& geometry);
    const QPixmap& photoPixmap();

    PhotoPyramid photo_;
    std::optional<ViewGeometry> view_;
    bool fitted_ = true;
    QPixmap photo_pixmap_; ///< the view without a layer; null when it has to be drawn again
    AttentionLayer layer_;
    AttentionLayer shown_; ///< what is painted: on its way to layer_ while the animation runs
    AttentionLayer fade_from_;
    QVariantAnimation fade_;
    std::optional<Cell> cell_; ///< pointed at
    QPointF pointer_;          ///< where the cell's label stands
    std::optional<QPointF> drag_from_;
    CanvasTool* tool_ = nullptr;
    bool tool_pressed_ = false; ///< the tool took the press that is going on
    std::optional<QCursor> tool_cursor_;
    bool focused_by_key_ = false; ///< then the focus is worth a frame
};

} // namespace saccade
