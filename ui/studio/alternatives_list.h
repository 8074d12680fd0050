#pragma once

#include "core/decoding/caption.h"

#include <QListWidget>

namespace saccade {

/// The words that the model could have said instead, most probable first, each with a bar.
class AlternativesList : public QListWidget {
    Q_OBJECT
public:
    explicit AlternativesList(QWidget* parent = nullptr);

    void showStep(const CaptionStep& step);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
};

} // namespace saccade
