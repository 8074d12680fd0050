#pragma once

#include <QWidget>

namespace saccade {

/// A tip that shows the text as it is, whatever stands in it.
QString plainTip(const QString& text);

/// One line of text that loses its middle where there is no room; its tip and what is read to people have all
/// of it.
class ElidedLabel : public QWidget {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setText(const QString& text);
    const QString& text() const { return text_; }
    /// As it is drawn now.
    QString shownText() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QString text_;
};

} // namespace saccade
