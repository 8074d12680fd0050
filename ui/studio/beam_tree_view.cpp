#include "ui/studio/beam_tree_view.h"

#include "ui/studio/branch_names.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

constexpr int margin = 16;
constexpr double thickest = 7;
constexpr double thinnest = 1;
constexpr double zoom_step = 1.15;

bool isDead(BeamFate fate) {
    return fate == BeamFate::pruned || fate == BeamFate::stopped;
}

bool isEnd(BeamFate fate) {
    return fate == BeamFate::finished || fate == BeamFate::cut;
}

QColor faded(QColor colour, double alpha) {
    colour.setAlphaF(static_cast<float>(alpha));
    return colour;
}

QColor between(const QColor& from, const QColor& to, double t) {
    const auto mix = [t](int a, int b) { return static_cast<int>(std::lround(a + t * (b - a))); };
    return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

} // namespace

BeamTreeView::BeamTreeView(QWidget* parent) : QAbstractScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
    retranslated(this, [this] {
        setAccessibleName(tr("Beam tree"));
        setWhatsThis(
            tr("Left and Right move along a hypothesis, Up and Down between those of one step; Enter makes "
               "a branch of one. Ctrl and + or - zoom, Ctrl+0 shows all of it."));
        viewport()->update();
    });
    measure();
}

void BeamTreeView::setTree(const BeamTree& tree) {
    tree_ = tree;
    layout_ = layOutBeamTree(tree_);
    best_of_column_.assign(layout_.columns.size(), -std::numeric_limits<double>::infinity());
    for (const BeamTreeNode& node : tree_.nodes) {
        double& best = best_of_column_[static_cast<std::size_t>(node.step) - 1];
        best = std::max(best, node.log_probability);
    }
    on_best_.assign(tree_.nodes.size(), false);
    for (const std::size_t node : layout_.best)
        on_best_[node] = true;
    hovered_ = pressed_ = current_ = BeamNode::root;
    measure();
    if (!tree_.nodes.empty())
        setCurrent(layout_.best.empty() ? 0 : layout_.best.back());
    else
        Q_EMIT shownChanged();
    horizontalScrollBar()->setValue(0);
}

QFont BeamTreeView::wordFont() const {
    QFont result = font();
    result.setPointSizeF(font().pointSizeF() * zoom_);
    return result;
}

QFont BeamTreeView::smallFont() const {
    QFont result = font();
    result.setPointSizeF(font().pointSizeF() * 0.85 * zoom_);
    return result;
}

QString BeamTreeView::shownWord(std::size_t node) const {
    const BeamTreeNode& each = tree_.nodes[node];
    return each.fate == BeamFate::finished ? tr("end") : QString::fromStdString(each.word);
}

void BeamTreeView::measure() {
    const QFontMetrics metrics(wordFont());
    const QFontMetrics small(smallFont());
    const int widest = metrics.averageCharWidth() * 16;
    int width = small.horizontalAdvance(QStringLiteral("−00.00"));
    for (std::size_t i = 0; i < tree_.nodes.size(); ++i)
        width = std::max(width, std::min(widest, metrics.horizontalAdvance(shownWord(i))));
    box_width_ = width + 16;
    column_width_ = box_width_ + 3 * metrics.height();
    box_height_ = metrics.height() + small.height() + 6;
    row_height_ = box_height_ + 6;
    header_ = small.height() + 12;
    updateScrollBars();
}

QSize BeamTreeView::treeSize() const {
    return {static_cast<int>(layout_.columns.size()) * column_width_ + 2 * margin,
            static_cast<int>(std::ceil(layout_.rows * row_height_)) + header_ + 2 * margin};
}

