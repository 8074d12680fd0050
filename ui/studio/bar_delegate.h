#pragma once

#include <QStyledItemDelegate>

namespace saccade {

/// Draws the rows of a list as a text, a figure at its right, and a bar under both; before the text the key
/// that chooses it, if it has one.
class BarDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum Role {
        share_role = Qt::UserRole, ///< length of the bar, from 0 to 1
        figure_role,               ///< the text at the right
        mark_role,   ///< a place on the bar to compare it with, from 0 to 1; none if it is not a number
        strong_role, ///< bool: drawn in the accent
        key_role,    ///< the text before the row's own
    };

    using QStyledItemDelegate::QStyledItemDelegate;

    static int rowHeight(const QFontMetrics& metrics);
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

} // namespace saccade
