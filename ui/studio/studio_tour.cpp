#include "ui/studio/studio_tour.h"

#include "ui/studio/caption_strip.h"
#include "ui/studio/commands.h"
#include "ui/studio/film_strip.h"
#include "ui/studio/photo_canvas.h"
#include "ui/studio/photo_stage.h"
#include "ui/studio/transport_bar.h"

#include <QAction>
#include <QCoreApplication>
#include <QScrollArea>
#include <QToolBar>

namespace saccade {

namespace {

struct StudioTour {
    Q_DECLARE_TR_FUNCTIONS(StudioTour)
};

QWidget* toolButton(const QWidget& window, QAction* action) {
    for (const auto* bar : window.findChildren<QToolBar*>()) {
        if (QWidget* button = bar->widgetForAction(action))
            return button;
    }
    return nullptr;
}

} // namespace

std::vector<TourStop> studioTour(const QWidget& window, const CommandSet& commands) {
    auto* stage = window.findChild<PhotoStage*>();
    const auto stop = [](QWidget* target, auto title, auto text) { return TourStop{target, title, text}; };
    return {
        stop(
            stage->canvas(), [] { return StudioTour::tr("The photo"); },
            [] {
                return StudioTour::tr(
                    "Saccade writes a sentence about every photo. The colours show where it looked "
                    "when it said the marked word.");
            }),
        stop(
            stage->findChild<CaptionStrip*>(), [] { return StudioTour::tr("Its words"); },
            [] {
                return StudioTour::tr(
                    "The caption, and how sure the model was of each word. Point at a word or press "
                    "Left and Right: the colours follow.");
            }),
        stop(
            stage->findChild<TransportBar*>(), [] { return StudioTour::tr("The caption as time"); },
            [] {
                return StudioTour::tr(
                    "Space plays the caption. Drag the slider, and the gaze jumps from place to "
                    "place.");
            }),
        stop(
            window.findChild<QScrollArea*>(QStringLiteral("side-panel")),
            [] { return StudioTour::tr("What it thought"); },
            [] {
                return StudioTour::tr(
                    "How sure it was, what else it could have said, and how its attention is drawn.");
            }),
        stop(
            window.findChild<FilmStrip*>(), [] { return StudioTour::tr("Your photos"); },
            [] {
                return StudioTour::tr(
                    "Drop photos or a folder anywhere into the window. Page Up and Page Down go from "
                    "one photo to the next.");
            }),
        stop(
            toolButton(window, commands.action(Command::show_training)),
            [] { return StudioTour::tr("Train your own"); },
            [] {
                return StudioTour::tr(
                    "Bring photos with captions, and watch a captioner learn from them. F1 lists all "
                    "keys; this tour is in the Help menu.");
            }),
    };
}

} // namespace saccade