void BeamTreeView::zoomTo(double zoom, QPointF fixed) {
    const double wanted = std::clamp(zoom, least_zoom, largest_zoom);
    if (wanted == zoom_)
        return;
    const QPointF before(fixed.x() + horizontalScrollBar()->value() - margin,
                         fixed.y() + verticalScrollBar()->value() - margin - header_);
    const QSize cell(column_width_, row_height_);
    zoom_ = wanted;
    measure();
    const auto place = [](double distance, int from, int to) { return distance * to / std::max(from, 1); };
    horizontalScrollBar()->setValue(
        static_cast<int>(std::lround(place(before.x(), cell.width(), column_width_) + margin - fixed.x())));
    verticalScrollBar()->setValue(static_cast<int>(
        std::lround(place(before.y(), cell.height(), row_height_) + margin + header_ - fixed.y())));
}

// About the box that the keyboard is on, when it can be seen.
void BeamTreeView::zoomBy(double factor) {
    QPointF fixed = viewport()->rect().toRectF().center();
    if (current_ < tree_.nodes.size() && viewport()->rect().contains(nodeRect(current_)))
        fixed = centre(current_);
    zoomTo(zoom_ * factor, fixed);
}

// Fonts come in steps: what they make of a zoom is found by trying.
void BeamTreeView::fit() {
    const QSize room = maximumViewportSize();
    for (double zoom = 1; zoom > least_zoom; zoom /= 1.05) {
        zoomTo(zoom, {});
        if (treeSize().width() <= room.width() && treeSize().height() <= room.height())
            return;
    }
    zoomTo(least_zoom, {});
}

bool BeamTreeView::zoomKeyPress(const QKeyEvent& event) {
    if (!event.modifiers().testFlag(Qt::ControlModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(zoom_step);
        return true;
    case Qt::Key_Minus:
        zoomBy(1 / zoom_step);
        return true;
    case Qt::Key_0:
        fit();
        return true;
    default:
        return false;
    }
}

void BeamTreeView::wheelEvent(QWheelEvent* event) {
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    constexpr double notch = 120; // eighths of a degree
    zoomTo(zoom_ * std::pow(zoom_step, event->angleDelta().y() / notch), event->position());
    event->accept();
}

QSize BeamTreeView::sizeHint() const {
    return {6 * column_width_, 8 * row_height_};
}

void BeamTreeView::updateScrollBars() {
    const QSize room = viewport()->size();
    const QSize size = treeSize();
    horizontalScrollBar()->setRange(0, std::max(0, size.width() - room.width()));
    horizontalScrollBar()->setPageStep(room.width());
    horizontalScrollBar()->setSingleStep(column_width_ / 2);
    verticalScrollBar()->setRange(0, std::max(0, size.height() - room.height()));
    verticalScrollBar()->setPageStep(room.height());
    verticalScrollBar()->setSingleStep(row_height_);
    viewport()->update();
}

QPointF BeamTreeView::centre(std::size_t node) const {
    const BeamTreeLayout::Place& place = layout_.places[node];
    return {margin + place.column * column_width_ + box_width_ / 2.0 - horizontalScrollBar()->value(),
            margin + header_ + (place.row + 0.5) * row_height_ - verticalScrollBar()->value()};
}

QRect BeamTreeView::nodeRect(std::size_t node) const {
    const QPointF middle = centre(node);
    return QRectF(middle.x() - box_width_ / 2.0, middle.y() - box_height_ / 2.0, box_width_, box_height_)
        .toRect();
}

std::size_t BeamTreeView::nodeAt(const QPoint& place) const {
    for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
        if (nodeRect(i).contains(place) && place.y() > header_)
            return i;
    }
    return BeamNode::root;
}

void BeamTreeView::setCurrent(std::size_t node) {
    if (node >= tree_.nodes.size())
        return;
    current_ = node;
    hover(BeamNode::root);
    const QRect box = nodeRect(node).adjusted(-margin, -margin - header_, margin, margin);
    const auto reveal = [](QScrollBar* bar, int before, int after, int room) {
        if (before < 0)
            bar->setValue(bar->value() + before);
        else if (after > room)
            bar->setValue(bar->value() + after - room);
    };
    reveal(horizontalScrollBar(), box.left(), box.right(), viewport()->width());
    reveal(verticalScrollBar(), box.top(), box.bottom(), viewport()->height());
    viewport()->update();
}

