#pragma once

#include <QObject>

namespace saccade {

/// Lets the focused widget keep the keys that it works with itself (arrows in lists and sliders, Space on
/// buttons) where a shortcut of the window would take them. Install it on the application.
class KeyCourtesy : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override;
};

/// A widget with this dynamic property set to true keeps no key: the window's shortcuts mean the same or more
/// there.
inline constexpr char yields_keys[] = "saccadeYieldsKeys";

} // namespace saccade
