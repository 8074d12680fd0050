#include "ui/studio/folder_lister.h"

#include "ui/studio/photo_files.h"

namespace saccade {

FolderLister::FolderLister(QObject* parent) : QObject(parent), worker_(QStringLiteral("listing")) {}

FolderLister::~FolderLister() {
    disconnect();
    worker_.stop();
}

void FolderLister::find(const QStringList& paths) {
    worker_.post([this, paths, generation = ++generation_] {
        const QString asked_for = paths.isEmpty() ? QString() : paths.front();
        answer(generation, [this, files = photosOf(paths), asked_for] { Q_EMIT found(files, asked_for); });
    });
}

void FolderLister::findSiblings(const QString& file) {
    worker_.post([this, file, generation = ++generation_] {
        answer(generation, [this, files = photosBeside(file), file] { Q_EMIT siblingsFound(files, file); });
    });
}

// Runs on the worker.
void FolderLister::answer(std::uint64_t generation, std::function<void()> deliver) {
    QMetaObject::invokeMethod(
        this,
        [this, generation, deliver = std::move(deliver)] {
            if (generation == generation_)
                deliver();
        },
        Qt::QueuedConnection);
}

} // namespace saccade
