#include "ui/studio/model_dialog.h"

#include "ui/studio/model_text.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QTabWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace saccade {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("saccade", text);
}

/// Text that somebody else wrote: opens no link and loads nothing.
class QuietText : public QTextBrowser {
public:
    explicit QuietText(const QString& name) {
        setAccessibleName(name);
        setOpenLinks(false);
        setFrameShape(QFrame::NoFrame);
        document()->setDocumentMargin(12);
    }
    QVariant loadResource(int, const QUrl&) override { return {}; }
};

QString factsHtml(const ModelFacts& facts) {
    QString html = QStringLiteral("<h2>%1</h2>").arg(modelName(facts).toHtmlEscaped());
    const QString description = QString::fromStdString(facts.card.description);
    if (!description.isEmpty())
        html += QStringLiteral("<p>%1</p>").arg(description.toHtmlEscaped());
    html += QStringLiteral("<table cellpadding=\"4\">");
    for (const auto& [what, value] : modelRows(facts))
        html += QStringLiteral("<tr><td><b>%1</b></td><td>%2</td></tr>")
                    .arg(what.toHtmlEscaped(), value.toHtmlEscaped());
    html += QStringLiteral("</table>");
    const QStringList training = trainingTexts(facts);
    if (!training.isEmpty()) {
        html += QStringLiteral("<h3>%1</h3><ol>").arg(tr("How it was trained").toHtmlEscaped());
        for (const QString& stage : training)
            html += QStringLiteral("<li>%1</li>").arg(stage.toHtmlEscaped());
        html += QStringLiteral("</ol>");
    }
    return html;
}

} // namespace

QDialog* makeModelDialog(const ModelFacts& facts, QWidget* parent) {
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("About this model"));
    dialog->setAccessibleName(dialog->windowTitle());
    auto* tabs = new QTabWidget;
    tabs->setDocumentMode(true);
    tabs->setAccessibleName(dialog->windowTitle());
    auto* what = new QuietText(tr("What the model is"));
    what->setHtml(factsHtml(facts));
    tabs->addTab(what, tr("What it is"));
    if (!facts.card_text.empty()) {
        auto* card = new QuietText(tr("Model card"));
        card->document()->setMarkdown(QString::fromStdString(facts.card_text),
                                      QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                                          QTextDocument::MarkdownNoHTML);
        tabs->addTab(card, tr("Card and scores"));
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->addWidget(tabs);
    layout->addWidget(buttons);
    dialog->resize(680, 620);
    return dialog;
}

} // namespace saccade
