#include "ui/studio/photo_stage.h"

#include "ui/studio/busy_line.h"
#include "ui/studio/caption_strip.h"
#include "ui/studio/commands.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/notice_page.h"
#include "ui/studio/photo_canvas.h"
#include "ui/studio/transport_bar.h"
#include "ui/studio/word_chip.h"
#include "ui/studio/word_cursor.h"

#include <QAction>
#include <QFileInfo>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace saccade {

PhotoStage::PhotoStage(WordCursor& cursor, const CommandSet& commands, QWidget* parent)
    : QWidget(parent),
      cursor_(cursor),
      commands_(commands) {
    canvas_ = new PhotoCanvas;
    notice_ = new NoticePage;
    top_ = new QStackedWidget;
    top_->addWidget(notice_);
    top_->addWidget(canvas_);

    strip_ = new CaptionStrip(cursor_);
    busy_ = new BusyLine;
    message_ = new InlineMessage;
    bottom_ = new QStackedWidget;
    for (QWidget* page :
         {static_cast<QWidget*>(strip_), static_cast<QWidget*>(busy_), static_cast<QWidget*>(message_)})
        bottom_->addWidget(page);
    // As high as one row of words even without any, so that the photo does not jump when they come.
    bottom_->setMinimumHeight(WordChip(QString(), 0, false).sizeHint().height());

    lower_ = new QWidget;
    auto* lower = new QVBoxLayout(lower_);
    lower->setContentsMargins(16, 16, 16, 8);
    lower->setSpacing(8);
    lower->addWidget(bottom_);
    lower->addWidget(
        new TransportBar(cursor_, commands_.action(Command::play), commands_.action(Command::loop)));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(top_, 1);
    layout->addWidget(lower_);

    connect(busy_, &BusyLine::showingChanged, this, [this](bool showing) {
        if (showing && photo_expected_)
            canvas_->clear();
        if (showing)
            bottom_->setCurrentWidget(busy_);
        else if (bottom_->currentWidget() == busy_)
            bottom_->setCurrentWidget(strip_);
        lower_->setVisible(!empty_ || showing);
    });
    showEmpty();
    retranslated(this, [this] {
        canvas_->setAccessibleName(tr("Photo"));
        message_->setName(tr("Caption message"));
        say_();
    });
}

void PhotoStage::clearCaption() {
    strip_->clear();
    canvas_->setAccessibleDescription({});
    cursor_.reset(0);
    canvas_->setLayer({});
    bottom_->setCurrentWidget(busy_->isShowing() ? static_cast<QWidget*>(busy_) : strip_);
}

void PhotoStage::showEmpty() {
    photo_expected_ = false;
    clearCaption();
    canvas_->clear();
    say_ = [this] {
        QList<QAction*> recent;
        for (const QPointer<QAction>& action : std::as_const(recent_)) {
            if (action != nullptr)
                recent += action;
        }
        notice_->showNotice(
            QStringLiteral("saccade"), tr("See where a captioner looks"),
            tr("Drop photos here, or open some. Saccade writes a caption for each and shows, word by "
               "word, which part of the photo the model was looking at."),
            tr("Left and Right move from word to word  ·  Space plays  ·  Page Down opens the next photo"),
            {commands_.action(Command::open_photos), commands_.action(Command::open_samples)},
            tr("Recent photos"), recent);
    };
    say_();
    top_->setCurrentWidget(notice_);
    empty_ = true;
    lower_->setVisible(busy_->isShowing());
}

void PhotoStage::setRecent(const QList<QAction*>& recent) {
    recent_ =
        QList<QPointer<QAction>>(recent.begin(), recent.begin() + std::min<qsizetype>(recent.size(), 6));
    if (empty_)
        say_();
}

void PhotoStage::expectPhoto() {
    empty_ = false;
    lower_->show();
    photo_expected_ = true;
    clearCaption();
    if (top_->currentWidget() == notice_)
        canvas_->clear();
    top_->setCurrentWidget(canvas_);
}

void PhotoStage::showPhoto(const PhotoPyramid& photo) {
    photo_expected_ = false;
    clearCaption();
    canvas_->setPhoto(photo);
    top_->setCurrentWidget(canvas_);
}

void PhotoStage::showPhotoFault(const Fault& fault) {
    photo_expected_ = false;
    clearCaption();
    canvas_->clear();
    say_ = [this, fault] {
        QList<QAction*> remedies{commands_.action(Command::open_photos)};
        if (QAction* next = commands_.action(Command::next_photo); next->isEnabled())
            remedies.prepend(next);
        notice_->showNotice(QStringLiteral("warning"),
                            tr("%1 cannot be shown").arg(QFileInfo(fault.file).fileName()), fault.sentence(),
                            fault.file, remedies);
    };
    say_();
    top_->setCurrentWidget(notice_);
}

void PhotoStage::showCaption(const Caption& caption) {
    strip_->setCaption(caption);
    canvas_->setAccessibleDescription(QString::fromStdString(caption.text()));
    cursor_.reset(static_cast<int>(caption.steps.size()));
    bottom_->setCurrentWidget(strip_);
}

void PhotoStage::showMaps(const std::vector<QImage>& maps) {
    strip_->setMaps(maps);
}

void PhotoStage::showCaptionFault(const LiveText& sentence, QAction* remedy) {
    clearCaption();
    message_->showMessage(sentence, remedy);
    bottom_->setCurrentWidget(message_);
}

void PhotoStage::showWork(const QString& text) {
    busy_->setWork(text);
}

} // namespace saccade
