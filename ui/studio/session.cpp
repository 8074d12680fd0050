#include "ui/studio/session.h"

#include "core/support/atomic_file.h"
#include "core/support/error.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSemaphore>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <utility>

namespace saccade {

namespace {

constexpr int delay = 500;                     // milliseconds
constexpr qint64 longest = 32LL * 1024 * 1024; // bytes; a hundred thousand photos fit

QByteArray jsonOf(const SessionState& state) {
    const QJsonObject object{{QStringLiteral("photos"), QJsonArray::fromStringList(state.photos)},
                             {QStringLiteral("shown"), state.shown},
                             {QStringLiteral("word"), state.word},
                             {QStringLiteral("scale"), state.scale},
                             {QStringLiteral("x"), state.centre.x()},
                             {QStringLiteral("y"), state.centre.y()},
                             {QStringLiteral("model"), state.model},
                             {QStringLiteral("panel"), state.panel}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

Session::Session(QString file, std::function<SessionState()> state, QObject* parent)
    : QObject(parent),
      file_(std::move(file)),
      state_(std::move(state)),
      worker_(QStringLiteral("session")) {
    timer_.setSingleShot(true);
    timer_.setInterval(delay);
    connect(&timer_, &QTimer::timeout, this, &Session::write);
}

Session::~Session() {
    stop_finding_.request_stop();
    worker_.stop();
}

void Session::findPhotos() {
    cancelFinding();
    if (!returning)
        return;
    finding_ = true;
    stop_finding_ = {};
    worker_.post([this, photos = returning->photos, shown = returning->shown,
                  stop = stop_finding_.get_token()] {
        const auto is_there = [](const QString& file) { return QFileInfo::exists(file); };
        // Stopping is what a person does who does not want to wait any longer.
        const auto is_wanted = [&](const QString& file) { return stop.stop_requested() || is_there(file); };
        QString first = photos.contains(shown) && is_there(shown) ? shown : QString();
        if (first.isEmpty()) {
            const auto found = std::ranges::find_if(photos, is_wanted);
            first = found == photos.end() ? QString() : *found;
        }
        if (!first.isEmpty())
            answer(stop, [this, first] { noteShown(first); });
        QStringList there;
        std::ranges::copy_if(photos, std::back_inserter(there), is_wanted);
        answer(stop, [this, there, gone = static_cast<int>(photos.size() - there.size())] {
            finding_ = false;
            Q_EMIT photosFound(there, gone);
        });
    });
}

void Session::cancelFinding() {
    stop_finding_.request_stop();
    finding_ = false;
}

// Runs on the worker.
void Session::answer(const std::stop_token& stop, std::function<void()> deliver) {
    QMetaObject::invokeMethod(
        this,
        [stop, deliver = std::move(deliver)] {
            if (!stop.stop_requested())
                deliver();
        },
        Qt::QueuedConnection);
}

void Session::noteShown(const QString& shown) {
    if (returning && returning->shown != shown) {
        returning->shown = shown;
        returning->word = -1;
        returning->scale = 0;
    }
    Q_EMIT shownFound(shown);
}

std::optional<SessionState> Session::read() const {
    QFile file(file_);
    if (file.size() > longest || !file.open(QIODevice::ReadOnly))
        return {};
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject())
        return {};
    const auto value = [object = document.object()](const char* key) {
        return object.value(QLatin1String(key));
    };
    SessionState state;
    for (const QJsonValue& photo : value("photos").toArray()) {
        if (photo.isString() && QFileInfo(photo.toString()).isAbsolute())
            state.photos += photo.toString();
    }
    if (state.photos.isEmpty())
        return {};
    state.shown = value("shown").toString();
    state.word = value("word").toInt(-1);
    state.scale = value("scale").toDouble();
    state.centre = {value("x").toDouble(), value("y").toDouble()};
    state.model = value("model").toString();
    state.panel = value("panel").toBool(true);
    return state;
}

void Session::touch() {
    if (!timer_.isActive())
        timer_.start();
}

void Session::write() {
    const SessionState state = state_();
    if (finding_ || state.photos.isEmpty() || state == written_)
        return;
    written_ = state;
    worker_.post([this, file = std::filesystem::path(file_.toStdString()), state] {
        try {
            std::error_code unmade; // writing says what is wrong
            std::filesystem::create_directories(file.parent_path(), unmade);
            write_file_atomically(file, jsonOf(state).toStdString());
        } catch (...) { // the next change tries again
            QMetaObject::invokeMethod(
                this,
                [this, fault = currentFault(file_)] {
                    if (!std::exchange(told_, true))
                        Q_EMIT unwritable(fault);
                },
                Qt::QueuedConnection);
        }
    });
}

void Session::close() {
    timer_.stop();
    stop_finding_.request_stop(); // what is in the file stays there
    write();
    const auto done =
        std::make_shared<QSemaphore>(); // shared: release() may still be at work when it is acquired
    worker_.post([done] { done->release(); });
    done->acquire();
}

} // namespace saccade
