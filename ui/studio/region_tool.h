#pragma once

#include "core/image/region.h"
#include "ui/studio/canvas_tool.h"

#include <QImage>
#include <QObject>

#include <optional>

namespace saccade {

/// Radii of the brush that can be chosen, of the photo's longer side.
inline constexpr double least_brush = 0.01;
inline constexpr double largest_brush = 0.2;

/// Which edges of a rectangle follow the mouse; all of them when it is moved.
struct RegionGrip {
    bool left = false;
    bool top = false;
    bool right = false;
    bool bottom = false;

    bool any() const { return left || top || right || bottom; }
    bool all() const { return left && top && right && bottom; }
};

/// Marks a part of the photo with a rectangle, which can be moved and resized, or with a brush, which can
/// also erase. The region stays and is drawn when neither is in use. While one is, the arrow keys move what
/// is marked, with Shift they resize it; they begin with a rectangle, or a dab of the brush, in the middle.
class RegionTool : public QObject, public CanvasTool {
    Q_OBJECT
public:
    enum class Mode { none, rectangle, brush };

    explicit RegionTool(QObject* parent = nullptr);

    Mode mode() const { return mode_; }
    void setMode(Mode mode);
    /// Another photo: nothing is marked on it.
    void setPhoto(QSize size);
    const std::optional<Region>& region() const { return region_; }
    void setRegion(const Region& region);
    void clear();
    /// Of the photo's longer side.
    double brushRadius() const { return brush_radius_; }
    void setBrushRadius(double radius);
    /// By a step, as a key does.
    void enlargeBrush();
    void shrinkBrush();
    /// Whether the brush takes away instead of adding.
    bool isErasing() const { return erasing_; }
    void setErasing(bool erasing);

    bool press(QPointF at, const ViewGeometry& geometry) override;
    void drag(QPointF at, const ViewGeometry& geometry) override;
    void release() override;
    std::optional<QCursor> hover(std::optional<QPointF> at, const ViewGeometry& geometry) override;
    bool wantsKey(const QKeyEvent& event) const override;
    void keyPress(const QKeyEvent& event) override;
    void paint(QPainter& painter, const ViewGeometry& geometry) override;

Q_SIGNALS:
    void changed(); ///< region()
    void modeChanged();
    void brushChanged(); ///< its radius, or whether it erases
    void repaintNeeded();

private:
    RegionGrip gripAt(QPointF at, const ViewGeometry& geometry) const;
    void stroke(RegionPoint from, RegionPoint to);
    void begin();
    void reshape(const RegionRectangle& bounds);
    void change(std::optional<Region> region);
    void paintRectangle(QPainter& painter, const ViewGeometry& geometry,
                        const RegionRectangle& rectangle) const;
    void paintMask(QPainter& painter, const ViewGeometry& geometry, const RegionMask& mask);

    Mode mode_ = Mode::none;
    QSize photo_;
    std::optional<Region> region_;
    double brush_radius_ = 0.04;
    bool erasing_ = false;
    RegionGrip grip_;
    RegionPoint pressed_at_;             ///< where the mouse was pressed; of a brush, where it was last
    RegionRectangle pressed_on_;         ///< the rectangle as it was then
    std::optional<RegionMask> reshaped_; ///< what keys move and resize, as it was before the first of them
    RegionRectangle reshaped_to_;        ///< where they have brought it
    std::optional<QPointF> hover_;       ///< in the view
    QImage mask_image_;                  ///< of region_, null when it has to be drawn again
};

} // namespace saccade
