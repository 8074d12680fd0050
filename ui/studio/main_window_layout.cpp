#include "ui/studio/main_window_layout.h"

#include "ui/studio/commands.h"
#include "ui/studio/decoding_panel.h"
#include "ui/studio/film_strip.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/model_panel.h"
#include "ui/studio/overlay_controls.h"
#include "ui/studio/panel_section.h"
#include "ui/studio/photo_stage.h"
#include "ui/studio/region_section.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/what_if_panel.h"
#include "ui/studio/word_panel.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QMenuBar>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace saccade {

namespace {

constexpr int panel_width = 288;

QString tr(const char* text) {
    return QCoreApplication::translate("saccade", text);
}

void addToolBar(QMainWindow& window, const CommandSet& commands) {
    auto* bar = window.addToolBar(QString());
    bar->setObjectName(QStringLiteral("tool-bar"));
    retranslated(bar, [bar] {
        bar->setWindowTitle(tr("Tool bar"));
        bar->setAccessibleName(tr("Tool bar"));
    });
    bar->setMovable(false);
    bar->setIconSize({20, 20});
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    using enum Command;
    for (const auto& group : {std::initializer_list<Command>{show_studio, show_training},
                              {open_photos, open_folder},
                              {previous_photo, next_photo},
                              {zoom_out, zoom_in, fit},
                              {show_overlay, smooth_overlay},
                              {region_rectangle, region_brush}}) {
        if (!bar->actions().isEmpty())
            bar->addSeparator();
        for (const Command command : group)
            bar->addAction(commands.action(command));
    }
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    bar->addAction(commands.action(show_panel));
    for (QAction* action : bar->actions()) {
        auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(action));
        if (button == nullptr)
            continue;
        button->setFocusPolicy(Qt::TabFocus);
        if (action == commands.action(show_studio) || action == commands.action(show_training))
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        retranslated(button,
                     [button, action] { button->setAccessibleName(withoutMnemonic(action->text())); });
    }
}

QFrame* hairline(QFrame::Shape shape) {
    auto* line = new QFrame;
    line->setFrameShape(shape);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Midlight);
    line->setFixedHeight(shape == QFrame::HLine ? 1 : QWIDGETSIZE_MAX);
    return line;
}

QWidget* makePanel(const WindowParts& parts) {
    const auto section = [](const char* id, auto title, QWidget* content) {
        return new PanelSection(QLatin1String(id), title, content);
    };
    auto* panel = new QWidget;
    auto* layout = new QVBoxLayout(panel);
    constexpr int side = 16 - PanelSection::inset;
    layout->setContentsMargins(side, 16, side, 16);
    layout->setSpacing(12);
    layout->addWidget(parts.word_panel, 1);
    layout->addWidget(section(
        "what-if", [] { return tr("What if"); }, parts.what_if));
    layout->addWidget(section(
        "attention", [] { return tr("Attention"); }, parts.overlay));
    layout->addWidget(section(
        "region", [] { return tr("Region"); }, parts.region));
    layout->addWidget(section(
        "decoding", [] { return tr("Decoding"); }, parts.decoding));
    layout->addWidget(section(
        "model", [] { return tr("Model"); }, parts.model));
    layout->addStretch(); // what is left over when the alternatives do not take it
    PanelSection* alternatives = parts.word_panel->alternativesSection();
    QObject::connect(
        alternatives, &PanelSection::toggled, layout,
        [layout, word = parts.word_panel](bool open) { layout->setStretchFactor(word, open ? 1 : 0); });
    return panel;
}

} // namespace

WindowParts layOut(QMainWindow& window, const CommandSet& commands, WordCursor& cursor, PhotoList& photos) {
    WindowParts parts{};
    commands.fill(window.menuBar());
    addToolBar(window, commands);

    parts.warning = new InlineMessage;
    parts.model_notice = new InlineMessage;
    parts.files_notice = new InlineMessage;
    for (InlineMessage* message : {parts.warning, parts.model_notice, parts.files_notice}) {
        message->setClosable(true);
        message->hide();
    }
    parts.stage = new PhotoStage(cursor, commands);
    parts.word_panel = new WordPanel;
    parts.what_if = new WhatIfPanel(commands);
    parts.overlay = new OverlayControls(commands);

    parts.region = new RegionSection(commands);
    parts.decoding = new DecodingPanel(commands.action(Command::another_sample));
    parts.model = new ModelPanel(commands.action(Command::open_model), commands.action(Command::about_model));

    parts.side_panel = new QScrollArea;
    parts.side_panel->setWidget(makePanel(parts));
    parts.side_panel->setObjectName(QStringLiteral("side-panel"));
    parts.side_panel->setWidgetResizable(true);
    parts.side_panel->setFrameShape(QFrame::NoFrame);
    parts.side_panel->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    parts.side_panel->setFocusPolicy(Qt::NoFocus);
    parts.side_panel->setFixedWidth(panel_width);

    parts.film = new FilmStrip(photos);
    parts.film->hide();

    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(parts.stage, 1);
    middle->addWidget(parts.side_panel);
    auto* studio = new QWidget;
    auto* studio_layout = new QVBoxLayout(studio);
    studio_layout->setContentsMargins(0, 0, 0, 0);
    studio_layout->setSpacing(0);
    studio_layout->addLayout(middle, 1);
    studio_layout->addWidget(hairline(QFrame::HLine));
    studio_layout->addWidget(parts.film);
    parts.places = new QStackedWidget;
    parts.places->addWidget(studio);
    auto* central = new QWidget;
    auto* layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(parts.warning);
    layout->addWidget(parts.model_notice);
    layout->addWidget(parts.files_notice);
    layout->addWidget(parts.places, 1);
    window.setCentralWidget(central);
    retranslated(central, [parts] {
        parts.warning->setName(tr("Warning"));
        parts.model_notice->setName(tr("Model message"));
        parts.files_notice->setName(tr("Message"));
        parts.side_panel->setAccessibleName(tr("Side panel"));
    });
    return parts;
}

} // namespace saccade
