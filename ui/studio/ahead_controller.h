#pragma once

#include "ui/services/ahead_service.h"

class QSettings;

namespace saccade {

class CommandSet;
class FilmStrip;
class PhotoList;

/// What is done while nobody waits for anything: the photos next to the one shown are kept ready, and, if the
/// command for it is checked, they and the film strip's tiles get their captions.
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

    /// Shows the photo of a row, at once if it is ready.
    void open(int row);
    /// The photo shown stands at another row now.
    void setRow(int row);
    /// Nothing more is done until another photo is opened.
    void stop();

private:
    void connectCaptions();
    void setCaptioning(bool captioning);
    AheadService::Wishes wishes() const;
    void plan();

    Parts parts_;
    AheadService ahead_;
    bool captioning_ = false;
    int row_ = -1; ///< shown
    int step_ = 1; ///< the way somebody goes from photo to photo
};

} // namespace saccade
