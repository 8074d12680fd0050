#include "ui/studio/notice_page.h"

#include "ui/studio/commands.h"
#include "ui/studio/icon.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/theme.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace saccade {

namespace {

QLabel* centredLabel() {
    auto* label = new QLabel;
    label->setAlignment(Qt::AlignCenter);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

void empty(QLayout& layout) {
    while (QLayoutItem* item = layout.takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

} // namespace

NoticePage::NoticePage(QWidget* parent) : QWidget(parent) {
    setAutoFillBackground(true);
    icon_ = new QLabel;
    icon_->setAlignment(Qt::AlignCenter);
    title_ = centredLabel();
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * 1.7);
    title_->setFont(large);
    text_ = centredLabel();
    hint_ = centredLabel();
    hint_->setForegroundRole(QPalette::PlaceholderText);
    buttons_ = new QHBoxLayout;
    buttons_->setSpacing(8);
    links_title_ = centredLabel();
    links_title_->setForegroundRole(QPalette::PlaceholderText);
    links_ = new QVBoxLayout;
    links_->setSpacing(0);

    auto* middle = new QWidget;
    middle->setMaximumWidth(600);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addStretch(1);
    column->addWidget(icon_);
    column->addSpacing(8);
    column->addWidget(title_);
    column->addWidget(text_);
    column->addSpacing(16);
    column->addLayout(buttons_);
    column->addSpacing(16);
    column->addWidget(links_title_);
    column->addLayout(links_);
    column->addWidget(hint_);
    column->addStretch(1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(32, 16, 32, 16);
    layout->addStretch(1);
    layout->addWidget(middle, 100);
    layout->addStretch(1);
    followPalette();
    retranslated(this, [this] {
        setAccessibleName(tr("Notice"));
        title_->setAccessibleName(tr("Notice title"));
        text_->setAccessibleName(tr("Notice text"));
        hint_->setAccessibleName(tr("Hint"));
    });
}

void NoticePage::showNotice(const QString& icon, const QString& title, const QString& text,
                            const QString& hint, const QList<QAction*>& actions, const QString& links_title,
                            const QList<QAction*>& links) {
    icon_name_ = icon;
    title_->setText(title);
    text_->setText(text);
    hint_->setText(hint);
    empty(*buttons_);
    empty(*links_);
    links_title_->setText(links_title);
    links_title_->setAccessibleName(links_title);
    links_title_->setVisible(!links.isEmpty());
    for (QAction* action : links) {
        auto* link = new QToolButton;
        link->setText(action->text());
        link->setAccessibleName(plainText(action->text()));
        link->setToolTip(action->toolTip());
        link->setAutoRaise(true);
        link->setFocusPolicy(Qt::StrongFocus);
        connect(link, &QToolButton::clicked, action, &QAction::trigger);
        links_->addWidget(link, 0, Qt::AlignHCenter);
        link->show();
    }
    buttons_->addStretch(1);
    for (QAction* action : actions) {
        auto* button = new QPushButton(action->icon(), QString());
        const auto set_text = [button, action] {
            button->setText(withoutMnemonic(action->text()));
            button->setAccessibleName(button->text());
            button->setToolTip(action->toolTip());
        };
        set_text();
        connect(action, &QAction::changed, button, set_text); // the language changed
        button->setMinimumHeight(36);
        button->setDefault(action == actions.front());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        buttons_->addWidget(button);
        button->show(); // a layout would do it later, and the page would stand there without
    }
    buttons_->addStretch(1);
    followPalette();
}

QString NoticePage::title() const {
    return title_->text();
}
QString NoticePage::text() const {
    return text_->text();
}

void NoticePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        followPalette();
    QWidget::changeEvent(event);
}

void NoticePage::followPalette() {
    QPalette palette = QApplication::palette();
    palette.setColor(QPalette::Window, tonesOf(palette).ground);
    if (palette != this->palette())
        setPalette(palette);
    if (!icon_name_.isEmpty())
        icon_->setPixmap(icon(icon_name_).pixmap(QSize(64, 64), devicePixelRatioF()));
}

} // namespace saccade
