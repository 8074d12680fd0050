#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <map>
#include <span>

class QAction;
class QActionGroup;
class QMenuBar;

namespace saccade {

enum class Command {
    open_photos,
    open_folder,
    open_samples,
    open_model,
    about_model,
    caption_folder,
    restore_session,
    new_run,
    export_caption,
    copy_caption,
    copy_picture,
    paste_photo,
    quit,
    next_word,
    previous_word,
    first_word,
    last_word,
    play,
    loop,
    add_next_word,
    add_word_before,
    add_all_words,
    single_word,
    next_photo,
    previous_photo,
    undo,
    redo,
    choose_word,
    type_word,
    ban_word,
    start_with,
    whole_sentence,
    beam_tree,
    rename_branch,
    compare_branches,
    remove_branch,
    zoom_in,
    zoom_out,
    fit,
    region_rectangle,
    region_brush,
    brush_smaller,
    brush_larger,
    brush_erases,
    clear_region,
    hide_by_blur,
    hide_by_colour,
    compare_models,
    another_sample,
    show_studio,
    show_training,
    show_overlay,
    smooth_overlay,
    grid_lines,
    show_panel,
    caption_ahead,
    theme_system,
    theme_light,
    theme_dark,
    language_system,
    language_english,
    language_chinese,
    tour,
    shortcuts,
    about,
};

enum class CommandGroup { file, edit, view, go, what_if, theme, language, help };

/// One row of the table that menus, tool bar, shortcuts and the shortcuts dialog are made from.
struct CommandInfo {
    Command command;
    CommandGroup group;
    const char* id;        ///< stable name, for settings and tests
    const char* text;      ///< with its mnemonic; translated in the context "Commands"
    const char* icon;      ///< resources/icons/NAME.svg, or ""
    const char* shortcuts; ///< "First; Second"
    bool checkable = false;
    bool separator_before = false; ///< in its menu
};

std::span<const CommandInfo> commandTable();
QList<QKeySequence> keysOf(const CommandInfo& info);
QString groupTitle(CommandGroup group);
QString withoutMnemonic(QString text);
/// The text of a command or button as one reads it aloud: without its mnemonic and dots.
QString plainText(const QString& text);

/// The table as actions of one window. `parent` is a widget: it tells when the language changes.
class CommandSet : public QObject {
public:
    explicit CommandSet(QObject* parent);

    QAction* action(Command command) const { return actions_.at(command); }
    /// The menus, in the order of the table; themes and languages are submenus of the view.
    void fill(QMenuBar* bar) const;

private:
    void setTexts();

    std::map<Command, QAction*> actions_;
};

} // namespace saccade
