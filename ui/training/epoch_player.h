#pragma once

#include "core/model/feature_grid.h"
#include "core/training/reports.h"
#include "ui/services/thumbnail_service.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QSlider;
class QStackedWidget;
class QToolButton;

namespace saccade {

class CaptionCard;
class NoticePage;

/// How captions and attention of a few photos change from epoch to epoch.
class EpochPlayer : public QWidget {
    Q_OBJECT
public:
    explicit EpochPlayer(PhotoReader reader, QWidget* parent = nullptr);

    /// @param epochs  samples of each epoch, from the first.
    void setSamples(std::vector<std::vector<SampleCaption>> epochs, const QHash<QString, QString>& files);
    /// Where the cells of the maps lie; until it is known, they are drawn evenly.
    void setPlacement(const GridPlacement& placement);
    int epochCount() const { return static_cast<int>(epochs_.size()); }
    /// From 1.
    int epoch() const;

private:
    void showEpoch(int epoch);
    void placeCards();

    ThumbnailService photos_;
    std::vector<std::vector<SampleCaption>> epochs_;
    GridPlacement placement_;
    QHash<QString, CaptionCard*> cards_; ///< by the photo's id
    QStringList shown_;                  ///< the ids, in their order
    int columns_ = 1;
    QMultiHash<QString, CaptionCard*> waiting_;
    QStackedWidget* pages_;
    NoticePage* notice_;
    QGridLayout* grid_;
    QSlider* slider_;
    QLabel* label_;
    QToolButton* play_;
    QTimer timer_;
};

} // namespace saccade
