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

using enum Command;
using enum CommandGroup;

constexpr bool checkable = true;
constexpr bool separated = true;

constexpr std::array table{
    CommandInfo{open_photos, file, "open-photos", QT_TRANSLATE_NOOP("Commands", "&Open Photos…"), "open",
                "Ctrl+O"},
    CommandInfo{open_folder, file, "open-folder", QT_TRANSLATE_NOOP("Commands", "Open &Folder…"), "folder",
                "Ctrl+Shift+O"},
    CommandInfo{open_samples, file, "open-samples", QT_TRANSLATE_NOOP("Commands", "Open &Sample Photos"),
                "photos", ""},
    CommandInfo{open_model, file, "open-model", QT_TRANSLATE_NOOP("Commands", "Open &Model…"), "model",
                "Ctrl+M", false, separated},
    CommandInfo{about_model, file, "about-model", QT_TRANSLATE_NOOP("Commands", "About This Mo&del"), "info",
                "Ctrl+I"},
    CommandInfo{caption_folder, file, "caption-folder", QT_TRANSLATE_NOOP("Commands", "&Caption a Folder…"),
                "photos", "Ctrl+Shift+F", false, separated},
    CommandInfo{export_caption, file, "export", QT_TRANSLATE_NOOP("Commands", "&Export…"), "export",
                "Ctrl+E"},
    CommandInfo{new_run, file, "new-run", QT_TRANSLATE_NOOP("Commands", "&New Training Run…"), "training",
                "Ctrl+N", false, separated},
    CommandInfo{restore_session, file, "restore-session",
                QT_TRANSLATE_NOOP("Commands", "Restore the &Last Session"), "", "", checkable, separated},
    CommandInfo{quit, file, "quit", QT_TRANSLATE_NOOP("Commands", "&Quit"), "", "Ctrl+Q", false, separated},

    CommandInfo{copy_caption, edit, "copy-caption", QT_TRANSLATE_NOOP("Commands", "Copy &Caption"), "copy",
                "Ctrl+Shift+C"},
    CommandInfo{copy_picture, edit, "copy-picture", QT_TRANSLATE_NOOP("Commands", "Copy &Picture"), "",
                "Ctrl+C"},
    CommandInfo{paste_photo, edit, "paste-photo", QT_TRANSLATE_NOOP("Commands", "P&aste Photo"), "",
                "Ctrl+V"},

    CommandInfo{show_studio, view, "show-studio", QT_TRANSLATE_NOOP("Commands", "S&tudio"), "studio",
                "Ctrl+1", checkable},
    CommandInfo{show_training, view, "show-training", QT_TRANSLATE_NOOP("Commands", "T&raining"), "training",
                "Ctrl+2", checkable},
    CommandInfo{show_overlay, view, "show-overlay", QT_TRANSLATE_NOOP("Commands", "Show &Attention"), "eye",
                "A", checkable, separated},
    CommandInfo{smooth_overlay, view, "smooth-overlay", QT_TRANSLATE_NOOP("Commands", "&Smooth the Grid"),
                "smooth", "S", checkable},
    CommandInfo{grid_lines, view, "grid-lines", QT_TRANSLATE_NOOP("Commands", "&Grid Lines"), "grid", "G",
                checkable},
    CommandInfo{zoom_in, view, "zoom-in", QT_TRANSLATE_NOOP("Commands", "Zoom &In"), "zoom-in",
                "Ctrl++; Ctrl+=; +; =", false, separated},
    CommandInfo{zoom_out, view, "zoom-out", QT_TRANSLATE_NOOP("Commands", "Zoom &Out"), "zoom-out",
                "Ctrl+-; -"},
    CommandInfo{fit, view, "fit", QT_TRANSLATE_NOOP("Commands", "&Fit to Window"), "fit", "Ctrl+0; 0"},
    CommandInfo{show_panel, view, "show-panel", QT_TRANSLATE_NOOP("Commands", "Side &Panel"), "panel", "F9",
                checkable, separated},
    CommandInfo{caption_ahead, view, "caption-ahead",
                QT_TRANSLATE_NOOP("Commands", "&Caption Photos in the Film Strip"), "", "", checkable},

    CommandInfo{next_word, go, "next-word", QT_TRANSLATE_NOOP("Commands", "&Next Word"), "", "Right"},
    CommandInfo{previous_word, go, "previous-word", QT_TRANSLATE_NOOP("Commands", "&Previous Word"), "",
                "Left"},
    CommandInfo{first_word, go, "first-word", QT_TRANSLATE_NOOP("Commands", "&First Word"), "", "Home"},
    CommandInfo{last_word, go, "last-word", QT_TRANSLATE_NOOP("Commands", "&Last Word"), "", "End"},
    CommandInfo{play, go, "play", QT_TRANSLATE_NOOP("Commands", "Pla&y"), "play", "Space", checkable},
    CommandInfo{loop, go, "loop", QT_TRANSLATE_NOOP("Commands", "L&oop"), "loop", "L", checkable},
    CommandInfo{add_next_word, go, "add-next-word", QT_TRANSLATE_NOOP("Commands", "&Add the Next Word"), "",
                "Shift+Right", false, separated},
    CommandInfo{add_word_before, go, "add-word-before", QT_TRANSLATE_NOOP("Commands", "Add the Word &Before"),
                "", "Shift+Left"},
    CommandInfo{add_all_words, go, "add-all-words", QT_TRANSLATE_NOOP("Commands", "Add All &Words"), "",
                "Ctrl+A"},
    CommandInfo{single_word, go, "single-word", QT_TRANSLATE_NOOP("Commands", "&Single Word"), "",
                "Ctrl+Shift+A"},
    CommandInfo{next_photo, go, "next-photo", QT_TRANSLATE_NOOP("Commands", "Next P&hoto"), "next", "PgDown",
                false, separated},
    CommandInfo{previous_photo, go, "previous-photo", QT_TRANSLATE_NOOP("Commands", "Previous Ph&oto"),
                "previous", "PgUp"},

    CommandInfo{undo, what_if, "undo", QT_TRANSLATE_NOOP("Commands", "&Undo"), "", "Ctrl+Z"},
    CommandInfo{redo, what_if, "redo", QT_TRANSLATE_NOOP("Commands", "Re&do"), "", "Ctrl+Shift+Z; Ctrl+Y"},
    CommandInfo{choose_word, what_if, "choose-word", QT_TRANSLATE_NOOP("Commands", "Choose an &Alternative"),
                "", "1; 2; 3; 4; 5; 6; 7; 8; 9", false, separated},
    CommandInfo{type_word, what_if, "type-word", QT_TRANSLATE_NOOP("Commands", "&Type a Word…"), "", "T"},
    CommandInfo{ban_word, what_if, "ban-word", QT_TRANSLATE_NOOP("Commands", "Ban This Word"), "", "X"},
    CommandInfo{start_with, what_if, "start-with", QT_TRANSLATE_NOOP("Commands", "&Start With…"), "",
                "Ctrl+T"},
    CommandInfo{whole_sentence, what_if, "whole-sentence", QT_TRANSLATE_NOOP("Commands", "&Whole Sentence…"),
                "", "Ctrl+Shift+T"},
    CommandInfo{beam_tree, what_if, "beam-tree", QT_TRANSLATE_NOOP("Commands", "Beam &Tree…"), "", "Ctrl+B",
                false, separated},
    CommandInfo{rename_branch, what_if, "rename-branch", QT_TRANSLATE_NOOP("Commands", "Re&name Branch"), "",
                "F2", false, separated},
    CommandInfo{compare_branches, what_if, "compare-branches",
                QT_TRANSLATE_NOOP("Commands", "C&ompare Branches"), "compare", "Ctrl+D"},
    CommandInfo{remove_branch, what_if, "remove-branch", QT_TRANSLATE_NOOP("Commands", "Re&move Branch"), "",
                "Ctrl+Delete"},
    CommandInfo{region_rectangle, what_if, "region-rectangle", QT_TRANSLATE_NOOP("Commands", "&Rectangle"),
                "rectangle", "R", checkable, separated},
    CommandInfo{region_brush, what_if, "region-brush", QT_TRANSLATE_NOOP("Commands", "&Brush"), "brush", "B",
                checkable},
    CommandInfo{brush_smaller, what_if, "brush-smaller", QT_TRANSLATE_NOOP("Commands", "Sma&ller Brush"), "",
                "["},
    CommandInfo{brush_larger, what_if, "brush-larger", QT_TRANSLATE_NOOP("Commands", "Lar&ger Brush"), "",
                "]"},
    CommandInfo{brush_erases, what_if, "brush-erases", QT_TRANSLATE_NOOP("Commands", "&Erase With the Brush"),
                "", "E", checkable},
    CommandInfo{clear_region, what_if, "clear-region", QT_TRANSLATE_NOOP("Commands", "&Clear Region"),
                "close", "Esc"},
    CommandInfo{hide_by_blur, what_if, "hide-by-blur", QT_TRANSLATE_NOOP("Commands", "&Hide by Blur"), "blur",
                "H", false, separated},
    CommandInfo{hide_by_colour, what_if, "hide-by-colour",
                QT_TRANSLATE_NOOP("Commands", "Hide by &Mean Colour"), "fill", "Shift+H"},
    CommandInfo{compare_models, what_if, "compare-models",
                QT_TRANSLATE_NOOP("Commands", "Compare &With Another Model…"), "compare", "Ctrl+Shift+M",
                false, separated},
    CommandInfo{another_sample, what_if, "another-sample", QT_TRANSLATE_NOOP("Commands", "Another &Sample"),
                "", "N", false, separated},

    CommandInfo{theme_system, theme, "theme-system", QT_TRANSLATE_NOOP("Commands", "As the &System"), "", "",
                checkable},
    CommandInfo{theme_light, theme, "theme-light", QT_TRANSLATE_NOOP("Commands", "&Light"), "", "",
                checkable},
    CommandInfo{theme_dark, theme, "theme-dark", QT_TRANSLATE_NOOP("Commands", "&Dark"), "", "", checkable},

    CommandInfo{language_system, language, "language-system", QT_TRANSLATE_NOOP("Commands", "As the &System"),
                "", "", checkable},
    CommandInfo{language_english, language, "language-english", QT_TRANSLATE_NOOP("Commands", "&English"), "",
                "", checkable},
    CommandInfo{language_chinese, language, "language-chinese",
                QT_TRANSLATE_NOOP("Commands", "简体中文 (&Chinese)"), "", "", checkable},

    CommandInfo{tour, help, "tour", QT_TRANSLATE_NOOP("Commands", "Guided &Tour"), "", ""},
    CommandInfo{shortcuts, help, "shortcuts", QT_TRANSLATE_NOOP("Commands", "&Keyboard Shortcuts"),
                "keyboard", "F1"},
    CommandInfo{about, help, "about", QT_TRANSLATE_NOOP("Commands", "&About Saccade"), "info", ""},
};

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
    case edit:
        return translated(QT_TRANSLATE_NOOP("Commands", "&Edit"));
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
        action(info.command)->setIconText(plainText(translated(info.text))); // on tool buttons
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
