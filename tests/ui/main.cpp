#include "core/support/interactive_thread.h"
#include "ui/studio/key_courtesy.h"
#include "ui/studio/theme.h"

#include <QApplication>
#include <QFont>
#include <gtest/gtest.h>

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_SCALE_FACTOR", "1");
    qputenv("LC_ALL", "C.UTF-8"); // the system's language is English
    qunsetenv("LANGUAGE");
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); // and its theme what it is at start
    testing::InitGoogleTest(&argc, argv);
    QApplication application(argc, argv);
    QApplication::setFont(QFont(QStringLiteral("DejaVu Sans"), 9));
    saccade::KeyCourtesy courtesy;
    application.installEventFilter(&courtesy);
    saccade::applyTheme(false);
    saccade::mark_interactive_thread(); // as the program does: slow work on this thread fails the test
    return RUN_ALL_TESTS();
}
