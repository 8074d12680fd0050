#pragma once

#include "tests/ui/fake_engine.h"
#include "ui/services/training_engine.h"
#include "ui/studio/main_window.h"
#include "ui/studio/photo_canvas.h"

#include <QAction>
#include <QCoreApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

#include <memory>

/// So that a failed comparison can be read.
inline void PrintTo(const QString& text, std::ostream* out) {
    *out << '"' << text.toStdString() << '"';
}

namespace saccade::test {

/// Runs the event loop until `condition` holds; false when that takes longer than half a minute, which is
/// much even for a machine that does other work besides.
template <typename Condition>
bool wait_for(Condition condition) {
    return QTest::qWaitFor(condition, 30'000);
}

/// Runs the event loop for a moment, for tests that something does not happen.
inline void settle() {
    QTest::qWait(50);
}

/// How many worker threads of Saccade's services this process has, by their names. Others (Qt's pool, the
/// display's) come and go as they like.
int worker_threads();

/// A window over a fake engine, driven through what a person can see, press and have read to them.
class StudioTest : public testing::Test {
protected:
    StudioTest();
    void SetUp() override { restart(); }
    virtual std::unique_ptr<CaptionEngine> make_engine();
    virtual PhotoReader make_reader();
    virtual std::unique_ptr<TrainingEngine> make_training_engine();

    /// A new window on the same settings, as after a restart.
    void restart();
    void open(const QStringList& names);
    /// Opens photos and waits for the caption of the first: "a photo of NAME", then its end.
    void open_captioned(const QStringList& names);

    /// The visible widget of that accessible name, or null.
    template <typename Widget>
    Widget* find(const QString& accessible_name) const {
        for (Widget* widget : window->findChildren<Widget*>()) {
            if (widget->accessibleName() == accessible_name && widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    /// The visible chip of a word, or null.
    QWidget* chip(int word) const;
    QStringList words() const;
    /// The place of the word that is marked as shown, from 0; -1 if none or more than one is.
    int marked_word() const;

    PhotoCanvas* canvas() const { return find<PhotoCanvas>(QStringLiteral("Photo")); }
    /// The colour on screen at a place of the photo, both as fractions of its size.
    QColor colour_at(double x, double y) const;
    void trigger(Command command) { window->commands().action(command)->trigger(); }
    void press(Qt::Key key);

    QTemporaryDir folder;
    QStringList bundled_models;
    std::unique_ptr<QSettings> settings;
    std::shared_ptr<FakeEngineLog> log = std::make_shared<FakeEngineLog>();
    std::unique_ptr<MainWindow> window;
};

/// Between two neighbouring centres the value falls from 1 to 0, so that a pixel beside a centre is a little
/// less.
constexpr int beside_centre = 24;

/// What laying a colour over the fakes' grey photo gives.
QColor over_grey(const QColor& colour, double opacity);
testing::AssertionResult is_colour(const QColor& actual, const QColor& expected, int tolerance = 6);

} // namespace saccade::test
