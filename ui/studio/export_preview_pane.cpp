#include "ui/studio/export_preview_pane.h"

#include "ui/studio/icon.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/theme.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

constexpr int padding = 8;    // about a picture
constexpr double corner = 5;  // of the ground
constexpr int patience = 400; // milliseconds
constexpr double faded = 0.4; // an old picture

} // namespace

PreviewPicture::PreviewPicture(QWidget* parent) : QWidget(parent) {
    next_.setSingleShot(true);
    next_.setTimerType(Qt::PreciseTimer);
    patience_.setSingleShot(true);
    patience_.setInterval(patience);
    connect(&next_, &QTimer::timeout, this, [this] {
        frame_ = (frame_ + 1) % static_cast<int>(frames_.size());
        update();
        schedule();
    });
    connect(&patience_, &QTimer::timeout, this, [this] {
        old_ = true;
        update();
    });
}

void PreviewPicture::setFrames(const std::vector<ExportPreview::Frame>& frames) {
    frames_ = frames;
    text_.clear();
    frame_ = frames_.empty() ? 0 : frame_ % static_cast<int>(frames_.size());
    old_ = false;
    patience_.stop();
    update();
    schedule();
}

void PreviewPicture::setText(const QString& text) {
    setFrames({});
    text_ = text;
}

void PreviewPicture::setPlaying(bool playing) {
    playing_ = playing;
    schedule();
}

void PreviewPicture::expect() {
    if (!patience_.isActive() && !old_)
        patience_.start();
}

void PreviewPicture::schedule() {
    if (playing_ && isVisible() && frames_.size() > 1)
        next_.start(frames_[static_cast<std::size_t>(frame_)].milliseconds);
    else
        next_.stop();
}

QSize PreviewPicture::room() const {
    const QSizeF inner = QRectF(rect()).adjusted(padding, padding, -padding, -padding).size();
    return (inner * devicePixelRatioF()).toSize().expandedTo({1, 1});
}

QSize PreviewPicture::sizeHint() const {
    return {420, 320};
}

QSize PreviewPicture::minimumSizeHint() const {
    return {200, 130};
}

void PreviewPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const Tones& tones = tonesOf(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tones.ground);
    painter.drawRoundedRect(rect(), corner, corner);
    if (frames_.empty()) {
        painter.setPen(tones.quiet_text);
        painter.drawText(rect().adjusted(padding, padding, -padding, -padding),
                         Qt::AlignCenter | Qt::TextWordWrap, text_);
        return;
    }
    const QImage& picture = frames_[static_cast<std::size_t>(frame_)].picture;
    // While the window is resized the picture that there is must do.
    const QSize fitting = picture.size().scaled(room(), Qt::KeepAspectRatio).boundedTo(picture.size());
    const double ratio = devicePixelRatioF();
    QRectF target(QPointF(), QSizeF(fitting) / ratio);
    target.moveCenter(QRectF(rect()).center());
    const QPointF crisp(std::round(target.left() * ratio) / ratio, std::round(target.top() * ratio) / ratio);
    target.moveTopLeft(crisp);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, fitting != picture.size());
    painter.setOpacity(old_ ? faded : 1);
    painter.drawImage(target, picture);
}

void PreviewPicture::resizeEvent(QResizeEvent*) {
    Q_EMIT roomChanged();
}

void PreviewPicture::showEvent(QShowEvent*) {
    schedule();
}

void PreviewPicture::hideEvent(QHideEvent*) {
    next_.stop();
}

ExportPreviewPane::ExportPreviewPane(QWidget* parent)
    : QWidget(parent),
      pages_(new QStackedWidget),
      picture_(new PreviewPicture),
      text_(new QPlainTextEdit),
      play_(new QToolButton),
      about_(new QLabel) {
    text_->setReadOnly(true);
    text_->setTabChangesFocus(true);
    text_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    pages_->addWidget(picture_);
    pages_->addWidget(text_);
    play_->setAutoRaise(true);
    play_->setFocusPolicy(Qt::StrongFocus);
    play_->hide();
    about_->setWordWrap(true);
    about_->setTextFormat(Qt::PlainText);
    about_->setForegroundRole(QPalette::PlaceholderText);
    auto* below = new QHBoxLayout;
    below->setSpacing(6);
    below->addWidget(play_);
    below->addWidget(about_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(pages_, 1);
    layout->addLayout(below);
    connect(picture_, &PreviewPicture::roomChanged, this, &ExportPreviewPane::roomChanged);
    connect(play_, &QToolButton::clicked, this, [this] { setPlaying(!playing_); });
    retranslated(this, [this] {
        setAccessibleName(tr("Preview"));
        picture_->setAccessibleName(tr("Preview of the picture"));
        text_->setAccessibleName(tr("Preview of the numbers"));
        about_->setAccessibleName(tr("Size of the export"));
        setPlaying(playing_);
    });
}

void ExportPreviewPane::setPlaying(bool playing) {
    playing_ = playing;
    picture_->setPlaying(playing);
    play_->setIcon(icon(playing ? QStringLiteral("pause") : QStringLiteral("play")));
    play_->setToolTip(playing ? tr("Pause the preview") : tr("Play the preview"));
    play_->setAccessibleName(play_->toolTip());
}

void ExportPreviewPane::showPreview(const ExportPreview& preview, const QString& about, bool wraps) {
    const bool numbers = preview.frames.empty();
    picture_->setFrames(preview.frames);
    picture_->setAccessibleDescription(about);
    text_->setLineWrapMode(wraps ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
    text_->setPlainText(preview.text);
    pages_->setCurrentWidget(numbers ? static_cast<QWidget*>(text_) : picture_);
    play_->setVisible(preview.frame_count > 1);
    about_->setText(about);
    fitAbout();
}

// By hand: a layout with a height for a width makes a scroll area give it all of the height that it likes
// best.
void ExportPreviewPane::fitAbout() {
    QSizePolicy policy = about_->sizePolicy();
    policy.setHeightForWidth(false);
    about_->setSizePolicy(policy);
    about_->setFixedHeight(std::max(about_->heightForWidth(about_->width()), play_->sizeHint().height()));
}

void ExportPreviewPane::resizeEvent(QResizeEvent*) {
    fitAbout();
}

void ExportPreviewPane::showFault(const QString& text) {
    picture_->setText(text);
    pages_->setCurrentWidget(picture_);
    play_->hide();
    about_->clear();
}

} // namespace saccade
