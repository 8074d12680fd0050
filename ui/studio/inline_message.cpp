#include "ui/studio/inline_message.h"

#include "ui/studio/commands.h"
#include "ui/studio/icon.h"
#include "ui/studio/theme.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace saccade {

InlineMessage::InlineMessage(const QString& name, QWidget* parent) : QFrame(parent) {
    setAutoFillBackground(true);

    sign_ = new QLabel;
    text_ = new QLabel;
    setName(name);
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    remedy_ = new QToolButton;
    close_ = new QToolButton;
    close_->setIcon(icon(QStringLiteral("close")));
    close_->setAutoRaise(true);
    for (QToolButton* button : {remedy_, close_})
        button->setFocusPolicy(Qt::StrongFocus);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(12);
    layout->addWidget(sign_);
    layout->addWidget(text_, 1);
    layout->addWidget(remedy_);
    layout->addWidget(close_);
    connect(close_, &QToolButton::clicked, this, &QWidget::hide);
    setClosable(false);
    followPalette();
    retranslated(this, [this] {
        close_->setAccessibleName(tr("Hide this message"));
        close_->setToolTip(close_->accessibleName());
        if (const QAction* remedy = remedy_->defaultAction())
            remedy_->setAccessibleName(withoutMnemonic(remedy->text()));
        if (say_)
            text_->setText(say_());
    });
}

void InlineMessage::setName(const QString& name) {
    setAccessibleName(name);
    text_->setAccessibleName(name);
}

void InlineMessage::showMessage(const LiveText& text, QAction* remedy) {
    showMessage(text(), remedy);
    say_ = text;
}

void InlineMessage::showMessage(const QString& text, QAction* remedy) {
    say_ = nullptr;
    text_->setText(text);
    remedy_->setVisible(remedy != nullptr);
    if (remedy != nullptr) {
        for (QAction* action : remedy_->actions())
            remedy_->removeAction(action);
        remedy_->setDefaultAction(remedy);
        remedy_->setToolButtonStyle(Qt::ToolButtonTextOnly);
        remedy_->setAccessibleName(withoutMnemonic(remedy->text()));
    }
    show();
}

QString InlineMessage::text() const {
    return text_->text();
}

void InlineMessage::setClosable(bool closable) {
    close_->setVisible(closable);
}

QSize InlineMessage::minimumSizeHint() const {
    return {200, QFrame::minimumSizeHint().height()};
}

void InlineMessage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        followPalette();
    QFrame::changeEvent(event);
}

void InlineMessage::followPalette() {
    QPalette palette = QApplication::palette();
    const Tones& tones = tonesOf(palette);
    palette.setColor(QPalette::Window, tones.notice);
    palette.setColor(QPalette::WindowText, tones.notice_text);
    if (palette != this->palette())
        setPalette(palette);
    sign_->setPixmap(icon(QStringLiteral("warning")).pixmap(20, 20));
}

} // namespace saccade
