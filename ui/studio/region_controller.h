#pragma once

#include "core/image/hide_region.h"
#include "ui/services/caption_service.h"
#include "ui/studio/compared.h"
#include "ui/studio/region_tool.h"

#include <QObject>

class QSettings;

namespace saccade {

class CommandSet;
class PhotoCanvas;
class RegionSection;
class WordCursor;

/// What can be done with a part of the photo: mark it, see which words looked there, caption the photo
/// without it. Joins the tool on the canvas, the section in the panel, the commands and the service.
class RegionController : public QObject {
    Q_OBJECT
public:
    /// All of them outlive the controller.
    RegionController(const CommandSet& commands, PhotoCanvas& canvas, WordCursor& cursor,
                     CaptionService& service, RegionSection& section, QObject* parent = nullptr);
    ~RegionController() override;

    /// Another photo, or none: nothing is marked.
    void setPhoto(const PhotoPyramid& photo);
    /// The caption that is shown; an empty one: none.
    void setCaption(const Caption& caption, const GridPlacement& placement);
    /// Whether the cells are drawn in an even grid instead of where they lie: the ranking follows what is
    /// seen.
    void setDrawnEvenly(bool evenly);
    void readSettings(QSettings& settings);
    void writeSettings(QSettings& settings) const;

Q_SIGNALS:
    /// The photo was captioned without the region.
    void compared(const saccade::Compared& with, const saccade::Compared& without);

private:
    void connectCommands();
    void connectSection();
    void connectService();
    void rank();
    void hide(HideBy by);
    void updateCommands();

    const CommandSet& commands_;
    PhotoCanvas& canvas_;
    WordCursor& cursor_;
    CaptionService& service_;
    RegionSection& section_;
    RegionTool tool_;
    PhotoPyramid photo_;
    Caption caption_;
    GridPlacement caption_placement_;
    bool drawn_evenly_ = false;
    HideBy hidden_by_ = HideBy::blur;
};

} // namespace saccade
