#include "ui/studio/appearance.h"

#include "ui/studio/commands.h"
#include "ui/studio/theme.h"

#include <QAction>
#include <QSettings>

#include <algorithm>
#include <array>
#include <utility>

namespace saccade {

namespace {

constexpr std::array themes{std::pair{Theme::system, Command::theme_system},
                            std::pair{Theme::light, Command::theme_light},
                            std::pair{Theme::dark, Command::theme_dark}};
constexpr std::array languages{std::pair{Language::system, Command::language_system},
                               std::pair{Language::english, Command::language_english},
                               std::pair{Language::chinese, Command::language_chinese}};

template <typename Choices, typename Value>
Command commandOf(const Choices& choices, Value value) {
    return std::ranges::find(choices, value, &Choices::value_type::first)->second;
}

QString themeKey() {
    return QStringLiteral("theme");
}

QString languageKey() {
    return QStringLiteral("language");
}

} // namespace

Appearance::Appearance(const CommandSet& commands, QSettings& settings, QObject* parent)
    : QObject(parent),
      settings_(settings) {
    for (const auto& [value, command] : themes) {
        connect(commands.action(command), &QAction::triggered, this,
                [this, chosen = value] { setTheme(chosen); });
        if (settings.value(themeKey()).toInt() == static_cast<int>(value))
            theme_ = value;
    }
    Language language = Language::system;
    for (const auto& [value, command] : languages) {
        connect(commands.action(command), &QAction::triggered, this,
                [this, chosen = value] { setLanguage(chosen); });
        if (settings.value(languageKey()).toInt() == static_cast<int>(value))
            language = value;
    }
    commands.action(commandOf(themes, theme_))->setChecked(true);
    commands.action(commandOf(languages, language))->setChecked(true);
    showTheme();
    applyLanguage(language);
    connect(&system_, &SystemColours::changed, this, &Appearance::showTheme);
}

void Appearance::setTheme(Theme theme) {
    theme_ = theme;
    showTheme();
    settings_.setValue(themeKey(), static_cast<int>(theme));
}

void Appearance::showTheme() {
    applyTheme(theme_ == Theme::dark || (theme_ == Theme::system && system_.isDark()));
}

void Appearance::setLanguage(Language language) {
    applyLanguage(language);
    settings_.setValue(languageKey(), static_cast<int>(language));
}

} // namespace saccade
