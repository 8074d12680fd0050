#include "ui/services/caption_service.h"

#include "core/model/compute_thread.h"
#include "core/support/progress.h"
#include "ui/services/core_messages.h"

#include <QCoreApplication>

#include <new>

namespace saccade {

namespace {

void checkShape(const CaptionEngine::Result& result, const QString& file) {
    const auto& placement = result.placement;
    const auto cells = static_cast<std::size_t>(placement.rows) * static_cast<std::size_t>(placement.cols);
    for (const Caption& caption : result.captions) {
        for (const CaptionStep& step : caption.steps) {
            if (step.attention.size() != cells)
                throw FileError(file.toStdString(), "the model's attention does not fit its grid",
                                "Open another model");
        }
    }
}

QString asSentence(const QString& message) {
    QString text = coreMessage(message);
    while (text.endsWith(QLatin1Char('.')) || text.endsWith(QChar(u'。')))
        text.chop(1);
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    const bool asks = text.endsWith(QLatin1Char('?')) || text.endsWith(QChar(u'？'));
    return asks ? text : QCoreApplication::translate("core", "%1.", "a sentence").arg(text);
}

} // namespace

QString Fault::sentence() const {
    const QString what = asSentence(fault);
    return remedy.isEmpty() ? what : joinedSentences(what, asSentence(remedy));
}

Fault currentFault(const QString& file) {
    try {
        throw;
    } catch (const FileError& error) {
        return {file, QString::fromStdString(error.fault()), QString::fromStdString(error.remedy())};
    } catch (const std::bad_alloc&) {
        return {file, QStringLiteral("there is not enough memory for it"),
                QStringLiteral("Close other programs, or make the photo smaller")};
    } catch (const std::exception& error) {
        return {file, QString::fromUtf8(error.what()), {}};
    }
}

CaptionService::CaptionService(std::unique_ptr<CaptionEngine> engine, PhotoReader reader, QObject* parent)
    : QObject(parent),
      engine_(std::move(engine)),
      reader_(std::move(reader)),
      worker_(QStringLiteral("captions")) {}

CaptionService::~CaptionService() {
    disconnect();
    stop_.request_stop();
    aside_stop_.request_stop();
    anew_stop_.request_stop();
    worker_.stop();
}

// Everything but what is done aside goes to the worker through here.
void CaptionService::post(std::function<void()> job) {
    aside_stop_.request_stop();
    if (++asked_ == 1)
        Q_EMIT idleChanged(false);
    worker_.post([this, job = std::move(job)] {
        job();
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (--asked_ > 0)
                    return;
                startAside();
                Q_EMIT idleChanged(true);
            },
            Qt::QueuedConnection);
    });
}

std::uint64_t CaptionService::outdate() {
    stop_.request_stop();
    stop_ = {};
    setEditing(false);
    return ++generation_;
}

CaptionService::Work CaptionService::workWithoutPhoto() const {
    return model_ == ModelState::reading ? Work::readingModel : Work::none;
}

void CaptionService::setWork(Work work) {
    if (work == work_)
        return;
    work_ = work;
    Q_EMIT workChanged(work);
}

void CaptionService::setEditing(bool editing) {
    if (editing == editing_)
        return;
    editing_ = editing;
    Q_EMIT editingChanged(editing);
}

// Runs on the worker: hands a result to the owner's thread, where it counts only if no newer request came
// since.
void CaptionService::answer(std::uint64_t generation, std::function<void()> deliver) {
    QMetaObject::invokeMethod(
        this,
        [this, generation, deliver = std::move(deliver)] {
            if (generation == generation_)
                deliver();
        },
        Qt::QueuedConnection);
}

void CaptionService::open(const QString& file) {
    const std::uint64_t generation = outdate();
    file_ = file;
    photo_.reset();
    forgetCaptions();
    setBanned({});
    setWork(Work::openingPhoto);
    post([this, generation, file, stop = stop_.get_token()] {
        if (stop.stop_requested())
            return;
        try {
            auto photo = std::make_shared<const Photo>(reader_(file.toStdString()));
            throw_if_stopped(stop);
            const PhotoOpened opened{file, PhotoPyramid(std::move(photo))};
            answer(generation, [this, opened] { photoArrived(opened); });
        } catch (const Cancelled&) {
        } catch (...) {
            answer(generation, [this, fault = currentFault(file)] {
                setWork(workWithoutPhoto());
                Q_EMIT photoFailed(fault);
            });
        }
    });
}

