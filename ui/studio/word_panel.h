#pragma once

#include "core/decoding/caption.h"

#include <QWidget>

class QLabel;

namespace saccade {

class AlternativesList;
class PanelSection;

/// What the model thought when it said one word.
class WordPanel : public QWidget {
    Q_OBJECT
public:
    explicit WordPanel(QWidget* parent = nullptr);

    /// @param place  of the word in the caption.
    void showStep(const Caption& caption, int place);
    /// The cell of the grid that is being pointed at, in words; empty: none.
    void showCell(const QString& text);
    void clear();
    AlternativesList* alternatives() const { return alternatives_; }
    PanelSection* alternativesSection() const { return section_; }

private:
    void setTexts();

    Caption caption_;
    int place_ = -1; ///< of the word on show; -1: none
    QLabel* word_;
    QLabel* probability_;
    QLabel* entropy_;
    QLabel* gaze_;
    QLabel* moved_;
    QLabel* covered_;
    QLabel* cell_;
    AlternativesList* alternatives_;
    PanelSection* section_; ///< around the alternatives
};

} // namespace saccade
