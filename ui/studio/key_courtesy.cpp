#include "ui/studio/key_courtesy.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QComboBox>
#include <QKeyEvent>
#include <QVariant>

namespace saccade {

namespace {

bool keeps(const QObject* widget, int key) {
    if (widget->property(yields_keys).toBool())
        return false;
    const bool moves =
        key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End;
    const bool types = key >= Qt::Key_A && key <= Qt::Key_Z; // finds an entry by its first letter
    if (qobject_cast<const QAbstractSlider*>(widget) != nullptr)
        return moves;
    if (qobject_cast<const QAbstractItemView*>(widget) != nullptr)
        return moves || types || key == Qt::Key_Space;
    if (qobject_cast<const QComboBox*>(widget) != nullptr)
        return types || key == Qt::Key_Space || key == Qt::Key_Home || key == Qt::Key_End;
    return qobject_cast<const QAbstractButton*>(widget) != nullptr && key == Qt::Key_Space;
}

} // namespace

bool KeyCourtesy::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && watched->isWidgetType()) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier && keeps(watched, key->key())) {
            event->accept();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace saccade
