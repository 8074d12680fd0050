#pragma once

#include "tests/ui/fake_engine.h"

#include <QStringList>

namespace saccade::test {

/// What readers of fake photos did and shall do; shared with the test, which looks from its own thread.
struct FakeReaderLog {
    std::mutex mutex;
    QStringList names;              ///< of the photos, in the order of their ends
    std::atomic<bool> hold = false; ///< reading waits while this is true
    std::atomic<int> waiting = 0;   ///< photos that are held

    QStringList read() {
        const std::lock_guard lock(mutex);
        return names;
    }
};

inline auto fake_reader(std::shared_ptr<FakeReaderLog> log) {
    return [log = std::move(log)](const std::filesystem::path& path) {
        ++log->waiting;
        while (log->hold)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        --log->waiting;
        const std::lock_guard lock(log->mutex);
        log->names += QString::fromStdString(path.stem().string());
        return fake_photo(path);
    };
}

} // namespace saccade::test
