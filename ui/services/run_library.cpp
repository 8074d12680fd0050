#include "ui/services/run_library.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <chrono>

namespace saccade {

namespace {

void renameOrThrow(const QString& from, const QString& to) {
    if (!QFile::rename(from, to) && !QDir().rename(from, to))
        throw FileError(from.toStdString(), "it cannot be moved", "Check who may write in its folder");
}

} // namespace

RunLibrary::RunLibrary(QString root, QObject* parent)
    : QObject(parent),
      root_(std::move(root)),
      worker_(QStringLiteral("runs")) {}

RunLibrary::~RunLibrary() {
    disconnect();
    stop_.request_stop();
    worker_.stop();
    for (auto each = removing_.cbegin(); each != removing_.cend(); ++each)
        hidden_ += QFileInfo::exists(each.value()) ? each.value() : each.key();
    for (const QString& path : hidden_) {
        if (QFileInfo(path).isDir())
            QDir(path).removeRecursively();
        else
            QFile::remove(path);
    }
}

QString RunLibrary::freshFolder(const QString& name) const {
    QString plain;
    for (const QChar c : name.simplified())
        plain += c.isLetterOrNumber() || QStringLiteral("-_ .,()=+'").contains(c) ? c : QLatin1Char('-');
    while (plain.startsWith(QLatin1Char('.')))
        plain.remove(0, 1);
    if (plain.isEmpty())
        plain = QStringLiteral("run");
    const QDir root(root_);
    QString candidate = plain;
    for (int i = 2; root.exists(candidate); ++i)
        candidate = QStringLiteral("%1 %2").arg(plain).arg(i);
    return root.filePath(candidate);
}

void RunLibrary::run(const QString& subject, std::function<void()> work) {
    worker_.post([this, subject, work = std::move(work)] {
        try {
            work();
        } catch (const Cancelled&) {
        } catch (...) {
            answer([this, fault = currentFault(subject)] { Q_EMIT failed(fault); });
        }
    });
}

// On the worker's thread.
RunShown RunLibrary::read(const QString& folder) {
    RunShown found;
    found.folder = folder;
    const std::filesystem::path path = folder.toStdString();
    auto record = std::make_shared<RunRecord>(read_run_record(path));
    found.checkpoints = list_checkpoints(*record);
    try {
        if (!placements_.contains(folder))
            placements_.insert(folder, attention_placement(path));
        found.placement = placements_.value(folder);
        found.data = read_run_sources(path).data;
        for (const EpochReport& report : record->epochs)
            found.samples.push_back(read_samples(path, report.epoch));
        QHash<QString, QString> files;
        for (const auto& samples : found.samples) {
            for (const SampleCaption& sample : samples)
                files.insert(QString::fromStdString(sample.photo), {});
        }
        if (!files.isEmpty()) {
            const Dataset dataset = open_dataset(found.data, PhotoFiles::may_be_missing);
            for (const CaptionedPhoto& photo : dataset.photos) {
                const auto wanted = files.find(QString::fromStdString(photo.id));
                if (wanted != files.end())
                    *wanted = QString::fromStdString(photo.file.string());
            }
        }
        found.sample_files = files;
    } catch (...) { // the numbers are worth showing without them
        found.fault = currentFault(folder);
    }
    found.record = std::move(record);
    return found;
}

void RunLibrary::list() {
    run(root_, [this] {
        QFileInfoList found;
        for (const auto& path : list_runs(root_.toStdString()))
            found += QFileInfo(QString::fromStdString(path.string()));
        std::stable_sort(found.begin(), found.end(), [](const QFileInfo& a, const QFileInfo& b) {
            return a.birthTime() < b.birthTime();
        });
        QStringList runs;
        for (const QFileInfo& info : found)
            runs += info.filePath();
        answer([this, runs] { Q_EMIT listed(runs); });
    });
}

void RunLibrary::show(const QString& folder) {
    run(folder, [this, folder] {
        const RunShown found = read(folder);
        answer([this, found] { Q_EMIT shown(found); });
    });
}

void RunLibrary::caption(const QString& folder, const QString& bundle) {
    cancelCaptioning();
    const std::uint64_t generation = captioning_;
    run(bundle, [this, folder, bundle, generation, stop = stop_.get_token()] {
        throw_if_stopped(stop);
        const RunSources sources = read_run_sources(folder.toStdString());
        const Dataset dataset = open_dataset(sources.data);
        require_photos(dataset);
        auto last = std::chrono::steady_clock::time_point();
        const auto report = [&](const Progress& progress) {
            const auto now = std::chrono::steady_clock::now();
            if (now - last < std::chrono::milliseconds(50))
                return;
            last = now;
            answer([this, generation, progress] {
                if (generation == captioning_)
                    Q_EMIT progressed(progress);
            });
        };
        const auto results = std::make_shared<const PhotoResults>(
            caption_split(bundle.toStdString(), dataset, Split::dev, sources.features, report, stop));
        answer([this, generation, bundle, results] {
            if (generation == captioning_)
                Q_EMIT resultsReady(bundle, results);
        });
    });
}

void RunLibrary::cancelCaptioning() {
    stop_.request_stop();
    stop_ = {};
    ++captioning_;
}

void RunLibrary::exportBundle(const QString& bundle, const QString& to) {
    run(to, [this, bundle, to] {
        const QString part = to + QStringLiteral(".part");
        QFile::remove(part);
        if (!QFile::copy(bundle, part))
            throw FileError(to.toStdString(),
                            "it cannot be written; the disk may be full, or the folder "
                            "protected",
                            "Choose another place");
        std::filesystem::rename(part.toStdString(), to.toStdString());
        answer([this, to] { Q_EMIT exported(to); });
    });
}

void RunLibrary::remove(const QString& path) {
    const QFileInfo info(path);
    const QString hidden = info.dir().filePath(
        QStringLiteral(".removed-%1-%2").arg(QDateTime::currentMSecsSinceEpoch()).arg(info.fileName()));
    removing_.insert(path, hidden);
    run(path, [this, path, hidden] {
        try {
            renameOrThrow(path, hidden);
        } catch (...) {
            answer([this, path] { removing_.remove(path); });
            throw;
        }
        answer([this, path, hidden] {
            removing_.remove(path);
            hidden_ += hidden;
            Q_EMIT removed(path, hidden);
        });
    });
}

void RunLibrary::restore(const QString& path, const QString& hidden) {
    hidden_.removeAll(hidden);
    run(path, [this, path, hidden] {
        renameOrThrow(hidden, path);
        answer([this, path] { Q_EMIT restored(path); });
    });
}

} // namespace saccade
