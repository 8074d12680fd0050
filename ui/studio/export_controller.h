#pragma once

#include "ui/services/export_previewer.h"
#include "ui/studio/overlay_options.h"

#include <QObject>

#include <functional>

class QSettings;

namespace saccade {

class CommandSet;
class InlineMessage;

/// Draws the map of a word over a photo as the canvas shows it, on any thread.
WordPainter painterAsShown(const Caption& caption, const GridPlacement& placement,
                           const OverlayOptions& options);

/// Export…, Copy Caption and Copy Picture.
class ExportController : public QObject {
    Q_OBJECT
public:
    /// @param source  what is shown now. @param notice  says what was exported. All outlive the controller.
    ExportController(const CommandSet& commands, std::function<ExportSource()> source, InlineMessage& notice,
                     QSettings& settings, QWidget* window);

    /// Whether there is a captioned photo to take along.
    void setAvailable(bool available);

private:
    void openDialog();
    void copyCaption() const;
    void copyPicture();
    void say(const ExportResult& result);

    const CommandSet& commands_;
    std::function<ExportSource()> source_;
    InlineMessage& notice_;
    QSettings& settings_;
    QWidget* window_;
    Exporter exporter_; ///< of files
    ExportPreviewer previewer_;
    Exporter copier_; ///< of pictures to the clipboard
};

} // namespace saccade
