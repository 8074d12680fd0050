#pragma once

#include "core/decoding/caption.h"

#include <QListWidget>

#include <vector>

namespace saccade {

/// The words that the model could have said instead, most probable first, each with a bar. A click, Enter or
/// the number before a word chooses it.
class AlternativesList : public QListWidget {
    Q_OBJECT
public:
    explicit AlternativesList(QWidget* parent = nullptr);

    void showStep(const CaptionStep& step);
    /// As if the word in that row was clicked; nothing when there is none.
    void choose(int row);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(const saccade::Alternative& word);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    std::vector<Alternative> words_;
    int pressed_ = -1;
};

} // namespace saccade
