#pragma once

#include "ui/studio/view_geometry.h"

#include <QCursor>

#include <optional>

class QKeyEvent;
class QPainter;

namespace saccade {

/// What the left mouse button does on the photo, and the keyboard while the canvas has the focus. Places are
/// in the view.
class CanvasTool {
public:
    virtual ~CanvasTool() = default;

    /// @return false: this press means nothing to the tool, it is the canvas's.
    virtual bool press(QPointF at, const ViewGeometry& geometry) = 0;
    /// The mouse moves after a press that was taken.
    virtual void drag(QPointF at, const ViewGeometry& geometry) = 0;
    virtual void release() = 0;
    /// The mouse moves with no button pressed, or is somewhere else. @return the cursor to show, if the tool
    /// has one.
    virtual std::optional<QCursor> hover(std::optional<QPointF> at, const ViewGeometry& geometry) = 0;
    /// Whether the key means something now. Such a key is no shortcut while the canvas has the focus.
    virtual bool wantsKey(const QKeyEvent& event) const = 0;
    virtual void keyPress(const QKeyEvent& event) = 0;
    virtual void paint(QPainter& painter, const ViewGeometry& geometry) = 0;
};

} // namespace saccade
