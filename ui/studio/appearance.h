#pragma once

#include "ui/studio/language.h"
#include "ui/studio/theme.h"

#include <QObject>

class QSettings;

namespace saccade {

class CommandSet;

/// Theme and language: the commands that choose them, kept in the settings. Make it before the widgets.
class Appearance : public QObject {
public:
    Appearance(const CommandSet& commands, QSettings& settings, QObject* parent);

private:
    void setTheme(Theme theme);
    void setLanguage(Language language);

    QSettings& settings_;
};

} // namespace saccade
