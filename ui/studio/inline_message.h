#pragma once

#include "ui/studio/retranslated.h"

#include <QFrame>

class QAction;
class QLabel;
class QToolButton;

namespace saccade {

/// A message in the place it concerns, with what can be done about it. Never in the way of anything else.
class InlineMessage : public QFrame {
    Q_OBJECT
public:
    explicit InlineMessage(const QString& name = {}, QWidget* parent = nullptr);

    void setName(const QString& name);

    /// @param remedy  offered as a button; may be null.
    void showMessage(const QString& text, QAction* remedy = nullptr);
    void showMessage(const LiveText& text, QAction* remedy = nullptr);
    QString text() const;
    /// Shows a button that hides the message.
    void setClosable(bool closable);
    QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void followPalette();

    LiveText say_; ///< empty for a text that stays as it is
    QLabel* sign_;
    QLabel* text_;
    QToolButton* remedy_;
    QToolButton* close_;
};

} // namespace saccade
