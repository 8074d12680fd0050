#pragma once

#include <QLineEdit>

namespace saccade {

/// A field for the path of a file or folder. A path that is too long for it loses its middle until somebody
/// types; its tip and what is read to people have all of it.
class PathEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit PathEdit(QWidget* parent = nullptr);

    /// Stands under the path in the tip.
    void setHint(const QString& hint);
    /// As it is drawn now.
    QString shownText() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QRect textRect() const;
    void showTip();

    QString hint_;
};

} // namespace saccade
