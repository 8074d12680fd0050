#pragma once

#include "core/decoding/caption.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace saccade {

class AlternativesList;

/// What the model thought when it said one word.
class WordPanel : public QWidget {
    Q_OBJECT
public:
    explicit WordPanel(QWidget* parent = nullptr);

    void showStep(const CaptionStep& step);
    void clear();
    AlternativesList* alternatives() const { return alternatives_; }

private:
    void setTexts();

    std::optional<CaptionStep> step_; ///< on show
    QLabel* word_;
    QLabel* probability_;
    QLabel* entropy_;
    QLabel* gaze_;
    AlternativesList* alternatives_;
};

} // namespace saccade
