#pragma once

#include "ui/studio/beam_tree_layout.h"

#include <QAbstractScrollArea>

namespace saccade {

/// A beam search drawn as a tree over time: a column a step, a box a word, thicker lines for what is more
/// probable. What was dropped is faint, what came to its end is framed, the winner is in the accent colour.
/// Pointing at a box shows its hypothesis; the arrows move along the tree; Enter or a double click takes the
/// hypothesis. Ctrl with the wheel, + and - zooms, Ctrl+0 fits the whole tree into the view.
class BeamTreeView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit BeamTreeView(QWidget* parent = nullptr);

    void setTree(const BeamTree& tree);
    const BeamTree& tree() const { return tree_; }
    /// The node that is pointed at, or else the one that the keyboard is on; BeamNode::root without any.
    std::size_t shown() const { return hovered_ == BeamNode::root ? current_ : hovered_; }
    std::size_t current() const { return current_; }
    void setCurrent(std::size_t node);
    /// Of a node, in the viewport.
    QRect nodeRect(std::size_t node) const;
    QSize sizeHint() const override;

    static constexpr double least_zoom = 0.25;
    static constexpr double largest_zoom = 3;
    /// 1: words as large as the program's text.
    double zoom() const { return zoom_; }
    /// What lies at `fixed` in the viewport stays there, as far as the edges let it.
    void zoomTo(double zoom, QPointF fixed);
    /// As large as lets all of it be seen, but no larger than 1.
    void fit();

Q_SIGNALS:
    void shownChanged();
    void chosen(std::size_t node);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void measure();
    void updateScrollBars();
    QPointF centre(std::size_t node) const;
    std::size_t nodeAt(const QPoint& place) const;
    void hover(std::size_t node);
    void step(int columns, int rows);
    double share(std::size_t node) const;
    void paintEdge(QPainter& painter, std::size_t node) const;
    void paintNode(QPainter& painter, std::size_t node) const;
    void paintColumns(QPainter& painter) const;
    QString shownWord(std::size_t node) const;
    QFont wordFont() const;
    QFont smallFont() const;
    QSize treeSize() const;
    void zoomBy(double factor);
    bool zoomKeyPress(const QKeyEvent& event);

    BeamTree tree_;
    BeamTreeLayout layout_;
    std::vector<double> best_of_column_; ///< the highest log-probability in each
    std::vector<bool> on_best_;          ///< one a node
    std::vector<bool> on_shown_;         ///< on the path to the node that is shown
    std::size_t current_ = BeamNode::root;
    std::size_t hovered_ = BeamNode::root;
    std::size_t pressed_ = BeamNode::root;
    double zoom_ = 1;
    int column_width_ = 100;
    int box_width_ = 80;
    int box_height_ = 30;
    int row_height_ = 36;
    int header_ = 24;
};

} // namespace saccade
