#include "ui/studio/system_colours.h"

#include <QDBusVariant>
#include <QProcess>
#include <QTest>
#include <gtest/gtest.h>

namespace saccade::test {

/// The desktop's portal, as far as it is asked.
class FakePortal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    unsigned scheme = 0;
    int reads = 0;

public Q_SLOTS:
    QDBusVariant Read(const QString& group, const QString& key) {
        ++reads;
        const bool asked =
            group == QLatin1String("org.freedesktop.appearance") && key == QLatin1String("color-scheme");
        return QDBusVariant(QVariant::fromValue(QDBusVariant(asked ? scheme : 99U)));
    }

Q_SIGNALS:
    void SettingChanged(const QString& group, const QString& key, const QDBusVariant& value);
};

namespace {

/// A message bus of its own, with the portal on it.
class SystemColoursTest : public testing::Test {
protected:
    void SetUp() override {
        bus.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                                  QStringLiteral("--print-address")});
        ASSERT_TRUE(bus.waitForReadyRead(10'000)) << "the package dbus-daemon is missing";
        address = QString::fromUtf8(bus.readLine()).trimmed();
        QDBusConnection portals = connection("portal");
        ASSERT_TRUE(portals.isConnected());
        ASSERT_TRUE(portals.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &portal,
                                           QDBusConnection::ExportAllContents));
        ASSERT_TRUE(portals.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
    }
    void TearDown() override {
        for (const char* name : {"portal", "studio"})
            QDBusConnection::disconnectFromBus(QLatin1String(name));
        bus.kill();
        bus.waitForFinished();
    }
    QDBusConnection connection(const char* name) const {
        return QDBusConnection::connectToBus(address, QLatin1String(name));
    }

    QProcess bus;
    QString address;
    FakePortal portal;
};

TEST_F(SystemColoursTest, FollowsTheDesktopFromTheStart) {
    portal.scheme = 1;
    const SystemColours colours(connection("studio"));
    EXPECT_TRUE(QTest::qWaitFor([&] { return colours.isDark(); }));
}

TEST_F(SystemColoursTest, FollowsTheDesktopWhileTheProgramRuns) {
    const SystemColours colours(connection("studio"));
    int changes = 0;
    QObject::connect(&colours, &SystemColours::changed, [&changes] { ++changes; });
    // Who has asked has subscribed before.
    ASSERT_TRUE(QTest::qWaitFor([this] { return portal.reads == 1; }, 10'000));
    QTest::qWait(50);
    EXPECT_FALSE(colours.isDark());
    EXPECT_EQ(changes, 0);
    const auto announce = [this](const QString& key, unsigned value) {
        Q_EMIT portal.SettingChanged(QStringLiteral("org.freedesktop.appearance"), key, QDBusVariant(value));
    };
    announce(QStringLiteral("contrast"), 1);
    announce(QStringLiteral("color-scheme"), 1);
    EXPECT_TRUE(QTest::qWaitFor([&] { return colours.isDark(); }));
    announce(QStringLiteral("color-scheme"), 2);
    EXPECT_TRUE(QTest::qWaitFor([&] { return !colours.isDark(); }));
    EXPECT_EQ(changes, 2);
}

TEST(SystemColoursAloneTest, WithoutABusItIsAsAtTheStart) {
    const SystemColours colours{QDBusConnection(QStringLiteral("nowhere"))};
    EXPECT_FALSE(colours.isDark());
}

} // namespace
} // namespace saccade::test

#include "system_colours_test.moc"
