#include "ui/studio/what_if_panel.h"

#include "ui/studio/branch_list.h"
#include "ui/studio/commands.h"
#include "ui/studio/flow_layout.h"
#include "ui/studio/icon.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/panel_section.h"
#include "ui/studio/section_label.h"

#include <QAction>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace saccade {

namespace {

/// A button that is one with a command, its name without dots and mnemonics.
QToolButton* buttonFor(QAction* action) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    retranslated(button, [button, action] {
        button->setAccessibleName(action->text().remove(QLatin1Char('&')).remove(QStringLiteral("…")));
    });
    return button;
}

QWidget* rowOf(const CommandSet& commands, std::initializer_list<Command> row) {
    auto* widget = new QWidget;
    auto* layout = new FlowLayout(4, widget);
    for (const Command command : row)
        layout->addWidget(buttonFor(commands.action(command)));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    widget->setSizePolicy(policy);
    return widget;
}

} // namespace

WhatIfPanel::WhatIfPanel(const CommandSet& commands, QWidget* parent) : QWidget(parent) {
    using enum Command;
    message_ = new InlineMessage;
    message_->setClosable(true);
    message_->hide();

    banned_ = new QWidget;
    auto* banned_heading = sectionLabel([] { return tr("Banned words"); });
    banned_words_ = new FlowLayout(4);
    auto* banned = new QVBoxLayout(banned_);
    banned->setContentsMargins(0, 0, 0, 0);
    banned->setSpacing(4);
    banned->addWidget(banned_heading);
    banned->addLayout(banned_words_);
    banned_->hide();

    tried_ = new QWidget;
    auto* tried_heading = sectionLabel([] { return tr("Tried on this photo"); });
    branches_ = new BranchList;
    auto* tried = new QVBoxLayout(tried_);
    tried->setContentsMargins(0, 0, 0, 0);
    tried->setSpacing(4);
    tried->addWidget(tried_heading);
    tried->addWidget(branches_);
    tried->addWidget(rowOf(commands, {rename_branch, compare_branches, remove_branch}));
    tried_->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(rowOf(commands, {type_word, ban_word, start_with, whole_sentence, beam_tree}));
    layout->addWidget(message_);
    layout->addWidget(banned_);
    layout->addWidget(tried_);
    retranslated(this, [this] {
        setAccessibleName(tr("What if"));
        message_->setName(tr("What-if message"));
        showState(state_);
    });
}

void WhatIfPanel::showState(const WhatIfState& state) {
    state_ = state;
    branches_->showState(state_);
    tried_->setVisible(state_.tree.size() > 1);
    showBanned();
}

void WhatIfPanel::showBanned() {
    while (QLayoutItem* item = banned_words_->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const std::string& each : state_.banned) {
        auto* button = new QToolButton;
        const QString word = QString::fromStdString(each);
        button->setText(word);
        button->setIcon(icon(QStringLiteral("close")));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setToolTip(tr("Let the model say “%1” again").arg(word));
        button->setAccessibleName(tr("Allow %1 again").arg(word));
        connect(button, &QToolButton::clicked, this, [this, word] { Q_EMIT allowRequested(word); });
        banned_words_->addWidget(button);
        button->show();
    }
    banned_->setVisible(!state_.banned.empty());
}

void WhatIfPanel::showMessage(const LiveText& text) {
    openSectionsAround(this);
    message_->showMessage(text);
}

void WhatIfPanel::hideMessage() {
    message_->hide();
}

} // namespace saccade
