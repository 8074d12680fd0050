#pragma once

#include "core/dataset/data_check.h"
#include "core/dataset/dataset_request.h"
#include "core/dataset/feature_cache_builder.h"
#include "core/training/estimate.h"
#include "ui/services/caption_service.h"
#include "ui/services/worker_thread.h"

#include <QObject>

#include <memory>
#include <stop_token>

namespace saccade {

/// A data set that was opened, with a few of its photos to look at.
struct DatasetOpened {
    std::shared_ptr<const Dataset> dataset;
    QString format;                      ///< as recognised
    std::vector<CaptionedPhoto> preview; ///< spread evenly over the data set
};

/// Opens and checks data sets and encodes their photos on a thread of its own; signals come on the thread
/// that owns the service. Each request outdates the ones before.
class DatasetService : public QObject {
    Q_OBJECT
public:
    explicit DatasetService(QObject* parent = nullptr);
    ~DatasetService() override;

    /// Answers with opened, then checked; or with failed.
    void inspect(const DatasetRequest& request);
    /// Encodes what the cache of the data set lacks, one a backbone and data set in a folder of `root`;
    /// answers with featuresReady, or failed. cancel() pauses it: what is done is kept.
    void buildFeatures(const QString& root, std::shared_ptr<const Dataset> dataset,
                       const CacheRecipe& recipe);
    /// Answers with estimated, or failed.
    void estimate(const TrainingJob& job);
    void cancel();

Q_SIGNALS:
    void opened(const saccade::DatasetOpened& opened);
    void checked(const saccade::DataReport& report);
    void featuresReady(const QString& folder, const saccade::CacheBuildReport& report);
    void estimated(const saccade::TrainingEstimate& estimate);
    void progressed(const saccade::Progress& progress);
    void failed(const saccade::Fault& fault);
    void cancelled();

private:
    using Work = std::function<void(std::uint64_t generation, const std::stop_token&)>;

    void run(const QString& subject, Work work);
    void answer(std::uint64_t generation, std::function<void()> deliver);
    ProgressCallback progress(std::uint64_t generation);

    std::uint64_t generation_ = 0;
    std::stop_source stop_;
    WorkerThread worker_; ///< last: joined before anything that it uses goes
};

} // namespace saccade
