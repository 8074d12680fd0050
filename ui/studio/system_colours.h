#pragma once

#include <QDBusConnection>
#include <QObject>

#include <optional>

class QDBusVariant;

namespace saccade {

/// Whether the desktop is dark, and word when that changes. Qt 6.4 does not tell, so the desktop portal is
/// asked (org.freedesktop.appearance, color-scheme); where there is none, the palette and the GTK theme at
/// start decide.
class SystemColours : public QObject {
    Q_OBJECT
public:
    explicit SystemColours(const QDBusConnection& bus = QDBusConnection::sessionBus(),
                           QObject* parent = nullptr);

    bool isDark() const;

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void take(unsigned scheme);

    std::optional<bool> portal_says_dark_;
};

} // namespace saccade
