#pragma once

#include <QTreeWidget>

namespace saccade {

struct WhatIfState;

/// The captions tried on a photo as a tree to walk: the current entry is the caption that is shown.
class BranchList : public QTreeWidget {
    Q_OBJECT
public:
    explicit BranchList(QWidget* parent = nullptr);

    void showState(const WhatIfState& state);
    /// Lets the person type another name for the current branch.
    void startRenaming();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void walked(int branch);
    void renamed(int branch, const QString& name);
    void removeRequested(int branch);

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                 const QModelIndex& index) const override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    bool updating_ = false;
};

} // namespace saccade
