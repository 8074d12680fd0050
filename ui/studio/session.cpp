#include "ui/studio/session.h"

#include "core/support/atomic_file.h"
#include "core/support/error.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSemaphore>

#include <filesystem>

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
    worker_.stop();
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
    if (state.photos.isEmpty() || state == written_)
        return;
    written_ = state;
    worker_.post([file = std::filesystem::path(file_.toStdString()), state] {
        try {
            std::filesystem::create_directories(file.parent_path());
            write_file_atomically(file, jsonOf(state).toStdString());
        } catch (const std::exception&) {
            // Not worth a message: what is lost is a place, and the next change tries again.
        }
    });
}

void Session::close() {
    timer_.stop();
    write();
    QSemaphore done;
    worker_.post([&done] { done.release(); });
    done.acquire();
}

} // namespace saccade