void CaptionService::open(const PhotoOpened& photo, const std::optional<Captioned>& captioned) {
    outdate();
    file_ = photo.file;
    photo_.reset();
    forgetCaptions();
    setBanned({});
    setWork(Work::openingPhoto);
    photoArrived(photo, captioned);
}

void CaptionService::photoArrived(const PhotoOpened& opened, const std::optional<Captioned>& captioned) {
    photo_ = opened.photo.photo();
    Q_EMIT photoOpened(opened);
    if (photo_ != opened.photo.photo()) // a receiver may have opened another one
        return;
    if (captioned && hasModel() && banned_.empty()) {
        setWork(Work::none);
        noteCaptions(*captioned);
        Q_EMIT this->captioned(*captioned);
    } else {
        requestCaption();
    }
}

void CaptionService::requestCaption() {
    const std::uint64_t generation = outdate();
    forgetCaptions();
    if (model_ != ModelState::ready) {
        setWork(workWithoutPhoto());
        return;
    }
    setWork(Work::captioning);
    post([this, generation, file = file_, photo = photo_, decoding = decodingOfPhoto(),
          stop = stop_.get_token()] {
        if (stop.stop_requested())
            return;
        try {
            CaptionEngine::Result result = engine_->caption(photo, decoding, stop);
            checkShape(result, file);
            answer(generation, [this, captioned = Captioned{file, std::move(result.captions),
                                                            std::move(result.placement), decoding.banned}] {
                setWork(Work::none);
                noteCaptions(captioned);
                Q_EMIT this->captioned(captioned);
                captionAnew(); // a word may have been banned meanwhile
            });
        } catch (const Cancelled&) {
        } catch (...) {
            answer(generation, [this, fault = currentFault(file)] {
                setWork(Work::none);
                Q_EMIT captionFailed(fault);
            });
        }
    });
}

void CaptionService::setBanned(const std::vector<std::string>& words) {
    if (words == banned_)
        return;
    banned_ = words;
    Q_EMIT bannedChanged(words);
    captionAnew();
}

void CaptionService::noteCaptions(const Captioned& captioned) {
    found_ = captioned.captions.size();
    banned_when_found_ = captioned.banned;
}

void CaptionService::forgetCaptions() {
    anew_stop_.request_stop();
    found_ = 0;
}

// Leaves the generation alone: what else is asked of the photo goes on.
void CaptionService::captionAnew() {
    anew_stop_.request_stop();
    anew_stop_ = {};
    if (found_ < 2 || banned_ == banned_when_found_ || !hasModel())
        return;
    post([this, file = file_, photo = photo_, decoding = decodingOfPhoto(), stop = anew_stop_.get_token()] {
        if (stop.stop_requested())
            return;
        try {
            CaptionEngine::Result result = engine_->caption(photo, decoding, stop);
            checkShape(result, file);
            QMetaObject::invokeMethod(
                this,
                [this, stop,
                 captioned = Captioned{file, std::move(result.captions), std::move(result.placement),
                                       decoding.banned}] {
                    if (stop.stop_requested())
                        return;
                    noteCaptions(captioned);
                    Q_EMIT captionedAnew(captioned);
                },
                Qt::QueuedConnection);
        } catch (...) {
            // Cancelled, or those found before have to do: what has a banned word is not offered.
        }
    });
}

DecodingSettings CaptionService::decodingOfPhoto() const {
    DecodingSettings settings = decoding_;
    settings.banned = banned_;
    return settings;
}

