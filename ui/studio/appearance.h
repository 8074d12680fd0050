#pragma once

#include "ui/studio/language.h"
#include "ui/studio/system_colours.h"

#include <QObject>

class QSettings;

namespace saccade {

class CommandSet;

enum class Theme { system, light, dark };

/// Theme and language: the commands that choose them, kept in the settings. Make it before the widgets.
class Appearance : public QObject {
public:
    Appearance(const CommandSet& commands, QSettings& settings, QObject* parent);

private:
    void setTheme(Theme theme);
    void showTheme();
    void setLanguage(Language language);

    QSettings& settings_;
    SystemColours system_;
    Theme theme_ = Theme::system;
};

} // namespace saccade
