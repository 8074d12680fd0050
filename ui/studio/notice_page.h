#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace saccade {

/// What stands in the photo's place when there is none: what to do, or why it cannot be shown.
class NoticePage : public QWidget {
    Q_OBJECT
public:
    explicit NoticePage(QWidget* parent = nullptr);

    /// @param hint     smaller, under the buttons; may be empty.
    /// @param actions  as buttons, the first as the most likely one.
    /// @param links    as a list of links under them, headed by `links_title`.
    void showNotice(const QString& icon, const QString& title, const QString& text, const QString& hint,
                    const QList<QAction*>& actions, const QString& links_title = {},
                    const QList<QAction*>& links = {});
    QString title() const;
    QString text() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void followPalette();

    QString icon_name_;
    QLabel* icon_;
    QLabel* title_;
    QLabel* text_;
    QLabel* hint_;
    QHBoxLayout* buttons_;
    QLabel* links_title_;
    QVBoxLayout* links_;
};

} // namespace saccade
