#pragma once

#include "ui/services/worker_thread.h"

#include <QObject>
#include <QStringList>

#include <cstdint>

namespace saccade {

/// Lists the photos of folders on a thread of its own: folders can be large, drives slow. Each request
/// outdates the ones before.
class FolderLister : public QObject {
    Q_OBJECT
public:
    explicit FolderLister(QObject* parent = nullptr);
    ~FolderLister() override;

    /// Answers with found: files as they are, folders replaced by their photos.
    void find(const QStringList& paths);
    /// Answers with siblingsFound: the photos of the file's folder, and always the file itself.
    void findSiblings(const QString& file);
    /// Drops what was asked for.
    void cancel() { ++generation_; }

Q_SIGNALS:
    void found(const QStringList& files, const QString& asked_for);
    void siblingsFound(const QStringList& files, const QString& file);

private:
    void answer(std::uint64_t generation, std::function<void()> deliver);

    std::uint64_t generation_ = 0;
    WorkerThread worker_; ///< last: joined before anything that it uses goes
};

} // namespace saccade
