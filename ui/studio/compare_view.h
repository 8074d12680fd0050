#pragma once

#include "ui/services/caption_service.h"
#include "ui/studio/compared.h"
#include "ui/studio/overlay_options.h"

#include <QWidget>

#include <array>
#include <memory>

class QCheckBox;
class QLabel;
class QPushButton;
class QSettings;

namespace saccade {

class CaptionCard;
class DifferencePane;
class InlineMessage;
class LinkedCursors;

/// Two captions side by side: those of two models, two checkpoints, two branches, or of a photo with and
/// without a part of it. What differs is marked, a word shown on one side shows its counterpart on the other,
/// and a third picture shows the difference of their maps.
class CompareView : public QWidget {
    Q_OBJECT
public:
    using EngineMaker = std::function<std::unique_ptr<CaptionEngine>()>;

    CompareView(const EngineMaker& make_engine, const PhotoReader& reader, QWidget* parent = nullptr);
    ~CompareView() override;

    /// Captions that are there already.
    void compare(const Compared& left, const Compared& right);
    /// Captions the photo with two models; with an empty `file` it says that a photo is needed.
    void compareModels(const QString& left, const QString& right, const QString& file);
    bool isBusy() const;
    /// How the maps are drawn, as in the studio.
    void setOverlay(const OverlayOptions& options);
    /// How the models caption, as in the studio.
    void setDecoding(const DecodingSettings& settings);
    void readSettings(QSettings& settings);
    void writeSettings(QSettings& settings) const;

Q_SIGNALS:
    void busyChanged(bool busy);
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Side {
        std::unique_ptr<CaptionService> service;
        QLabel* title = nullptr;
        CaptionCard* card = nullptr;
        QLabel* note = nullptr; ///< that a word of the other side has no counterpart here
        InlineMessage* message = nullptr;
        Compared shown;
    };

    void makeSide(int index, const EngineMaker& make_engine, const PhotoReader& reader);
    void translate();
    void reset();
    void showCaption(Side& side);
    void markChanges();
    void describe();
    void balance();
    void showDifference();

    std::array<Side, 2> sides_;
    LinkedCursors* link_;
    DifferencePane* difference_;
    QLabel* difference_title_;
    QWidget* difference_column_;
    QCheckBox* difference_shown_;
    QPushButton* back_;
    QLabel* summary_;
    bool needs_photo_ = false;
};

} // namespace saccade
