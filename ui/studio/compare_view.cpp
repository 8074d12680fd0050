#include "ui/studio/compare_view.h"

#include "ui/studio/caption_card.h"
#include "ui/studio/inline_message.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace saccade {

CompareView::CompareView(const EngineMaker& make_engine, const PhotoReader& reader, QWidget* parent)
    : QWidget(parent),
      summary_(new QLabel) {
    setAccessibleName(tr("Comparison"));
    summary_->setAccessibleName(tr("How the captions differ"));
    summary_->setForegroundRole(QPalette::PlaceholderText);
    auto* close = new QPushButton(tr("&Back to the Studio"));
    connect(close, &QPushButton::clicked, this, &CompareView::closed);
    auto* bar = new QHBoxLayout;
    bar->addWidget(summary_, 1);
    bar->addWidget(close);
    auto* halves = new QHBoxLayout;
    halves->setSpacing(20);
    const std::array names{tr("Left"), tr("Right")};
    for (std::size_t i = 0; i < sides_.size(); ++i) {
        Side& side = sides_[i];
        makeSide(side, make_engine, reader, names[i]);
        auto* column = new QVBoxLayout;
        column->setSpacing(8);
        column->addWidget(side.title);
        column->addWidget(side.message);
        column->addWidget(side.card, 1);
        halves->addLayout(column, 1);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(bar);
    layout->addLayout(halves, 1);

    for (std::size_t i = 0; i < sides_.size(); ++i) {
        WordCursor& from = sides_[i].card->cursor();
        WordCursor& to = sides_[1 - i].card->cursor();
        connect(&from, &WordCursor::changed, this, [this, &from, &to] {
            if (linking_)
                return;
            linking_ = true;
            to.moveTo(from.current());
            to.preview(from.shown() == from.current() ? -1 : from.shown());
            linking_ = false;
        });
    }
}

CompareView::~CompareView() = default;

void CompareView::makeSide(Side& side, const EngineMaker& make_engine, const PhotoReader& reader,
                           const QString& name) {
    side.title = new QLabel;
    side.title->setAccessibleName(tr("%1 model").arg(name));
    side.title->setTextFormat(Qt::PlainText);
    side.title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    QFont bold = side.title->font();
    bold.setWeight(QFont::DemiBold);
    side.title->setFont(bold);
    side.card = new CaptionCard(name);
    side.message = new InlineMessage(tr("%1 message").arg(name));
    side.message->hide();
    side.service = std::make_unique<CaptionService>(make_engine(), reader);
    CaptionService* const service = side.service.get();
    connect(service, &CaptionService::photoOpened, this,
            [&side](const PhotoOpened& opened) { side.card->setPhoto(opened.photo); });
    connect(service, &CaptionService::captioned, this, [this, &side](const Captioned& captioned) {
        side.card->setCaption(captioned.caption, captioned.placement);
        markChanges();
    });
    const auto complain = [&side](const Fault& fault) { side.message->showMessage(fault.sentence()); };
    connect(service, &CaptionService::photoFailed, this, complain);
    connect(service, &CaptionService::captionFailed, this, complain);
    connect(service, &CaptionService::modelFailed, this, complain);
    connect(service, &CaptionService::workChanged, this, [this] { Q_EMIT busyChanged(isBusy()); });
}

bool CompareView::isBusy() const {
    return std::ranges::any_of(
        sides_, [](const Side& side) { return side.service->work() != CaptionService::Work::none; });
}

void CompareView::setModels(const QString& left, const QString& right) {
    const std::array models{left, right};
    for (std::size_t i = 0; i < sides_.size(); ++i) {
        Side& side = sides_[i];
        side.model = models[i];
        side.message->hide();
        const QFileInfo info(models[i]);
        side.title->setText(QStringLiteral("%1 / %2").arg(info.dir().dirName(), info.completeBaseName()));
        side.title->setToolTip(models[i]);
        side.service->setModel(models[i]);
    }
}

void CompareView::setPhoto(const QString& file) {
    file_ = file;
    if (file.isEmpty()) {
        summary_->setText(tr("Open a photo in the studio to compare what two models say to it."));
        return;
    }
    for (Side& side : sides_)
        side.service->open(file);
}

void CompareView::markChanges() {
    const Caption& left = sides_[0].card->caption();
    const Caption& right = sides_[1].card->caption();
    if (left.steps.empty() || right.steps.empty())
        return;
    summary_->setText(left.text() == right.text()
                          ? tr("Both models say the same to %1.").arg(QFileInfo(file_).fileName())
                          : tr("The models differ on %1.").arg(QFileInfo(file_).fileName()));
}

} // namespace saccade
