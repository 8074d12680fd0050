#pragma once

#include "core/attention/region_attention.h"
#include "ui/studio/retranslated.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QListWidget;
class QSlider;

namespace saccade {

class CommandSet;
class InlineMessage;

/// The words of the caption, ranked by how much of their attention fell on the marked region, and what can be
/// done with it.
class RegionSection : public QWidget {
    Q_OBJECT
public:
    explicit RegionSection(const CommandSet& commands, QWidget* parent = nullptr);

    /// Nothing is marked: says how to.
    void showNothing();
    /// @param area  of the region, as a share of the photo.
    void showRanking(const Caption& caption, const std::vector<RegionGaze>& ranking, double area);
    bool isShowingRanking() const { return has_region_; }
    /// The word that the canvas shows is emphasised; -1: none.
    void setShownStep(int step);
    /// Brings the section into sight where the panel is scrolled.
    void reveal();
    /// Of the photo's longer side.
    void setBrush(bool in_use, double radius, bool erases);
    /// What is being done, or what went wrong; empty: neither.
    void showWork(const QString& text);
    void showFault(const LiveText& text);

Q_SIGNALS:
    void pointedAt(int step); ///< -1: at none any more
    void chosen(int step);
    void brushRadiusChanged(double radius);
    void erasingChanged(bool erases);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void describe();

    QLabel* summary_;
    QListWidget* words_;
    QWidget* brush_row_;
    QLabel* brush_label_;
    QSlider* brush_size_;
    QCheckBox* erases_;
    QLabel* work_;
    InlineMessage* fault_;
    double area_ = 0;
    double chance_ = 0;
    bool has_region_ = false;
};

} // namespace saccade
