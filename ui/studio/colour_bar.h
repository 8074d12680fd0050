#pragma once

#include "core/attention/overlay.h"

#include <QWidget>

namespace saccade {

/// The colours of the overlay from low to high, with the values that their ends stand for.
class ColourBar : public QWidget {
    Q_OBJECT
public:
    explicit ColourBar(QWidget* parent = nullptr);

    /// @param legend  what the values are; not given: shares of the gaze, or their difference.
    void setScale(ColourMap map, const ColourRange& range, const QString& legend = {});
    QString lowText() const;
    QString highText() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();

    ColourMap map_ = ColourMap::viridis;
    ColourRange range_;
    QString legend_;
};

} // namespace saccade
