#include "ui/studio/retranslated.h"

#include <QEvent>
#include <QObject>

namespace saccade {

namespace {

class LanguageFilter : public QObject {
public:
    LanguageFilter(QObject* owner, std::function<void()> set_texts)
        : QObject(owner),
          set_texts_(std::move(set_texts)) {}

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::LanguageChange && watched == parent())
            set_texts_();
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void()> set_texts_;
};

} // namespace

void retranslated(QObject* owner, std::function<void()> setTexts) {
    setTexts();
    owner->installEventFilter(new LanguageFilter(owner, std::move(setTexts)));
}

} // namespace saccade
