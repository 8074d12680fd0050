#pragma once

#include "core/decoding/caption.h"
#include "ui/services/caption_service.h"
#include "ui/studio/retranslated.h"

#include <QPointer>
#include <QWidget>

#include <functional>

class QAction;
class QStackedWidget;

namespace saccade {

class BusyLine;
class CaptionStrip;
class CommandSet;
class InlineMessage;
class NoticePage;
class PhotoCanvas;
class WordCursor;

/// The middle of the window: the photo, its caption under it, and whatever stands in their places while there
/// is none: what to do, what is wrong, what is being waited for.
class PhotoStage : public QWidget {
    Q_OBJECT
public:
    PhotoStage(WordCursor& cursor, const CommandSet& commands, QWidget* parent = nullptr);

    PhotoCanvas* canvas() const { return canvas_; }

    void showEmpty();
    /// Photos and folders that the empty stage offers.
    void setRecent(const QList<QAction*>& recent);
    /// Another photo is on its way: the caption goes, the old photo stays for as long as nobody notices.
    void expectPhoto();
    void showPhoto(const PhotoPyramid& photo);
    void showPhotoFault(const Fault& fault);
    void showCaption(const Caption& caption);
    /// Of the words in small, a pixel a cell.
    void showMaps(const std::vector<QImage>& maps);
    void showCaptionFault(const LiveText& sentence, QAction* remedy);
    void showWork(const QString& text);

private:
    void clearCaption();

    WordCursor& cursor_;
    const CommandSet& commands_;
    QStackedWidget* top_;
    PhotoCanvas* canvas_;
    NoticePage* notice_;
    QWidget* lower_; ///< everything under the photo
    QStackedWidget* bottom_;
    CaptionStrip* strip_;
    BusyLine* busy_;
    InlineMessage* message_;
    QList<QPointer<QAction>> recent_;
    std::function<void()> say_; ///< fills the notice, in the language of the moment
    bool photo_expected_ = false;
    bool empty_ = true; ///< then what is under the photo only shows to say what is being waited for
};

} // namespace saccade
