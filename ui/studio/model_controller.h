#pragma once

#include "ui/services/caption_service.h"
#include "ui/studio/recent_models.h"

#include <QObject>

#include <vector>

class QSettings;
class QWidget;

namespace saccade {

class CommandSet;
class DecodingPanel;
class InlineMessage;
class ModelPanel;

/// Which model captions and how: opens models, remembers them, says what they are, applies the decoding
/// settings, and gives the choice among the captions that came of it.
class ModelController : public QObject {
    Q_OBJECT
public:
    struct Parts {
        CommandSet& commands;
        CaptionService& service;
        ModelPanel& panel;
        DecodingPanel& decoding;
        InlineMessage& notice; ///< for what is wrong with a model
        QSettings& settings;
    };

    /// All of `parts`, and `window`, outlive it.
    ModelController(const Parts& parts, const QStringList& bundled, QWidget* window);

    void open(const QString& bundle);
    /// Of the model in use; empty: none.
    const QString& file() const { return file_; }
    const QString& name() const { return name_; }
    const DecodingSettings& decoding() const;
    /// None is in use, and none is being read.
    bool isMissing() const { return file_.isEmpty() && !reading_; }
    /// Which caption is shown, be it one of those found or not.
    void setShown(const Caption& caption);

Q_SIGNALS:
    void opened(const QString& file);
    void failed();
    /// Another one of the captions of the photo shown is to be looked at.
    void captionChosen(const saccade::Caption& caption);

private:
    void connectService();
    void connectDecoding();
    void insertRecentMenu();
    void chooseModel();
    void showModel(const ModelFacts& facts);
    void showFault(const Fault& fault);
    void setCaptions(const std::vector<Caption>& captions);

    Parts parts_;
    QWidget* window_;
    RecentModels recent_;
    QString file_;
    QString name_;
    bool reading_ = false;
    std::vector<Caption> captions_; ///< of the photo shown
};

} // namespace saccade
