#include "ui/services/what_if_service.h"

#include <mutex>
#include <utility>

namespace saccade {

/// The way from the engine's thread to the service, for as long as there is one.
struct WhatIfService::Mailbox {
    std::mutex mutex;
    QObject* owner;

    explicit Mailbox(QObject* receiver) : owner(receiver) {}
    void deliver(Report report) {
        const std::lock_guard lock(mutex);
        if (owner != nullptr)
            QMetaObject::invokeMethod(owner, std::move(report), Qt::QueuedConnection);
    }
    void close() {
        const std::lock_guard lock(mutex);
        owner = nullptr;
    }
};

namespace {

/// The fault behind the exception being handled.
WhatIfFault whatIfFault() {
    WhatIfFault result{currentFault({}), {}};
    try {
        throw;
    } catch (const UnknownWords& error) {
        result.unknown = error.words();
    } catch (...) {
        // It needs no more than its sentence.
    }
    return result;
}

} // namespace

WhatIfService::WhatIfService(CaptionService& captions, QObject* parent)
    : QObject(parent),
      captions_(captions),
      mailbox_(std::make_shared<Mailbox>(this)) {}

WhatIfService::~WhatIfService() {
    mailbox_->close();
    for (Line* line : {&questions_, &searches_, &vocabulary_})
        line->stop.request_stop();
}

void WhatIfService::outdate(Line& line) {
    line.stop.request_stop();
    line.stop = {};
    ++line.generation;
}

void WhatIfService::setBusy(Line& line, bool busy) {
    const bool before = std::exchange(line.busy, busy);
    if (&line == &questions_ && before != busy)
        Q_EMIT busyChanged(busy);
}

void WhatIfService::cancel(Line& line) {
    outdate(line);
    setBusy(line, false);
}

void WhatIfService::cancelQuestion() {
    cancel(questions_);
}

void WhatIfService::cancelSearch() {
    cancel(searches_);
}

void WhatIfService::cancel() {
    for (Line* line : {&questions_, &searches_, &vocabulary_})
        cancel(*line);
}

void WhatIfService::post(Line& line, Work work, std::function<void(const WhatIfFault&)> fail) {
    outdate(line);
    const auto answer = [this, &line, mailbox = mailbox_, generation = line.generation](Report report) {
        mailbox->deliver([this, &line, generation, report = std::move(report)] {
            if (generation != line.generation)
                return;
            setBusy(line, false);
            report();
        });
    };
    const bool asked = captions_.askEngine(
        [work = std::move(work), fail = std::move(fail), answer,
         stop = line.stop.get_token()](CaptionEngine& engine, const std::shared_ptr<const Photo>& photo,
                                       const DecodingSettings& decoding) {
            if (stop.stop_requested())
                return;
            try {
                answer(work({engine, photo, decoding, stop}));
            } catch (const Cancelled&) {
            } catch (...) {
                answer([fail, fault = whatIfFault()] { fail(fault); });
            }
        });
    setBusy(line, asked);
}

void WhatIfService::ask(const WhatIf& question) {
    post(
        questions_,
        [this, question](const Desk& desk) -> Report {
            return [this, answer = desk.engine.whatIf(desk.photo, desk.decoding, question, desk.stop)] {
                Q_EMIT answered(answer.caption, answer.given);
            };
        },
        [this](const WhatIfFault& fault) { Q_EMIT failed(fault); });
}

void WhatIfService::search(const BeamQuestion& question) {
    post(
        searches_,
        [this, question](const Desk& desk) -> Report {
            return [this, tree = desk.engine.beamTree(desk.photo, desk.decoding, question, desk.stop)] {
                Q_EMIT searched(tree);
            };
        },
        [this](const WhatIfFault& fault) { Q_EMIT searchFailed(fault); });
}

void WhatIfService::readWords() {
    post(
        vocabulary_,
        [this](const Desk& desk) -> Report {
            QStringList words;
            for (const std::string& word : desk.engine.words())
                words += QString::fromStdString(word);
            return [this, words] { Q_EMIT wordsRead(words); };
        },
        [](const WhatIfFault&) {
            // Without them there is no completion, and nothing else is amiss.
        });
}

} // namespace saccade
