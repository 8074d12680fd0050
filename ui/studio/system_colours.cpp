#include "ui/studio/system_colours.h"

#include "ui/studio/theme.h"

#include <QApplication>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QDir>
#include <QSettings>
#include <QStandardPaths>

namespace saccade {

namespace {

// The portal's values for its colour scheme; 0 is no preference.
constexpr unsigned dark_scheme = 1;
constexpr unsigned light_scheme = 2;

QString appearance() {
    return QStringLiteral("org.freedesktop.appearance");
}

QString colourScheme() {
    return QStringLiteral("color-scheme");
}

// "Adwaita-dark", "Adwaita:dark"
bool gtkIsDark() {
    if (const QString forced = qEnvironmentVariable("GTK_THEME"); !forced.isEmpty())
        return forced.endsWith(QLatin1String("dark"), Qt::CaseInsensitive);
    const QDir configuration(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation));
    const QSettings gtk(configuration.filePath(QStringLiteral("gtk-3.0/settings.ini")), QSettings::IniFormat);
    return gtk.value(QStringLiteral("Settings/gtk-application-prefer-dark-theme")).toBool() ||
           gtk.value(QStringLiteral("Settings/gtk-theme-name"))
               .toString()
               .endsWith(QLatin1String("dark"), Qt::CaseInsensitive);
}

// Before Saccade sets a palette of its own.
bool desktopWasDarkAtStart() {
    static const bool dark = isDark(QApplication::palette()) || gtkIsDark();
    return dark;
}

// Portals answer Read with a variant, some with a variant in a variant.
unsigned schemeIn(QVariant value) {
    while (value.metaType() == QMetaType::fromType<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value.toUInt();
}

} // namespace

SystemColours::SystemColours(const QDBusConnection& bus, QObject* parent) : QObject(parent) {
    desktopWasDarkAtStart();
    qRegisterMetaType<QDBusVariant>(); // without it Qt hands the signal to nobody, and says nothing
    if (!bus.isConnected())
        return;
    const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
    const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
    const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
    QDBusConnection(bus).connect(service, path, interface, QStringLiteral("SettingChanged"), this,
                                 SLOT(settingChanged(QString, QString, QDBusVariant)));
    QDBusMessage read = QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
    read << appearance() << colourScheme();
    auto* answer = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        if (reply.isValid())
            take(schemeIn(reply.value().variant()));
        answer->deleteLater();
    });
}

bool SystemColours::isDark() const {
    return portal_says_dark_.value_or(desktopWasDarkAtStart());
}

void SystemColours::settingChanged(const QString& group, const QString& key, const QDBusVariant& value) {
    if (group == appearance() && key == colourScheme())
        take(schemeIn(value.variant()));
}

void SystemColours::take(unsigned scheme) {
    const bool before = isDark();
    portal_says_dark_.reset();
    if (scheme == dark_scheme || scheme == light_scheme)
        portal_says_dark_ = scheme == dark_scheme;
    if (isDark() != before)
        Q_EMIT changed();
}

} // namespace saccade
