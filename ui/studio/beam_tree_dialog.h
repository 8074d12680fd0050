#pragma once

#include "core/model/feature_grid.h"
#include "ui/services/photo_pyramid.h"
#include "ui/services/what_if_service.h"

#include <QDialog>

#include <vector>

class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace saccade {

class BeamTreeView;
class InlineMessage;
class PhotoCanvas;

/// A beam search on the photo that is open: the tree, and of the hypothesis that is pointed at the words, the
/// score, what became of it and where it looked.
class BeamTreeDialog : public QDialog {
    Q_OBJECT
public:
    /// @param settings  width and length penalty to begin with. @param banned  words.
    BeamTreeDialog(WhatIfService& service, const PhotoPyramid& photo, const GridPlacement& placement,
                   const DecodingSettings& settings, std::vector<std::string> banned, QWidget* parent);
    ~BeamTreeDialog() override;

Q_SIGNALS:
    /// @param finished  it said its end; otherwise it is to be decoded on.
    void hypothesisChosen(const std::vector<std::int32_t>& tokens, bool finished);

private:
    void search();
    void showTree(const BeamTree& tree);
    void showHypothesis();
    QString fateText(const BeamTreeNode& node) const;
    void choose(std::size_t node);

    WhatIfService& service_;
    GridPlacement placement_;
    std::vector<std::string> banned_;
    QSpinBox* width_;
    QDoubleSpinBox* penalty_;
    QLabel* summary_;
    InlineMessage* message_;
    BeamTreeView* view_;
    PhotoCanvas* canvas_;
    QLabel* words_;
    QLabel* numbers_;
    QLabel* fate_;
    QPushButton* take_;
};

} // namespace saccade
