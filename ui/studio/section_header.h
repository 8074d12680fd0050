#pragma once

#include <QAbstractButton>

namespace saccade {

/// The heading of a section: a quiet line over the whole width whose arrow tells whether the section is open.
/// It is checked while it is.
class SectionHeader : public QAbstractButton {
    Q_OBJECT
public:
    explicit SectionHeader(QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QFont titleFont() const;
};

} // namespace saccade
