#pragma once

#include <QDialog>
#include <QStringList>

class QLineEdit;
class QStringListModel;
class QPushButton;

namespace saccade {

class FlowLayout;
class InlineMessage;
struct WhatIfFault;

/// Asks for a word or a sentence, completes known words, and stays open until it can be said: unknown words
/// are answered with known ones like them.
class PhraseDialog : public QDialog {
    Q_OBJECT
public:
    enum class Kind { word, prefix, sentence };

    /// @param context  what the dialog is about, in a sentence.
    PhraseDialog(Kind kind, const QString& context, QWidget* parent);

    Kind kind() const { return kind_; }
    void setWords(const QStringList& known);
    void setText(const QString& text);
    void setBusy(bool busy);
    void showFault(const WhatIfFault& fault);

Q_SIGNALS:
    /// The dialog closes with accept() when there is an answer.
    void phraseEntered(const QString& text);

private:
    void submit();
    void updateButton();
    void clearFault();
    void replaceWord(const QString& unknown, const QString& known);

    Kind kind_;
    QLineEdit* text_;
    QStringListModel* words_;
    InlineMessage* message_;
    QWidget* suggestions_;
    FlowLayout* suggested_;
    QPushButton* say_;
    bool busy_ = false;
};

} // namespace saccade
