#include "ui/studio/commands.h"

#include "ui/studio/icon.h"
#include "ui/studio/retranslated.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

#include <array>

namespace saccade {

namespace {

#define TEXT(text) QT_TRANSLATE_NOOP("Commands", text)

using enum Command;
using enum CommandGroup;

constexpr bool checkable = true;
constexpr bool separated = true;

constexpr std::array table{
    CommandInfo{open_photos, file, "open-photos", TEXT("&Open Photos…"), "open", "Ctrl+O"},
    CommandInfo{open_folder, file, "open-folder", TEXT("Open &Folder…"), "folder", "Ctrl+Shift+O"},
    CommandInfo{open_samples, file, "open-samples", TEXT("Open &Sample Photos"), "photos", ""},
    CommandInfo{open_model, file, "open-model", TEXT("Open &Model…"), "model", "Ctrl+M", false, separated},
    CommandInfo{new_run, file, "new-run", TEXT("&New Training Run…"), "training", "Ctrl+N", false, separated},
    CommandInfo{quit, file, "quit", TEXT("&Quit"), "", "Ctrl+Q", false, separated},

    CommandInfo{show_studio, view, "show-studio", TEXT("S&tudio"), "studio", "Ctrl+1", checkable},
    CommandInfo{show_training, view, "show-training", TEXT("T&raining"), "training", "Ctrl+2", checkable},
    CommandInfo{show_overlay, view, "show-overlay", TEXT("Show &Attention"), "eye", "A", checkable,
                separated},
    CommandInfo{smooth_overlay, view, "smooth-overlay", TEXT("&Smooth the Grid"), "smooth", "S", checkable},
    CommandInfo{zoom_in, view, "zoom-in", TEXT("Zoom &In"), "zoom-in", "Ctrl++; Ctrl+=; +; =", false,
                separated},
    CommandInfo{zoom_out, view, "zoom-out", TEXT("Zoom &Out"), "zoom-out", "Ctrl+-; -"},
    CommandInfo{fit, view, "fit", TEXT("&Fit to Window"), "fit", "Ctrl+0; 0"},
    CommandInfo{show_panel, view, "show-panel", TEXT("Side &Panel"), "panel", "F9", checkable, separated},

    CommandInfo{next_word, go, "next-word", TEXT("&Next Word"), "", "Right"},
    CommandInfo{previous_word, go, "previous-word", TEXT("&Previous Word"), "", "Left"},
    CommandInfo{first_word, go, "first-word", TEXT("&First Word"), "", "Home"},
    CommandInfo{last_word, go, "last-word", TEXT("&Last Word"), "", "End"},
    CommandInfo{play, go, "play", TEXT("Pla&y"), "play", "Space", checkable},
    CommandInfo{next_photo, go, "next-photo", TEXT("Next P&hoto"), "next", "PgDown", false, separated},
    CommandInfo{previous_photo, go, "previous-photo", TEXT("Previous Ph&oto"), "previous", "PgUp"},

    CommandInfo{region_rectangle, what_if, "region-rectangle", TEXT("&Rectangle"), "rectangle", "R",
                checkable},
    CommandInfo{region_brush, what_if, "region-brush", TEXT("&Brush"), "brush", "B", checkable},
    CommandInfo{clear_region, what_if, "clear-region", TEXT("&Clear Region"), "close", "Esc"},
    CommandInfo{hide_by_blur, what_if, "hide-by-blur", TEXT("&Hide by Blur"), "blur", "H", false, separated},
    CommandInfo{hide_by_colour, what_if, "hide-by-colour", TEXT("Hide by &Mean Colour"), "fill", "Shift+H"},
    CommandInfo{compare_models, what_if, "compare-models", TEXT("Compare &With Another Model…"), "compare",
                "Ctrl+Shift+M", false, separated},

    CommandInfo{theme_system, theme, "theme-system", TEXT("As the &System"), "", "", checkable},
    CommandInfo{theme_light, theme, "theme-light", TEXT("&Light"), "", "", checkable},
    CommandInfo{theme_dark, theme, "theme-dark", TEXT("&Dark"), "", "", checkable},

    CommandInfo{language_system, language, "language-system", TEXT("As the &System"), "", "", checkable},
    CommandInfo{language_english, language, "language-english", TEXT("&English"), "", "", checkable},
    CommandInfo{language_chinese, language, "language-chinese", TEXT("简体中文 (&Chinese)"), "", "",
                checkable},

    CommandInfo{shortcuts, help, "shortcuts", TEXT("&Keyboard Shortcuts"), "keyboard", "F1"},
    CommandInfo{about, help, "about", TEXT("&About Saccade"), "info", ""},
};

#undef TEXT

QString translated(const char* text) {
    return QCoreApplication::translate("Commands", text);
}

} // namespace

std::span<const CommandInfo> commandTable() {
    return table;
}

QList<QKeySequence> keysOf(const CommandInfo& info) {
    auto keys = QKeySequence::listFromString(QLatin1String(info.shortcuts), QKeySequence::PortableText);
    keys.removeAll(QKeySequence());
    return keys;
}

// "打开照片(&O)…": Chinese puts the mnemonic into brackets behind the word.
QString withoutMnemonic(QString text) {
    static const QRegularExpression mnemonic(QStringLiteral("\\s?\\(&\\w\\)"));
    return text.remove(mnemonic).remove(QLatin1Char('&'));
}

QString plainText(const QString& text) {
    return withoutMnemonic(text).remove(QStringLiteral("…"));
}

QString groupTitle(CommandGroup group) {
    switch (group) {
    case file:
        return translated(QT_TRANSLATE_NOOP("Commands", "&File"));
    case view:
        return translated(QT_TRANSLATE_NOOP("Commands", "&View"));
    case go:
        return translated(QT_TRANSLATE_NOOP("Commands", "&Go"));
    case what_if:
        return translated(QT_TRANSLATE_NOOP("Commands", "&What If"));
    case theme:
        return translated(QT_TRANSLATE_NOOP("Commands", "&Theme"));
    case language:
        return translated(QT_TRANSLATE_NOOP("Commands", "&Language"));
    case help:
        return translated(QT_TRANSLATE_NOOP("Commands", "&Help"));
    }
    return {};
}

CommandSet::CommandSet(QObject* parent) : QObject(parent) {
    auto* themes = new QActionGroup(this);
    auto* languages = new QActionGroup(this);
    auto* places = new QActionGroup(this);
    for (const CommandInfo& info : table) {
        auto* action = new QAction(this);
        action->setObjectName(QLatin1String(info.id));
        action->setCheckable(info.checkable);
        action->setShortcuts(keysOf(info));
        if (*info.icon != '\0') {
            action->setIcon(icon(QLatin1String(info.icon)));
            action->setIconVisibleInMenu(false);
        }
        if (info.group == theme)
            themes->addAction(action);
        if (info.group == language)
            languages->addAction(action);
        if (info.command == show_studio || info.command == show_training)
            places->addAction(action);
        actions_[info.command] = action;
    }
    retranslated(this, [this] { setTexts(); });
}

void CommandSet::setTexts() {
    for (const CommandInfo& info : table) {
        QString tip = plainText(translated(info.text));
        if (const auto keys = keysOf(info); !keys.isEmpty())
            tip += QStringLiteral("  (%1)").arg(keys.front().toString(QKeySequence::NativeText));
        action(info.command)->setText(translated(info.text));
        action(info.command)->setToolTip(tip);
    }
}

void CommandSet::fill(QMenuBar* bar) const {
    std::map<CommandGroup, QMenu*> menus;
    for (const CommandInfo& info : table) {
        QMenu*& menu = menus[info.group];
        if (menu == nullptr) {
            const bool inner = info.group == theme || info.group == language;
            menu = inner ? menus.at(view)->addMenu(QString()) : bar->addMenu(QString());
            retranslated(menu, [menu = menu, group = info.group] { menu->setTitle(groupTitle(group)); });
        }
        if (info.separator_before)
            menu->addSeparator();
        menu->addAction(action(info.command));
    }
}

} // namespace saccade
