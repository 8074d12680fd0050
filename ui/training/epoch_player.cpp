#include "ui/training/epoch_player.h"

#include "ui/studio/caption_card.h"
#include "ui/studio/dialog_room.h"
#include "ui/studio/elided_label.h"
#include "ui/studio/icon.h"
#include "ui/studio/narrow.h"
#include "ui/studio/notice_page.h"
#include "ui/studio/retranslated.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSlider>
#include <QStackedWidget>
#include <QToolButton>

namespace saccade {

namespace {

constexpr int photo_extent = 512;
constexpr int photo_height = 240;
constexpr int pace = 900;       // milliseconds an epoch
constexpr int card_width = 260; // with the gap to the next
constexpr int most_columns = 3;

} // namespace

EpochPlayer::EpochPlayer(PhotoReader reader, QWidget* parent)
    : QWidget(parent),
      photos_(std::move(reader), photo_extent),
      pages_(new QStackedWidget),
      notice_(new NoticePage),
      grid_(new QGridLayout),
      slider_(new QSlider(Qt::Horizontal)),
      label_(new QLabel),
      play_(new QToolButton) {
    slider_->setRange(1, 1);
    slider_->setPageStep(1);
    label_->setMinimumWidth(110);
    play_->setIcon(icon(QStringLiteral("play")));
    play_->setCheckable(true);
    timer_.setInterval(pace);

    auto* bar = new QHBoxLayout;
    bar->addWidget(play_);
    bar->addWidget(slider_, 1);
    bar->addWidget(label_);
    auto* cards = new QWidget;
    cards->setLayout(grid_);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setSpacing(20);
    auto* area = new QScrollArea;
    area->setWidget(cards);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setMinimumHeight(1); // the other tabs scroll as a whole
    for (int columns = 2; columns <= most_columns; ++columns) {
        whenNarrow(area, columns * card_width, [this, columns](bool narrow) {
            columns_ = narrow ? std::min(columns_, columns - 1) : std::max(columns_, columns);
            placeCards();
        });
    }
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(12);
    layout->addLayout(bar);
    layout->addWidget(area, 1);
    pages_->addWidget(scrolledContent(notice_));
    pages_->addWidget(page);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(pages_);

    connect(slider_, &QSlider::valueChanged, this, &EpochPlayer::showEpoch);
    connect(play_, &QToolButton::toggled, this, [this](bool playing) {
        play_->setIcon(icon(playing ? QStringLiteral("pause") : QStringLiteral("play")));
        if (playing) {
            if (slider_->value() == slider_->maximum())
                slider_->setValue(1);
            timer_.start();
        } else {
            timer_.stop();
        }
    });
    connect(&timer_, &QTimer::timeout, this, [this] {
        slider_->setValue(slider_->value() + 1);
        if (slider_->value() == slider_->maximum())
            play_->setChecked(false);
    });
    connect(&photos_, &ThumbnailService::ready, this, [this](const QString& file, const QImage& photo) {
        for (CaptionCard* card : waiting_.values(file))
            card->setPhoto(photo);
    });
    retranslated(this, [this] {
        slider_->setAccessibleName(tr("Epoch"));
        label_->setAccessibleName(tr("Epoch shown"));
        play_->setAccessibleName(tr("Play the epochs"));
        notice_->showNotice(
            QStringLiteral("eye"), tr("Nothing to see yet"),
            tr("After every epoch a few photos are captioned, so that you can watch captions and "
               "attention change."),
            {}, {});
        showEpoch(slider_->value());
    });
}

int EpochPlayer::epoch() const {
    return slider_->value();
}

void EpochPlayer::setSamples(std::vector<std::vector<SampleCaption>> epochs,
                             const QHash<QString, QString>& files) {
    const bool at_end = slider_->value() == slider_->maximum();
    epochs_ = std::move(epochs);
    QStringList photos;
    for (const auto& samples : epochs_) {
        for (const SampleCaption& sample : samples) {
            const QString id = QString::fromStdString(sample.photo);
            if (!photos.contains(id))
                photos += id;
        }
    }
    QStringList known = cards_.keys();
    known.sort();
    QStringList wanted = photos;
    wanted.sort();
    if (known != wanted) {
        qDeleteAll(cards_);
        cards_.clear();
        waiting_.clear();
        photos_.clear();
        for (int i = 0; i < photos.size(); ++i) {
            auto* card = new CaptionCard(photos[i]);
            card->setToolTip(plainTip(photos[i]));
            card->setPhotoHeight(photo_height);
            cards_.insert(photos[i], card);
        }
        shown_ = photos;
        placeCards();
    }
    for (const QString& id : photos) {
        const QString file = files.value(id);
        if (!file.isEmpty() && !waiting_.contains(file, cards_[id])) {
            waiting_.insert(file, cards_[id]);
            photos_.request(file);
        }
    }
    pages_->setCurrentIndex(photos.isEmpty() ? 0 : 1);
    slider_->setRange(1, std::max(1, epochCount()));
    slider_->setEnabled(epochCount() > 1);
    play_->setEnabled(epochCount() > 1);
    if (at_end)
        slider_->setValue(slider_->maximum());
    showEpoch(slider_->value());
}

// As many beside each other as there is room for.
void EpochPlayer::placeCards() {
    for (int column = 0; column < most_columns; ++column)
        grid_->setColumnStretch(column, column < columns_ ? 1 : 0);
    int place = 0;
    for (const QString& photo : shown_) {
        CaptionCard* const card = cards_.value(photo);
        grid_->removeWidget(card);
        grid_->addWidget(card, place / columns_, place % columns_, Qt::AlignTop);
        ++place;
    }
}

void EpochPlayer::setPlacement(const GridPlacement& placement) {
    placement_ = placement;
    showEpoch(epoch());
}

void EpochPlayer::showEpoch(int epoch) {
    if (epoch < 1 || epoch > epochCount())
        return;
    label_->setText(tr("epoch %1 of %2").arg(epoch).arg(epochCount()));
    for (const SampleCaption& sample : epochs_[static_cast<std::size_t>(epoch - 1)]) {
        if (CaptionCard* const card = cards_.value(QString::fromStdString(sample.photo)))
            card->setCaption(sample.caption, placement_.rows == sample.rows && placement_.cols == sample.cols
                                                 ? placement_
                                                 : GridPlacement::even(sample.rows, sample.cols));
    }
}

} // namespace saccade
