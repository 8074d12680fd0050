#include "ui/studio/compare_view.h"

#include "ui/studio/caption_card.h"
#include "ui/studio/caption_strip.h"
#include "ui/studio/dialog_room.h"
#include "ui/studio/difference_pane.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/linked_cursors.h"
#include "ui/studio/retranslated.h"

#include <QCheckBox>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>

#include <algorithm>

namespace saccade {

namespace {

const QString difference_key = QStringLiteral("compare/difference");

QLabel* makeTitle() {
    auto* title = new QLabel;
    title->setTextFormat(Qt::PlainText);
    title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    return title;
}

QLabel* makeNote() {
    auto* note = new QLabel;
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    note->setMinimumHeight(note->fontMetrics().height());
    return note;
}

QString nameOf(const QString& model) {
    const QFileInfo info(model);
    return QStringLiteral("%1 / %2").arg(info.dir().dirName(), info.completeBaseName());
}

} // namespace

CompareView::CompareView(const EngineMaker& make_engine, const PhotoReader& reader, QWidget* parent)
    : QWidget(parent),
      difference_(new DifferencePane),
      difference_title_(makeTitle()),
      difference_column_(new QWidget),
      difference_shown_(new QCheckBox),
      back_(new QPushButton),
      summary_(new QLabel) {
    summary_->setTextFormat(Qt::PlainText);
    summary_->setForegroundRole(QPalette::PlaceholderText);
    summary_->setWordWrap(true);
    difference_shown_->setChecked(true);
    setFocusPolicy(Qt::StrongFocus);
    back_->setObjectName(QStringLiteral("back-to-studio"));
    connect(difference_shown_, &QCheckBox::toggled, difference_column_, &QWidget::setVisible);
    connect(back_, &QPushButton::clicked, this, &CompareView::closed);
    auto* bar = new QHBoxLayout;
    bar->addWidget(summary_, 1);
    bar->addWidget(difference_shown_);
    bar->addWidget(back_);

    auto* content = new QWidget;
    auto* columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(20);
    for (int i = 0; i < 2; ++i) {
        makeSide(i, make_engine, reader);
        const Side& side = sides_[static_cast<std::size_t>(i)];
        auto* column = new QVBoxLayout;
        column->setSpacing(8);
        column->addWidget(side.title);
        column->addWidget(side.message);
        column->addWidget(side.card, 1);
        column->addWidget(side.note);
        columns->addLayout(column, 1);
        side.card->installEventFilter(this);
    }
    auto* column = new QVBoxLayout(difference_column_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(difference_title_);
    column->addWidget(difference_, 1);
    column->addWidget(makeNote()); // as under the other two
    columns->addWidget(difference_column_, 1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(bar);
    layout->addWidget(scrolledContent(content), 1);

    link_ = new LinkedCursors(sides_[0].card->cursor(), sides_[1].card->cursor(), this);
    connect(link_, &LinkedCursors::moved, this, &CompareView::showDifference);
    retranslated(this, [this] { translate(); });
}

CompareView::~CompareView() = default;

void CompareView::makeSide(int index, const EngineMaker& make_engine, const PhotoReader& reader) {
    Side& side = sides_[static_cast<std::size_t>(index)];
    side.title = makeTitle();
    side.note = makeNote();
    side.card = new CaptionCard(QString());
    side.message = new InlineMessage;
    side.message->hide();
    side.service = std::make_unique<CaptionService>(make_engine(), reader);
    CaptionService* const service = side.service.get();
    connect(service, &CaptionService::photoOpened, this, [this, &side](const PhotoOpened& opened) {
        side.shown.photo = opened.photo;
        side.card->setPhoto(opened.photo);
        if (&side == &sides_[0])
            difference_->setPhoto(opened.photo);
    });
    connect(service, &CaptionService::captioned, this, [this, &side](const Captioned& captioned) {
        side.shown.caption = captioned.captions.front();
        side.shown.placement = captioned.placement;
        showCaption(side);
        markChanges();
    });
    const auto complain = [&side](const Fault& fault) {
        side.message->showMessage([fault] { return fault.sentence(); });
    };
    connect(service, &CaptionService::photoFailed, this, complain);
    connect(service, &CaptionService::captionFailed, this, complain);
    connect(service, &CaptionService::modelFailed, this, complain);
    connect(service, &CaptionService::workChanged, this, [this] { Q_EMIT busyChanged(isBusy()); });
}

void CompareView::translate() {
    setAccessibleName(tr("Comparison"));
    summary_->setAccessibleName(tr("How the captions differ"));
    const std::array titles{tr("Left side"), tr("Right side")};
    const std::array notes{tr("Left note"), tr("Right note")};
    const std::array cards{tr("Left"), tr("Right")};
    const std::array messages{tr("Left message"), tr("Right message")};
    for (std::size_t i = 0; i < sides_.size(); ++i) {
        sides_[i].title->setAccessibleName(titles[i]);
        sides_[i].note->setAccessibleName(notes[i]);
        sides_[i].card->setName(cards[i]);
        sides_[i].message->setName(messages[i]);
    }
    difference_title_->setText(tr("Where one looked more than the other"));
    difference_shown_->setText(tr("&Difference"));
    difference_shown_->setAccessibleName(tr("Show the difference"));
    back_->setText(tr("&Back to the Studio"));
    describe();
    showDifference();
}

bool CompareView::isBusy() const {
    return std::ranges::any_of(
        sides_, [](const Side& side) { return side.service->work() != CaptionService::Work::none; });
}

void CompareView::reset() {
    needs_photo_ = false;
    for (Side& side : sides_) {
        side.service->close();
        side.message->hide();
        side.shown = {};
        side.card->clear();
        side.title->setToolTip({});
    }
    link_->setCaptions({}, {});
    difference_->showNothing();
}

void CompareView::compare(const Compared& left, const Compared& right) {
    reset();
    sides_[0].shown = left;
    sides_[1].shown = right;
    for (Side& side : sides_) {
        side.title->setText(side.shown.title);
        side.card->setPhoto(side.shown.photo);
        showCaption(side);
    }
    difference_->setPhoto(left.photo);
    markChanges();
}

void CompareView::compareModels(const QString& left, const QString& right, const QString& file) {
    reset();
    const std::array models{left, right};
    needs_photo_ = file.isEmpty();
    for (std::size_t i = 0; i < sides_.size(); ++i) {
        Side& side = sides_[i];
        side.shown.title = nameOf(models[i]);
        side.title->setText(side.shown.title);
        side.title->setToolTip(models[i]);
        side.service->setModel(models[i]);
        if (!file.isEmpty())
            side.service->open(file);
    }
    describe();
}

void CompareView::showCaption(Side& side) {
    side.card->setCaption(side.shown.caption, side.shown.placement);
}

void CompareView::markChanges() {
    const Caption& left = sides_[0].shown.caption;
    const Caption& right = sides_[1].shown.caption;
    if (left.steps.empty() || right.steps.empty())
        return;
    link_->setCaptions(left, right);
    for (std::size_t i = 0; i < sides_.size(); ++i)
        sides_[i].card->setChanged(link_->changed(static_cast<int>(i)));
    describe();
    balance();
}

// The three pictures are equally large: what stands under them is as high as the highest of it.
void CompareView::balance() {
    int height = difference_column_->isVisible() ? difference_->wordsHeight() : 0;
    for (const Side& side : sides_)
        height = std::max(height, side.card->wordsHeight());
    for (const Side& side : sides_)
        side.card->setLeastWordsHeight(height);
    difference_->setLeastWordsHeight(height);
}

bool CompareView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize)
        balance();
    return QWidget::eventFilter(watched, event);
}

void CompareView::keyPressEvent(QKeyEvent* event) {
    WordCursor& cursor = sides_[static_cast<std::size_t>(link_->leader())].card->cursor();
    switch (event->key()) {
    case Qt::Key_Left:
        return cursor.previous();
    case Qt::Key_Right:
        return cursor.next();
    case Qt::Key_Home:
        return cursor.first();
    case Qt::Key_End:
        return cursor.last();
    case Qt::Key_Escape:
        Q_EMIT closed();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void CompareView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    setFocus();
}

void CompareView::setOverlay(const OverlayOptions& options) {
    for (const Side& side : sides_)
        side.card->setOverlay(options);
    difference_->setOverlay(options);
    showDifference();
}

void CompareView::setDecoding(const DecodingSettings& settings) {
    for (const Side& side : sides_)
        side.service->setDecoding(settings);
}

void CompareView::readSettings(QSettings& settings) {
    difference_shown_->setChecked(settings.value(difference_key, true).toBool());
}

void CompareView::writeSettings(QSettings& settings) const {
    settings.setValue(difference_key, difference_shown_->isChecked());
}

void CompareView::describe() {
    const Caption& left = sides_[0].shown.caption;
    const Caption& right = sides_[1].shown.caption;
    if (needs_photo_) {
        summary_->setText(tr("Open a photo in the studio to compare what is said of it."));
        return;
    }
    if (left.steps.empty() || right.steps.empty()) {
        summary_->clear();
        return;
    }
    const int differences = link_->differences();
    const QString words = differences == 0   ? tr("both say the same")
                          : differences == 1 ? tr("1 word differs")
                                             : tr("%1 words differ").arg(differences);
    const auto& photo = sides_[0].shown.photo.photo();
    const QString name = photo ? QString::fromStdString(photo->info.path.filename().string()) : QString();
    summary_->setText(tr("%1: %2. Log-probability %3 on the left, %4 on the right.")
                          .arg(name, words, QString::number(left.log_probability, 'f', 2),
                               QString::number(right.log_probability, 'f', 2)));
}

void CompareView::showDifference() {
    for (const Side& side : sides_)
        side.note->clear();
    const Compared& left = sides_[0].shown;
    const Compared& right = sides_[1].shown;
    if (left.caption.steps.empty() || right.caption.steps.empty()) {
        difference_->showNothing();
        return;
    }
    const int left_step = sides_[0].card->cursor().shown();
    const int right_step = sides_[1].card->cursor().shown();
    if (link_->isAligned()) {
        difference_->showDifference(left, left_step, right, right_step);
        return;
    }
    const bool left_leads = link_->leader() == 0;
    const Compared& leader = left_leads ? left : right;
    const QString word =
        shownWord(leader.caption.steps[static_cast<std::size_t>(left_leads ? left_step : right_step)]);
    sides_[left_leads ? 1 : 0].note->setText(tr("“%1” has no counterpart here").arg(word));
    difference_->showNothing(left_leads ? tr("“%1” is only on the left.").arg(word)
                                        : tr("“%1” is only on the right.").arg(word));
}

} // namespace saccade
