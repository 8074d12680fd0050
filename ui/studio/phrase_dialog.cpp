#include "ui/studio/phrase_dialog.h"

#include "ui/services/what_if_service.h"
#include "ui/studio/flow_layout.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/retranslated.h"

#include <QCompleter>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QStringListModel>
#include <QVBoxLayout>

namespace saccade {

namespace {

constexpr int most_letters = 1000;

/// Completes the last word of what is typed.
class LastWordCompleter : public QCompleter {
public:
    using QCompleter::QCompleter;

    QStringList splitPath(const QString& text) const override {
        return {text.mid(text.lastIndexOf(QLatin1Char(' ')) + 1)};
    }
    QString pathFromIndex(const QModelIndex& index) const override {
        const auto* line = qobject_cast<const QLineEdit*>(widget());
        const QString before = line == nullptr ? QString() : line->text();
        return before.left(before.lastIndexOf(QLatin1Char(' ')) + 1) + QCompleter::pathFromIndex(index);
    }
};

QString titleOf(PhraseDialog::Kind kind) {
    switch (kind) {
    case PhraseDialog::Kind::word:
        return PhraseDialog::tr("Type a word");
    case PhraseDialog::Kind::prefix:
        return PhraseDialog::tr("Start the caption with");
    case PhraseDialog::Kind::sentence:
        return PhraseDialog::tr("A sentence of your own");
    }
    return {};
}

} // namespace

PhraseDialog::PhraseDialog(Kind kind, const QString& context, QWidget* parent)
    : QDialog(parent),
      kind_(kind),
      text_(new QLineEdit),
      words_(new QStringListModel(this)),
      message_(new InlineMessage(tr("What is wrong with it"))),
      suggestions_(new QWidget),
      suggested_(new FlowLayout(4, suggestions_)) {
    setAttribute(Qt::WA_DeleteOnClose);
    auto* about = new QLabel(context);
    about->setTextFormat(Qt::PlainText);
    about->setWordWrap(true);
    text_->setMaxLength(most_letters);
    auto* completer = new LastWordCompleter(words_, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(8);
    text_->setCompleter(completer);
    message_->hide();
    suggestions_->hide();
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    suggestions_->setSizePolicy(policy);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    say_ = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    // Enter says it from where one types; a button that happens to be the default must not cancel instead.
    for (QAbstractButton* button : buttons->buttons())
        qobject_cast<QPushButton*>(button)->setAutoDefault(false);
    connect(text_, &QLineEdit::returnPressed, say_, &QPushButton::click);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(12);
    layout->addWidget(about);
    layout->addWidget(text_);
    layout->addWidget(message_);
    layout->addWidget(suggestions_);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(56 * fontMetrics().averageCharWidth());
    retranslated(this, [this] {
        setWindowTitle(titleOf(kind_));
        setAccessibleName(titleOf(kind_));
        text_->setAccessibleName(titleOf(kind_));
        say_->setText(kind_ == Kind::sentence ? tr("&Look at It Word by Word") : tr("&Say It"));
    });
    connect(text_, &QLineEdit::textChanged, this, [this] {
        clearFault();
        updateButton();
    });
    connect(say_, &QPushButton::clicked, this, &PhraseDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateButton();
}

void PhraseDialog::setWords(const QStringList& known) {
    words_->setStringList(known);
}

void PhraseDialog::setText(const QString& text) {
    text_->setText(text);
    text_->selectAll();
}

void PhraseDialog::setBusy(bool busy) {
    busy_ = busy;
    updateButton();
}

void PhraseDialog::updateButton() {
    say_->setEnabled(!busy_ && !text_->text().trimmed().isEmpty());
}

void PhraseDialog::submit() {
    clearFault();
    Q_EMIT phraseEntered(text_->text().trimmed());
}

void PhraseDialog::clearFault() {
    message_->hide();
    suggestions_->hide();
    while (QLayoutItem* item = suggested_->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

void PhraseDialog::showFault(const WhatIfFault& fault) {
    clearFault();
    if (fault.unknown.empty()) {
        message_->showMessage([fault] { return fault.fault.sentence(); });
        return;
    }
    QStringList unknown;
    for (const UnknownWord& each : fault.unknown) {
        const QString word = QString::fromStdString(each.word);
        unknown += tr("“%1”").arg(word);
        for (const std::string& near : each.nearest) {
            const QString known = QString::fromStdString(near);
            auto* button = new QPushButton(known);
            button->setAutoDefault(false);
            button->setAccessibleName(tr("%1 instead of %2").arg(known, word));
            button->setToolTip(button->accessibleName());
            connect(button, &QPushButton::clicked, this, [this, word, known] { replaceWord(word, known); });
            suggested_->addWidget(button);
        }
    }
    const bool some_near = suggested_->count() > 0;
    message_->showMessage(
        some_near ? tr("The model does not know %1. It knows:").arg(unknown.join(tr(", ")))
                  : tr("The model does not know %1, nor a word like that.").arg(unknown.join(tr(", "))));
    suggestions_->setVisible(some_near);
}

void PhraseDialog::replaceWord(const QString& unknown, const QString& known) {
    const QRegularExpression word(
        QStringLiteral("(?<![\\w'])%1(?![\\w'])").arg(QRegularExpression::escape(unknown)),
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    QString text = text_->text();
    text_->setText(text.replace(word, known));
    text_->setFocus();
}

} // namespace saccade
