#pragma once

#include "core/attention/overlay.h"

#include <QWidget>

namespace saccade {

/// The colours of the overlay from low to high, with the values that their ends stand for.
class ColourBar : public QWidget {
    Q_OBJECT
public:
    explicit ColourBar(QWidget* parent = nullptr);

    void setScale(ColourMap map, const ColourRange& range);
    QString lowText() const;
    QString highText() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ColourMap map_ = ColourMap::viridis;
    ColourRange range_;
};

} // namespace saccade
