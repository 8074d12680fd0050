#include "ui/services/dataset_service.h"

#include "core/support/content_hash.h"
#include "core/text/tokenizer.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <chrono>

namespace saccade {

namespace {

constexpr std::size_t preview_photos = 12;

std::vector<CaptionedPhoto> previewOf(const Dataset& dataset) {
    std::vector<CaptionedPhoto> preview;
    const std::size_t count = std::min(preview_photos, dataset.photos.size());
    for (std::size_t i = 0; i < count; ++i)
        preview.push_back(dataset.photos[i * dataset.photos.size() / count]);
    return preview;
}

// Photos of several data sets would share names.
QString cacheName(ContentHash& key, const Dataset& dataset) {
    key.add(dataset.name);
    key.add(dataset.photos.empty() ? std::string() : dataset.photos.front().file.string());
    return QString::fromStdString(key.hex()).left(16);
}

QString cacheFolder(const QString& root, const Dataset& dataset, const std::filesystem::path& backbone) {
    const QDir folder(root);
    // What was encoded by a Saccade that had one cache a file and state of it.
    const QFileInfo info(QString::fromStdString(backbone.string()));
    ContentHash file;
    file.add(info.absoluteFilePath().toStdString());
    file.add(std::to_string(info.size()));
    file.add(std::to_string(info.lastModified().toMSecsSinceEpoch()));
    const QString earlier = folder.filePath(cacheName(file, dataset));
    if (holds_cache(earlier.toStdString()))
        return earlier;
    ContentHash weights;
    weights.add(weights_hash_of(backbone));
    return folder.filePath(cacheName(weights, dataset));
}

} // namespace

DatasetService::DatasetService(QObject* parent) : QObject(parent), worker_(QStringLiteral("data sets")) {}

DatasetService::~DatasetService() {
    disconnect();
    stop_.request_stop();
    worker_.stop();
}

void DatasetService::answer(std::uint64_t generation, std::function<void()> deliver) {
    QMetaObject::invokeMethod(
        this,
        [this, generation, deliver = std::move(deliver)] {
            if (generation == generation_)
                deliver();
        },
        Qt::QueuedConnection);
}

ProgressCallback DatasetService::progress(std::uint64_t generation) {
    using Clock = std::chrono::steady_clock;
    return [this, generation, last = std::make_shared<Clock::time_point>()](const Progress& progress) {
        if (progress.done < progress.total && Clock::now() - *last < std::chrono::milliseconds(50))
            return;
        *last = Clock::now();
        answer(generation, [this, progress] { Q_EMIT progressed(progress); });
    };
}

void DatasetService::run(const QString& subject, Work work) {
    stop_.request_stop();
    stop_ = {};
    const std::uint64_t generation = ++generation_;
    worker_.post([this, generation, subject, work = std::move(work), stop = stop_.get_token()] {
        try {
            throw_if_stopped(stop);
            work(generation, stop);
        } catch (const Cancelled&) {
        } catch (...) {
            answer(generation, [this, fault = currentFault(subject)] { Q_EMIT failed(fault); });
        }
    });
}

void DatasetService::inspect(const DatasetRequest& request) {
    run(QString::fromStdString(request.data), [this, request](std::uint64_t generation,
                                                              const std::stop_token& stop) {
        DatasetRequest settled = request;
        if (settled.format.empty())
            settled.format = recognise_dataset(settled.data);
        DatasetOpened found;
        found.dataset = std::make_shared<const Dataset>(open_dataset(settled, PhotoFiles::may_be_missing));
        require_photos(*found.dataset);
        found.format = QString::fromStdString(settled.format);
        found.preview = previewOf(*found.dataset);
        answer(generation, [this, found] { Q_EMIT opened(found); });
        const DataReport report =
            check_dataset(*found.dataset, *make_tokenizer("keras"), {}, progress(generation), stop);
        answer(generation, [this, report] { Q_EMIT checked(report); });
    });
}

void DatasetService::buildFeatures(const QString& root, std::shared_ptr<const Dataset> dataset,
                                   const CacheRecipe& recipe) {
    run(root, [this, root, dataset = std::move(dataset), recipe](std::uint64_t generation,
                                                                 const std::stop_token& stop) {
        const QString folder = cacheFolder(root, *dataset, recipe.backbone);
        std::vector<PhotoFile> photos;
        for (const CaptionedPhoto& photo : dataset->photos) {
            if (photo.split == Split::train || photo.split == Split::dev)
                photos.push_back({photo.id, photo.file});
        }
        const CacheBuildReport report =
            build_feature_cache(folder.toStdString(), photos, recipe, progress(generation), stop);
        answer(generation, [this, folder, report] { Q_EMIT featuresReady(folder, report); });
    });
}

void DatasetService::estimate(const TrainingJob& job) {
    run(QString::fromStdString(job.data.data),
        [this, job](std::uint64_t generation, const std::stop_token& stop) {
            const TrainingEstimate estimate = estimate_training(job, stop);
            answer(generation, [this, estimate] { Q_EMIT estimated(estimate); });
        });
}

void DatasetService::cancel() {
    stop_.request_stop();
    ++generation_;
    Q_EMIT cancelled();
}

} // namespace saccade
