#include "ui/services/exporter.h"

#include "core/attention/contact_sheet.h"
#include "core/decoding/caption_csv.h"
#include "core/decoding/caption_json.h"
#include "core/image/encode.h"
#include "core/support/atomic_file.h"
#include "ui/services/photo_pyramid.h"

#include <QFileInfo>

#include <chrono>

namespace saccade {

namespace {

std::size_t wordOf(const ExportSource& source) {
    return static_cast<std::size_t>(std::max(source.word, 0));
}

ExportResult written(const ExportRequest& request, const ProgressCallback& progress,
                     const std::stop_token& stop) {
    const ExportSource& source = request.source;
    const std::filesystem::path path = request.file.toStdString();
    ExportResult result{ExportResult::Outcome::succeeded, request.file, 0, {}, {}};
    switch (request.kind) {
    case ExportKind::picture: {
        auto painted = std::make_shared<const Photo>(source.paint(*source.photo, wordOf(source)));
        throw_if_stopped(stop);
        if (request.file.isEmpty()) {
            result.picture = imageOf(painted);
            return result;
        }
        write_file_atomically(path, std::span<const std::byte>(encode_png(*painted)));
        break;
    }
    case ExportKind::sheet:
        write_contact_sheet(path, *source.photo, source.caption, source.placement,
                            {source.style.field, source.style.colours}, {request.sheet_key.toStdString()},
                            stop);
        break;
    case ExportKind::animation:
        write_scrub_animation(path, *source.photo, source.caption, source.paint, request.scrub, progress,
                              stop);
        break;
    case ExportKind::numbers:
        write_file_atomically(path, numbersOf(request));
        break;
    }
    result.bytes = QFileInfo(request.file).size();
    return result;
}

} // namespace

std::string numbersOf(const ExportRequest& request) {
    const ExportSource& source = request.source;
    const std::string photo = source.file.toStdString();
    const std::string model = source.model.toStdString();
    return request.file.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)
               ? caption_csv_header(source.placement.rows, source.placement.cols) +
                     caption_csv_rows(photo, model, source.caption)
               : caption_json(photo, model, source.caption) + '\n';
}

Exporter::Exporter(QObject* parent) : QObject(parent), worker_(QStringLiteral("exports")) {}

Exporter::~Exporter() {
    disconnect();
    stop_.request_stop();
    worker_.stop();
}

ProgressCallback Exporter::progress(std::uint64_t generation) {
    using Clock = std::chrono::steady_clock;
    return [this, generation, last = std::make_shared<Clock::time_point>()](const Progress& progress) {
        if (progress.done < progress.total && Clock::now() - *last < std::chrono::milliseconds(50))
            return;
        *last = Clock::now();
        QMetaObject::invokeMethod(
            this,
            [this, generation, progress] {
                if (generation == generation_ && running_)
                    Q_EMIT progressed(progress);
            },
            Qt::QueuedConnection);
    };
}

void Exporter::start(const ExportRequest& request) {
    cancel();
    stop_ = {};
    running_ = true;
    const std::uint64_t generation = ++generation_;
    const auto promise = std::make_shared<std::promise<ExportResult>>();
    result_ = promise->get_future().share();
    worker_.post([this, generation, request, promise, stop = stop_.get_token()] {
        ExportResult result;
        try {
            throw_if_stopped(stop);
            result = written(request, progress(generation), stop);
        } catch (const Cancelled&) {
        } catch (...) {
            result.outcome = ExportResult::Outcome::failed;
            result.fault = currentFault(request.file);
        }
        promise->set_value(result);
        QMetaObject::invokeMethod(
            this, [this, generation, result] { finish(generation, result); }, Qt::QueuedConnection);
    });
}

void Exporter::finish(std::uint64_t generation, const ExportResult& result) {
    if (generation != generation_)
        return;
    running_ = false;
    switch (result.outcome) {
    case ExportResult::Outcome::succeeded:
        Q_EMIT succeeded(result);
        break;
    case ExportResult::Outcome::failed:
        Q_EMIT failed(result.fault);
        break;
    case ExportResult::Outcome::cancelled:
        Q_EMIT cancelled();
        break;
    }
}

void Exporter::cancel() {
    stop_.request_stop();
}

ExportResult Exporter::wait() {
    return result_.valid() ? result_.get() : ExportResult{};
}

} // namespace saccade
