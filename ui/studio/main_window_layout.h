#pragma once

class QMainWindow;
class QScrollArea;
class QStackedWidget;

namespace saccade {

class CommandSet;
class DecodingPanel;
class FilmStrip;
class InlineMessage;
class ModelPanel;
class OverlayControls;
class PhotoList;
class PhotoStage;
class RegionSection;
class WhatIfPanel;
class WordCursor;
class WordPanel;

/// The widgets of the window that it talks to; the window owns them.
struct WindowParts {
    QStackedWidget* places; ///< the studio first
    InlineMessage* warning;
    InlineMessage* model_notice;
    InlineMessage* files_notice;
    PhotoStage* stage;
    WordPanel* word_panel;
    WhatIfPanel* what_if;
    OverlayControls* overlay;
    DecodingPanel* decoding;
    ModelPanel* model;
    RegionSection* region;
    QScrollArea* side_panel;
    FilmStrip* film;
};

/// Fills an empty window: menus, tool bar, messages, photo and caption, side panel, film strip.
WindowParts layOut(QMainWindow& window, const CommandSet& commands, WordCursor& cursor, PhotoList& photos);

} // namespace saccade
