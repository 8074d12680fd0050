#include "ui/studio/narrow.h"

#include <QEvent>
#include <QWidget>

#include <utility>

namespace saccade {

namespace {

class WidthWatch : public QObject {
public:
    WidthWatch(QWidget* owner, int width, std::function<void(bool)> arrange)
        : QObject(owner),
          owner_(owner),
          width_(width),
          arrange_(std::move(arrange)),
          narrow_(owner->width() < width) {
        owner->installEventFilter(this);
        arrange_(narrow_);
    }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (watched == owner_ && event->type() == QEvent::Resize) {
            const bool narrow = owner_->width() < width_;
            if (std::exchange(narrow_, narrow) != narrow)
                arrange_(narrow);
        }
        return false;
    }

private:
    QWidget* owner_;
    int width_;
    std::function<void(bool)> arrange_;
    bool narrow_;
};

} // namespace

void whenNarrow(QWidget* owner, int width, std::function<void(bool narrow)> arrange) {
    new WidthWatch(owner, width, std::move(arrange));
}

} // namespace saccade
