#include "ui/studio/model_panel.h"

#include "ui/studio/model_text.h"
#include "ui/studio/retranslated.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace saccade {

namespace {

QLabel* makeLabel() {
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

ModelPanel::ModelPanel(QAction* open, QAction* about, QWidget* parent)
    : QWidget(parent),
      about_(about),
      name_(makeLabel()),
      summary_(makeLabel()),
      scores_(makeLabel()),
      licence_(makeLabel()),
      switch_(new QToolButton) {
    QFont bold = name_->font();
    bold.setWeight(QFont::DemiBold);
    name_->setFont(bold);
    for (QLabel* quiet : {scores_, licence_})
        quiet->setForegroundRole(QPalette::PlaceholderText);
    auto* about_button = new QToolButton;
    about_button->setDefaultAction(about);
    switch_->setDefaultAction(open);
    auto* buttons = new QHBoxLayout;
    for (QToolButton* button : {switch_, about_button}) {
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setFocusPolicy(Qt::StrongFocus);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (QLabel* label : {name_, summary_, scores_, licence_})
        layout->addWidget(label);
    layout->addLayout(buttons);
    about_->setEnabled(false);
    retranslated(this, [this, about_button] {
        switch_->setAccessibleName(tr("Open another model"));
        about_button->setAccessibleName(tr("About this model"));
        setTexts();
    });
}

void ModelPanel::setRecent(QMenu* menu) {
    switch_->setMenu(menu);
    switch_->setPopupMode(QToolButton::MenuButtonPopup);
}

void ModelPanel::showModel(const ModelFacts& facts) {
    facts_ = facts;
    about_->setEnabled(true);
    setTexts();
}

void ModelPanel::setTexts() {
    setAccessibleName(tr("Model"));
    name_->setAccessibleName(tr("Model name"));
    summary_->setAccessibleName(tr("Model description"));
    scores_->setAccessibleName(tr("Model scores"));
    licence_->setAccessibleName(tr("Model licence"));
    if (!facts_) {
        name_->setText(tr("No model is open"));
        for (QLabel* label : {summary_, scores_, licence_})
            label->hide();
        return;
    }
    const auto set = [](QLabel* label, const QString& text) {
        constexpr int most = 160;
        label->setText(text.size() > most ? text.left(most - 1) + QStringLiteral("…") : text);
        label->setToolTip(text.size() > most ? text.toHtmlEscaped() : QString());
        label->setVisible(!text.isEmpty());
    };
    name_->setText(modelName(*facts_));
    name_->setToolTip(QString::fromStdString(facts_->path.string()).toHtmlEscaped());
    set(summary_, QString::fromStdString(facts_->card.description));
    set(scores_, scoreText(*facts_));
    set(licence_, QString::fromStdString(facts_->card.licence));
}

} // namespace saccade