void CaptionService::setModel(const QString& bundle) {
    const std::uint64_t generation = ++model_generation_;
    model_ = ModelState::reading;
    if (work_ == Work::none)
        setWork(Work::readingModel);
    post([this, generation, bundle] {
        const auto deliver = [this, generation](bool renewed, std::function<void()> report) {
            QMetaObject::invokeMethod(
                this,
                [this, generation, renewed, loaded = loaded_, report = std::move(report)] {
                    if (generation != model_generation_)
                        return;
                    model_ = loaded ? ModelState::ready : ModelState::none;
                    if (renewed)
                        outdateCaptions();
                    report();
                    if (photo_ && (renewed || work_ == Work::readingModel))
                        requestCaption();
                    else if (work_ == Work::readingModel)
                        setWork(Work::none);
                },
                Qt::QueuedConnection);
        };
        try {
            const ModelFacts facts = engine_->load(bundle.toStdString());
            loaded_ = true;
            deliver(true, [this, facts] { Q_EMIT modelOpened(facts); });
        } catch (...) {
            deliver(false, [this, fault = currentFault(bundle)] { Q_EMIT modelFailed(fault); });
        }
    });
}

void CaptionService::captionEdited(PhotoEdit edit) {
    if (!photo_ || model_ != ModelState::ready || work_ != Work::none)
        return;
    const std::uint64_t generation = outdate();
    setEditing(true);
    post([this, generation, edit = std::move(edit), file = file_, photo = photo_,
          decoding = decodingOfPhoto(), stop = stop_.get_token()] {
        if (stop.stop_requested())
            return;
        try {
            auto edited = std::make_shared<const Photo>(edit(*photo));
            throw_if_stopped(stop);
            CaptionEngine::Result result = engine_->caption(edited, decoding, stop);
            checkShape(result, file);
            answer(generation, [this, done = EditedCaptioned{PhotoPyramid(std::move(edited)),
                                                             std::move(result.captions.front()),
                                                             std::move(result.placement)}] {
                setEditing(false);
                Q_EMIT editedCaptioned(done);
            });
        } catch (const Cancelled&) {
        } catch (...) {
            answer(generation, [this, fault = currentFault(file)] {
                setEditing(false);
                Q_EMIT editFailed(fault);
            });
        }
    });
}

void CaptionService::setDecoding(const DecodingSettings& settings) {
    if (settings == decoding_)
        return;
    decoding_ = settings;
    if (photo_)
        requestCaption();
    outdateCaptions();
}

bool CaptionService::askEngine(EngineJob job) {
    if (!photo_ || model_ != ModelState::ready)
        return false;
    post([engine = engine_, photo = photo_, decoding = decoding_, job = std::move(job)] {
        job(*engine, photo, decoding);
    });
    return true;
}

void CaptionService::captionAside(const QString& file, std::shared_ptr<const Photo> photo) {
    cancelAside();
    aside_ = {file, std::move(photo)};
    startAside();
}

void CaptionService::cancelAside() {
    ++aside_generation_;
    aside_stop_.request_stop();
    aside_.reset();
}

void CaptionService::outdateCaptions() {
    cancelAside();
    Q_EMIT captionsOutdated();
}

void CaptionService::startAside() {
    if (!aside_ || aside_posted_ || !isIdle() || !hasModel())
        return;
    aside_posted_ = true;
    aside_stop_ = {};
    worker_.post([this, generation = aside_generation_, aside = *aside_, decoding = decoding_,
                  stop = aside_stop_.get_token()] {
        const ComputeShare share(ComputePriority::background);
        std::function<void()> report;
        try {
            throw_if_stopped(stop);
            CaptionEngine::Result result = engine_->caption(aside.photo, decoding, stop);
            checkShape(result, aside.file);
            report = [this, captioned = Captioned{aside.file, std::move(result.captions),
                                                  std::move(result.placement)}] {
                Q_EMIT captionedAside(captioned);
            };
        } catch (const Cancelled&) {
            // It is still to be done, unless it was cancelled for good.
        } catch (...) {
            report = [this, fault = currentFault(aside.file)] { Q_EMIT failedAside(fault); };
        }
        QMetaObject::invokeMethod(
            this, [this, generation, report = std::move(report)] { endAside(generation, report); },
            Qt::QueuedConnection);
    });
}

void CaptionService::endAside(std::uint64_t generation, const std::function<void()>& report) {
    aside_posted_ = false;
    if (report && generation == aside_generation_) {
        aside_.reset();
        report();
    }
    startAside();
}

void CaptionService::close() {
    outdate();
    forgetCaptions();
    file_.clear();
    photo_.reset();
    setWork(workWithoutPhoto());
}

} // namespace saccade
