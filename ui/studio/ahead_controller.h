#pragma once

#include "ui/services/ahead_service.h"

class QSettings;

namespace saccade {

class CommandSet;
class FilmStrip;
class PhotoList;

/// Fills the film strip's tiles with captions while nobody waits for anything, if the command for it is
/// checked.
class AheadController : public QObject {
    Q_OBJECT
public:
    struct Parts {
        CommandSet& commands;
        CaptionService& service;
        PhotoList& photos;
        FilmStrip& film;
        QSettings& settings;
    };

    /// All of `parts` outlive it.
    AheadController(const Parts& parts, PhotoReader reader);

    /// Nothing more is done ahead until other photos are opened.
    void stop();

private:
    void connectCaptions();
    void setCaptioning(bool captioning);
    void plan();

    Parts parts_;
    AheadService ahead_;
    bool captioning_ = false;
};

} // namespace saccade