void BeamTreeView::hover(std::size_t node) {
    hovered_ = node;
    on_shown_.assign(tree_.nodes.size(), false);
    for (const std::size_t each : tree_.path(shown()))
        on_shown_[each] = true;
    viewport()->setCursor(node == BeamNode::root ? Qt::ArrowCursor : Qt::PointingHandCursor);
    viewport()->update();
    Q_EMIT shownChanged();
}

void BeamTreeView::step(int columns, int rows) {
    if (current_ == BeamNode::root)
        return;
    const BeamTreeNode& node = tree_.nodes[current_];
    if (columns < 0 && node.parent != BeamNode::root)
        setCurrent(node.parent);
    if (columns > 0) {
        std::size_t next = BeamNode::root;
        for (std::size_t i = current_ + 1; i < tree_.nodes.size(); ++i) {
            if (tree_.nodes[i].parent != current_)
                continue;
            const bool better = next == BeamNode::root || on_best_[i] ||
                                (!on_best_[next] && tree_.nodes[i].score > tree_.nodes[next].score);
            next = better ? i : next;
        }
        setCurrent(next);
    }
    if (rows != 0) {
        const std::vector<std::size_t>& column = layout_.columns[static_cast<std::size_t>(node.step) - 1];
        const auto here = std::ranges::find(column, current_) - column.begin();
        setCurrent(column[static_cast<std::size_t>(
            std::clamp<std::ptrdiff_t>(here + rows, 0, std::ssize(column) - 1))]);
    }
}

void BeamTreeView::keyPressEvent(QKeyEvent* event) {
    if (zoomKeyPress(*event))
        return;
    switch (event->key()) {
    case Qt::Key_Left:
        step(-1, 0);
        break;
    case Qt::Key_Right:
        step(1, 0);
        break;
    case Qt::Key_Up:
        step(0, -1);
        break;
    case Qt::Key_Down:
        step(0, 1);
        break;
    case Qt::Key_Home:
        setCurrent(tree_.path(current_).empty() ? BeamNode::root : tree_.path(current_).front());
        break;
    case Qt::Key_End:
        setCurrent(layout_.best.empty() ? BeamNode::root : layout_.best.back());
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (current_ != BeamNode::root)
            Q_EMIT chosen(current_);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

bool BeamTreeView::viewportEvent(QEvent* event) {
    const auto place = [event] { return static_cast<QMouseEvent*>(event)->position().toPoint(); };
    switch (event->type()) {
    case QEvent::MouseMove:
        if (const std::size_t node = nodeAt(place()); node != hovered_)
            hover(node);
        break;
    case QEvent::Leave:
        if (hovered_ != BeamNode::root)
            hover(BeamNode::root);
        break;
    case QEvent::MouseButtonPress:
        setCurrent(nodeAt(place()));
        break;
    case QEvent::MouseButtonDblClick:
        if (const std::size_t node = nodeAt(place()); node != BeamNode::root)
            Q_EMIT chosen(node);
        break;
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void BeamTreeView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

void BeamTreeView::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange)
        measure();
}

void BeamTreeView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void BeamTreeView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

/// Its probability against that of the best of its step: 1 for that, towards 0.
double BeamTreeView::share(std::size_t node) const {
    const BeamTreeNode& each = tree_.nodes[node];
    return std::exp(each.log_probability - best_of_column_[static_cast<std::size_t>(each.step) - 1]);
}

void BeamTreeView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect seen = viewport()->rect().adjusted(-column_width_, -row_height_, column_width_, row_height_);
    const auto visible = [&](std::size_t node) {
        const std::size_t parent = tree_.nodes[node].parent;
        QRect box = nodeRect(node);
        return seen.intersects(parent == BeamNode::root ? box : box.united(nodeRect(parent)));
    };
    // What matters most lies on top.
    const auto rank = [this](std::size_t node) { return on_shown_[node] ? 2 : on_best_[node] ? 1 : 0; };
    for (const int layer : {0, 1, 2}) {
        for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
            if (rank(i) == layer && visible(i))
                paintEdge(painter, i);
        }
    }
    for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
        if (visible(i))
            paintNode(painter, i);
    }
    paintColumns(painter);
}

