#include "ui/studio/dialogs.h"

#include "ui/studio/commands.h"
#include "ui/studio/icon.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeySequence>
#include <QLabel>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

#include <map>

namespace saccade {

namespace {

QString text(const char* source) {
    return QCoreApplication::translate("Dialogs", source);
}

QDialog* makeDialog(const QString& title, QWidget* parent) {
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setAccessibleName(title);
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    return dialog;
}

void addCloseButton(QDialog* dialog) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    dialog->layout()->addWidget(buttons);
}

} // namespace

QDialog* makeShortcutsDialog(QWidget* parent) {
    QDialog* dialog = makeDialog(text(QT_TRANSLATE_NOOP("Dialogs", "Keyboard shortcuts")), parent);
    auto* tree = new QTreeWidget;
    tree->setAccessibleName(dialog->windowTitle());
    tree->setHeaderLabels(
        {text(QT_TRANSLATE_NOOP("Dialogs", "Command")), text(QT_TRANSLATE_NOOP("Dialogs", "Keys"))});
    tree->setRootIsDecorated(false);
    tree->setItemsExpandable(false);
    tree->setHeaderHidden(true);
    tree->setFrameShape(QFrame::NoFrame);
    std::map<CommandGroup, QTreeWidgetItem*> groups;
    for (const CommandInfo& info : commandTable()) {
        QStringList keys;
        for (const QKeySequence& key : keysOf(info))
            keys += key.toString(QKeySequence::NativeText);
        if (keys.isEmpty())
            continue;
        QTreeWidgetItem*& group = groups[info.group];
        if (group == nullptr) {
            group = new QTreeWidgetItem(tree, {plainText(groupTitle(info.group))});
            QFont bold = group->font(0);
            bold.setBold(true);
            group->setFont(0, bold);
            group->setFlags(Qt::ItemIsEnabled);
        }
        new QTreeWidgetItem(group, {plainText(QCoreApplication::translate("Commands", info.text)),
                                    keys.join(QStringLiteral("   "))});
    }
    const QSize row(0, tree->fontMetrics().height() + 8);
    for (QTreeWidgetItemIterator item(tree); *item != nullptr; ++item)
        (*item)->setSizeHint(0, row);
    tree->expandAll();
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree->header()->setStretchLastSection(false);
    dialog->layout()->addWidget(tree);
    addCloseButton(dialog);
    dialog->resize(480, 640);
    return dialog;
}

QDialog* makeAboutDialog(QWidget* parent) {
    QDialog* dialog = makeDialog(text(QT_TRANSLATE_NOOP("Dialogs", "About Saccade")), parent);
    auto* sign = new QLabel;
    sign->setPixmap(applicationIcon().pixmap(QSize(72, 72), dialog->devicePixelRatioF()));
    sign->setAlignment(Qt::AlignCenter);
    auto* name = new QLabel(QStringLiteral("Saccade %1").arg(QCoreApplication::applicationVersion()));
    name->setAlignment(Qt::AlignCenter);
    QFont large = name->font();
    large.setPointSizeF(large.pointSizeF() * 1.7);
    name->setFont(large);
    auto* body = new QLabel(text(QT_TRANSLATE_NOOP(
        "Dialogs",
        "<p>Captions photos and shows, word by word, where the captioner looks: the way an eye jumps, a "
        "<i>saccade</i>, from place to place.</p>"
        "<p>Saccade is free software under the <a href=\"https://www.gnu.org/licenses/gpl-3.0.html\">GNU "
        "General "
        "Public License</a>, version 3 or later. It comes with no warranty, to the extent that the law "
        "permits.</p>"
        "<p>After <i>Show, Attend and Tell</i> (Xu et al., 2015). Built with Qt and LibTorch.</p>")));
    body->setAccessibleName(text(QT_TRANSLATE_NOOP("Dialogs", "About and licence")));
    body->setWordWrap(true);
    body->setTextInteractionFlags(Qt::TextBrowserInteraction);
    body->setOpenExternalLinks(true);
    body->setMinimumWidth(400);
    for (QLabel* label : {sign, name, body})
        dialog->layout()->addWidget(label);
    addCloseButton(dialog);
    return dialog;
}

} // namespace saccade
