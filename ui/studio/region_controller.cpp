#include "ui/studio/region_controller.h"

#include "core/attention/region_attention.h"
#include "core/image/hide_region.h"
#include "ui/studio/commands.h"
#include "ui/studio/photo_canvas.h"
#include "ui/studio/region_section.h"
#include "ui/studio/word_cursor.h"

#include <QAction>
#include <QSettings>

#include <array>

namespace saccade {

namespace {

const QString brush_key = QStringLiteral("region/brush");

double areaOf(const Region& region) {
    constexpr std::array<double, 2> photo{0, 1};
    return shares_in(region, photo, photo).front();
}

} // namespace

RegionController::RegionController(const CommandSet& commands, PhotoCanvas& canvas, WordCursor& cursor,
                                   CaptionService& service, RegionSection& section, QObject* parent)
    : QObject(parent),
      commands_(commands),
      canvas_(canvas),
      cursor_(cursor),
      service_(service),
      section_(section) {
    canvas_.setTool(&tool_);
    connect(&tool_, &RegionTool::repaintNeeded, &canvas_, qOverload<>(&QWidget::update));
    connect(&tool_, &RegionTool::changed, this, &RegionController::rank);
    connectCommands();
    connectSection();
    connectService();
    rank();
}

RegionController::~RegionController() {
    canvas_.setTool(nullptr);
}

void RegionController::connectCommands() {
    const auto use = [this](Command command, RegionTool::Mode mode) {
        connect(commands_.action(command), &QAction::triggered, this, [this, mode](bool checked) {
            tool_.setMode(checked ? mode : RegionTool::Mode::none);
            if (!checked)
                return;
            canvas_.setFocus();
            section_.reveal();
        });
    };
    use(Command::region_rectangle, RegionTool::Mode::rectangle);
    use(Command::region_brush, RegionTool::Mode::brush);
    const auto on = [this](Command command, auto slot) {
        connect(commands_.action(command), &QAction::triggered, this, slot);
    };
    on(Command::brush_smaller, [this] { tool_.shrinkBrush(); });
    on(Command::brush_larger, [this] { tool_.enlargeBrush(); });
    on(Command::brush_erases, [this](bool checked) { tool_.setErasing(checked); });
    on(Command::clear_region, [this] { tool_.clear(); });
    on(Command::hide_by_blur, [this] { hide(HideBy::blur); });
    on(Command::hide_by_colour, [this] { hide(HideBy::mean_colour); });
    const auto show_brush = [this] {
        section_.setBrush(tool_.mode() == RegionTool::Mode::brush, tool_.brushRadius(), tool_.isErasing());
        commands_.action(Command::brush_erases)->setChecked(tool_.isErasing());
    };
    connect(&tool_, &RegionTool::brushChanged, this, show_brush);
    connect(&tool_, &RegionTool::modeChanged, this, [this, show_brush] {
        commands_.action(Command::region_rectangle)->setChecked(tool_.mode() == RegionTool::Mode::rectangle);
        commands_.action(Command::region_brush)->setChecked(tool_.mode() == RegionTool::Mode::brush);
        show_brush();
        updateCommands();
    });
}

void RegionController::connectSection() {
    connect(&section_, &RegionSection::pointedAt, &cursor_, &WordCursor::preview);
    connect(&section_, &RegionSection::chosen, &cursor_, &WordCursor::moveTo);
    connect(&section_, &RegionSection::brushRadiusChanged, &tool_, &RegionTool::setBrushRadius);
    connect(&section_, &RegionSection::erasingChanged, &tool_, &RegionTool::setErasing);
    connect(&cursor_, &WordCursor::changed, this, [this] { section_.setShownStep(cursor_.shown()); });
}

void RegionController::connectService() {
    connect(&service_, &CaptionService::editingChanged, this, [this](bool editing) {
        section_.showWork(editing ? tr("Looking at the photo without the region…") : QString());
        updateCommands();
    });
    connect(&service_, &CaptionService::editedCaptioned, this, [this](const EditedCaptioned& edited) {
        Q_EMIT compared({tr("The photo as it is"), photo_, caption_, caption_placement_},
                        {hidden_by_ == HideBy::blur ? tr("With the region blurred")
                                                    : tr("With the region in the mean colour"),
                         edited.photo, edited.caption, edited.placement});
    });
    connect(&service_, &CaptionService::editFailed, this, [this](const Fault& fault) {
        section_.showFault([fault] {
            return tr("The photo without the region could not be captioned. %1").arg(fault.sentence());
        });
    });
}

void RegionController::setPhoto(const PhotoPyramid& photo) {
    photo_ = photo;
    caption_ = {};
    tool_.setPhoto(photo.size());
    rank();
}

void RegionController::setCaption(const Caption& caption, const GridPlacement& placement) {
    caption_ = caption;
    caption_placement_ = placement;
    rank();
}

void RegionController::setDrawnEvenly(bool evenly) {
    if (evenly == drawn_evenly_)
        return;
    drawn_evenly_ = evenly;
    rank();
}

void RegionController::readSettings(QSettings& settings) {
    const double radius = settings.value(brush_key, tool_.brushRadius()).toDouble();
    if (radius >= least_brush && radius <= largest_brush)
        tool_.setBrushRadius(radius);
}

void RegionController::writeSettings(QSettings& settings) const {
    settings.setValue(brush_key, tool_.brushRadius());
}

void RegionController::rank() {
    updateCommands();
    const auto& region = tool_.region();
    if (!region || is_empty(*region)) {
        section_.showNothing();
        return;
    }
    std::vector<RegionGaze> ranking;
    if (!caption_.steps.empty()) {
        const GridPlacement& drawn =
            drawn_evenly_ ? GridPlacement::even(caption_placement_.rows, caption_placement_.cols)
                          : caption_placement_;
        ranking = rank_words(caption_, cell_shares(*region, drawn));
    }
    const bool grows = !section_.isShowingRanking();
    section_.showRanking(caption_, ranking, areaOf(*region));
    section_.setShownStep(cursor_.shown());
    if (grows)
        section_.reveal();
}

void RegionController::hide(HideBy by) {
    if (!tool_.region())
        return;
    hidden_by_ = by;
    service_.captionEdited(
        [region = *tool_.region(), by](const Photo& photo) { return hide_region(photo, region, by); });
    if (!service_.isEditing())
        section_.showFault([] { return tr("The model is not ready. Try again in a moment."); });
}

void RegionController::updateCommands() {
    const bool marked = tool_.region() && !is_empty(*tool_.region());
    for (const Command command : {Command::region_rectangle, Command::region_brush})
        commands_.action(command)->setEnabled(!photo_.isNull());
    for (const Command command : {Command::brush_smaller, Command::brush_larger, Command::brush_erases})
        commands_.action(command)->setEnabled(!photo_.isNull() && tool_.mode() == RegionTool::Mode::brush);
    commands_.action(Command::clear_region)->setEnabled(marked);
    for (const Command command : {Command::hide_by_blur, Command::hide_by_colour})
        commands_.action(command)->setEnabled(marked && !caption_.steps.empty() && !service_.isEditing());
}

} // namespace saccade