void BeamTreeView::paintEdge(QPainter& painter, std::size_t node) const {
    const std::size_t parent = tree_.nodes[node].parent;
    if (parent == BeamNode::root)
        return;
    const Tones& tones = tonesOf(palette());
    const QPointF from = centre(parent) + QPointF(box_width_ / 2.0, 0);
    const QPointF to = centre(node) - QPointF(box_width_ / 2.0, 0);
    const double bend = (to.x() - from.x()) / 2;
    QPainterPath path(from);
    path.cubicTo(from + QPointF(bend, 0), to - QPointF(bend, 0), to);
    const bool strong = on_shown_[node] || on_best_[node];
    const bool dead = isDead(tree_.nodes[node].fate);
    const QColor ink = strong ? tones.accent : faded(tones.quiet_text, dead ? 0.35 : 0.6);
    const double width = thinnest + (thickest - thinnest) * share(node);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(on_shown_[node] || !strong ? ink : faded(ink, 0.55), width, Qt::SolidLine, Qt::FlatCap));
    painter.drawPath(path);
}

void BeamTreeView::paintNode(QPainter& painter, std::size_t node) const {
    const Tones& tones = tonesOf(palette());
    const BeamTreeNode& each = tree_.nodes[node];
    const QRectF box = QRectF(nodeRect(node)).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool shown = node == this->shown();
    const bool dead = isDead(each.fate);
    const QColor base = palette().color(QPalette::Base);
    const QColor fill = shown  ? tones.accent
                        : dead ? base
                               : between(base, tones.chip_hover, 0.3 + 0.7 * share(node));
    const QColor frame = shown || on_best_[node] ? tones.accent
                         : isEnd(each.fate)      ? tones.field_line
                                                 : tones.line;
    painter.setBrush(fill);
    painter.setPen(QPen(frame, isEnd(each.fate) ? 2 : 1, dead && !shown ? Qt::DashLine : Qt::SolidLine));
    painter.drawRoundedRect(box, 6, 6);
    if (node == current_ && hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(shown ? tones.on_accent : tones.accent, 1.5));
        painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 4, 4);
    }

    const QFontMetrics metrics(wordFont());
    QRectF line(box.left() + 6, box.top() + 2, box.width() - 12, metrics.height());
    QFont word = wordFont();
    word.setItalic(each.fate == BeamFate::finished);
    if (on_best_[node])
        word.setWeight(QFont::DemiBold);
    painter.setFont(word);
    painter.setPen(shown ? tones.on_accent : dead ? tones.quiet_text : palette().color(QPalette::Text));
    painter.drawText(
        line, Qt::AlignCenter,
        QFontMetrics(word).elidedText(shownWord(node), Qt::ElideRight, static_cast<int>(line.width())));
    line.translate(0, metrics.height());
    painter.setFont(smallFont());
    painter.setPen(shown ? tones.on_accent : tones.quiet_text);
    const QString score = logProbability(each.score);
    painter.drawText(line, Qt::AlignHCenter | Qt::AlignTop,
                     each.fate == BeamFate::pruned ? QStringLiteral("× ") + score : score);
}

void BeamTreeView::paintColumns(QPainter& painter) const {
    const Tones& tones = tonesOf(palette());
    const QRect strip(0, 0, viewport()->width(), header_);
    painter.fillRect(strip, palette().color(QPalette::Base));
    painter.fillRect(strip.adjusted(0, header_ - 1, 0, 0), tones.line);
    painter.setFont(smallFont());
    painter.setPen(tones.quiet_text);
    for (std::size_t column = 0; column < layout_.columns.size(); ++column) {
        const double left =
            margin + static_cast<double>(column) * column_width_ - horizontalScrollBar()->value();
        painter.drawText(QRectF(left, 0, box_width_, header_), Qt::AlignCenter,
                         tr("Word %1").arg(column + 1));
    }
}

} // namespace saccade
