#include "ui/services/folder_service.h"

#include <chrono>

namespace saccade {

FolderService::FolderService(std::function<std::unique_ptr<CaptionEngine>()> make_engine, PhotoReader reader,
                             QObject* parent)
    : QObject(parent),
      make_engine_(std::move(make_engine)),
      reader_(std::move(reader)),
      worker_(QStringLiteral("folders")) {}

FolderService::~FolderService() {
    disconnect();
    stop_.request_stop();
    worker_.stop();
}

// Runs on the worker.
void FolderService::end(const std::function<void()>& report) {
    QMetaObject::invokeMethod(
        this,
        [this, report] {
            running_ = false;
            report();
        },
        Qt::QueuedConnection);
}

void FolderService::start(const FolderJob& job) {
    if (running_)
        return;
    running_ = true;
    stop_ = {};
    worker_.post([this, job, stop = stop_.get_token()] {
        using Clock = std::chrono::steady_clock;
        Clock::time_point last;
        const auto progress = [&](const Progress& state) {
            if (state.done < state.total && Clock::now() - last < std::chrono::milliseconds(50))
                return;
            last = Clock::now();
            QMetaObject::invokeMethod(
                this, [this, state] { Q_EMIT progressed(state); }, Qt::QueuedConnection);
        };
        try {
            throw_if_stopped(stop);
            const std::unique_ptr<CaptionEngine> engine = make_engine_();
            const ModelFacts facts = engine->load(job.model.toStdString());
            FolderRequest request = job.request;
            request.model = facts.card.name.empty()
                                ? std::filesystem::path(job.model.toStdString()).filename().string()
                                : facts.card.name;
            const FolderWork work{
                reader_, [&](Photo photo) { return engine->prepare(std::move(photo), job.decoding); }};
            const FolderSummary summary = caption_folder(request, work, progress, stop);
            end([this, summary] { Q_EMIT finished(summary); });
        } catch (const Cancelled&) {
            end([this] { Q_EMIT cancelled(); });
        } catch (...) {
            end([this, fault = currentFault(QString::fromStdString(job.request.out.string()))] {
                Q_EMIT failed(fault);
            });
        }
    });
}

void FolderService::cancel() {
    stop_.request_stop();
}

} // namespace saccade
