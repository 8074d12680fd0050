#pragma once

#include "ui/services/export_previewer.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

namespace saccade {

/// A picture, or pictures that are played in a loop, as large as they fit, on the ground of the studio.
class PreviewPicture : public QWidget {
    Q_OBJECT
public:
    explicit PreviewPicture(QWidget* parent = nullptr);

    /// The place in the loop is kept.
    void setFrames(const std::vector<ExportPreview::Frame>& frames);
    /// Stands in the place of a picture.
    void setText(const QString& text);
    void setPlaying(bool playing);
    /// Another picture is on its way: after a moment this one is shown as the old one.
    void expect();
    /// For a picture, in pixels of the screen.
    QSize room() const;
    int frame() const { return frame_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void roomChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void schedule();

    std::vector<ExportPreview::Frame> frames_;
    QString text_;
    int frame_ = 0;
    bool playing_ = true;
    bool old_ = false;
    QTimer next_;
    QTimer patience_;
};

/// Shows what an export will look like, and what is said about it below.
class ExportPreviewPane : public QWidget {
    Q_OBJECT
public:
    explicit ExportPreviewPane(QWidget* parent = nullptr);

    /// @param about  the size and the like. @param wraps  long lines of a text are broken.
    void showPreview(const ExportPreview& preview, const QString& about, bool wraps);
    void showFault(const QString& text);
    void expect() { picture_->expect(); }
    QSize room() const { return picture_->room(); }

Q_SIGNALS:
    void roomChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void setPlaying(bool playing);
    void fitAbout();

    bool playing_ = true;

    QStackedWidget* pages_;
    PreviewPicture* picture_;
    QPlainTextEdit* text_;
    QToolButton* play_;
    QLabel* about_;
};

} // namespace saccade
