// What the program comes back with: photos, place, word, zoom, panel and model of the last time.

#include "tests/ui/studio_fixture.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QListView>

namespace saccade::test {
namespace {

class SessionTest : public StudioTest {
protected:
    QString photo(const QString& name) const {
        QFile file(folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        return file.fileName();
    }
    QString file() const { return folder.filePath(QStringLiteral("data/session.json")); }
    QJsonObject written() const {
        QFile session(file());
        if (!session.open(QIODevice::ReadOnly))
            return {};
        return QJsonDocument::fromJson(session.readAll()).object();
    }
    void write(const QByteArray& text) const {
        QDir().mkpath(folder.filePath(QStringLiteral("data")));
        QFile session(file());
        ASSERT_TRUE(session.open(QIODevice::WriteOnly));
        session.write(text);
    }
    QLabel* message() const { return find<QLabel>(QStringLiteral("Message")); }
    QString shown() const { return window->windowTitle().section(QStringLiteral(" — "), 0, 0); }
    int photos() const {
        const auto* strip = window->findChild<QListView*>();
        for (auto* each : window->findChildren<QListView*>()) {
            if (each->accessibleName() == QStringLiteral("Photos"))
                strip = each;
        }
        return strip->model()->rowCount();
    }
    /// Two photos, the second one shown, zoomed, at its third word.
    void look() {
        const QString model = photo(QStringLiteral("fake.safetensors"));
        window->openModel(model);
        window->open({photo(QStringLiteral("cat.png")), photo(QStringLiteral("dog.png"))});
        ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("cat"); }));
        trigger(Command::next_photo);
        ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("dog"); }));
        trigger(Command::next_word);
        trigger(Command::next_word);
        for (int i = 0; i < 3; ++i)
            trigger(Command::zoom_in);
    }
};

TEST_F(SessionTest, EverythingIsWhereItWas) {
    ASSERT_NO_FATAL_FAILURE(look());
    const ViewGeometry before = *canvas()->geometryOfPhoto();
    window->close();
    restart();
    ASSERT_TRUE(window->restoreSession());
    EXPECT_EQ(window->lastModel(), folder.filePath(QStringLiteral("fake.safetensors")));
    window->openModel(window->lastModel());
    ASSERT_TRUE(wait_for([this] { return marked_word() == 2 && photos() == 2; }));
    EXPECT_EQ(shown(), QStringLiteral("dog.png"));
    EXPECT_NEAR(canvas()->geometryOfPhoto()->scale, before.scale, 1e-6);
    EXPECT_NEAR(canvas()->geometryOfPhoto()->centre.x(), before.centre.x(), 1.5);
}

TEST_F(SessionTest, ThePanelStaysHidden) {
    ASSERT_NO_FATAL_FAILURE(look());
    trigger(Command::show_panel);
    window->close();
    restart();
    window->commands().action(Command::show_panel)->setChecked(true);
    ASSERT_TRUE(window->restoreSession());
    EXPECT_FALSE(window->commands().action(Command::show_panel)->isChecked());
}

TEST_F(SessionTest, ItIsWrittenWithoutClosingSoThatAKillLosesNothing) {
    ASSERT_NO_FATAL_FAILURE(look());
    ASSERT_TRUE(wait_for([this] { return written()[QStringLiteral("word")].toInt() == 2; }));
    const QJsonObject session = written();
    EXPECT_EQ(session[QStringLiteral("photos")].toArray().size(), 2);
    EXPECT_TRUE(session[QStringLiteral("shown")].toString().endsWith(QStringLiteral("dog.png")));
    EXPECT_GT(session[QStringLiteral("scale")].toDouble(), 0);
}

TEST_F(SessionTest, GoingOnAfterRestoringIsRemembered) {
    ASSERT_NO_FATAL_FAILURE(look());
    window->close();
    restart();
    ASSERT_TRUE(window->restoreSession());
    window->openModel(window->lastModel());
    ASSERT_TRUE(wait_for([this] { return marked_word() == 2 && photos() == 2; }));
    trigger(Command::previous_photo);
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("cat"); }));
    EXPECT_EQ(marked_word(), 0);
    ASSERT_TRUE(wait_for([this] { return written()[QStringLiteral("word")].toInt() == 0; }));
    EXPECT_TRUE(written()[QStringLiteral("shown")].toString().endsWith(QStringLiteral("cat.png")));
}

TEST_F(SessionTest, PhotosThatVanishedAreSkippedAndCounted) {
    ASSERT_NO_FATAL_FAILURE(look());
    window->close();
    ASSERT_TRUE(QFile::remove(folder.filePath(QStringLiteral("dog.png"))));
    restart();
    ASSERT_TRUE(window->restoreSession());
    ASSERT_TRUE(wait_for([this] { return message() != nullptr; }));
    EXPECT_EQ(shown(), QStringLiteral("cat.png"));
    EXPECT_EQ(photos(), 1);
    EXPECT_EQ(message()->text(), QStringLiteral("1 photo of the last session is not there any more."));
    window->openModel(window->lastModel());
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("cat"); }));
    EXPECT_EQ(marked_word(), 0) << "the word was another photo's";
}

TEST_F(SessionTest, WhereNoPhotoIsLeftThatIsSaid) {
    ASSERT_NO_FATAL_FAILURE(look());
    window->close();
    for (const char* name : {"cat.png", "dog.png"})
        ASSERT_TRUE(QFile::remove(folder.filePath(QLatin1String(name))));
    restart();
    ASSERT_TRUE(window->restoreSession());
    ASSERT_TRUE(wait_for([this] { return message() != nullptr; }));
    EXPECT_EQ(photos(), 0);
    EXPECT_EQ(message()->text(), QStringLiteral("2 photos of the last session are not there any more."));
}

TEST_F(SessionTest, PhotosAreLookedForWhileTheWindowGoesOn) {
    ASSERT_NO_FATAL_FAILURE(look());
    window->close();
    restart();
    ASSERT_TRUE(window->restoreSession());
    EXPECT_EQ(photos(), 0) << "no drive was asked yet";
    ASSERT_TRUE(wait_for([this] { return photos() == 2; }));
    EXPECT_EQ(shown(), QStringLiteral("dog.png"));
    window->close();
    restart();
    ASSERT_TRUE(window->restoreSession());
    const QString fox = folder.filePath(QStringLiteral("elsewhere/fox.png"));
    ASSERT_TRUE(QDir().mkpath(QFileInfo(fox).path()));
    QFile file(fox);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    window->open({fox});
    QTest::qWait(300);
    EXPECT_EQ(shown(), QStringLiteral("fox.png")) << "what a person opens meanwhile stays";
    EXPECT_EQ(photos(), 1);
}

TEST_F(SessionTest, ClosingWhilePhotosAreLookedForLosesNothing) {
    ASSERT_NO_FATAL_FAILURE(look());
    window->close();
    const QJsonObject before = written();
    restart();
    ASSERT_TRUE(window->restoreSession());
    window->close();
    EXPECT_EQ(written(), before);
}

TEST_F(SessionTest, WhatCannotBeKeptIsSaidOnce) {
    QFile in_the_way(folder.filePath(QStringLiteral("data")));
    ASSERT_TRUE(in_the_way.open(QIODevice::WriteOnly));
    ASSERT_NO_FATAL_FAILURE(look());
    ASSERT_TRUE(wait_for([this] { return message() != nullptr; }));
    EXPECT_TRUE(message()->text().contains(QStringLiteral("session.json cannot be written")))
        << message()->text().toStdString();
    trigger(Command::language_chinese);
    ASSERT_TRUE(wait_for([this] { return find<QLabel>(QStringLiteral("消息")) != nullptr; }));
    trigger(Command::language_english);
    ASSERT_TRUE(wait_for([this] { return message() != nullptr; }));
    message()->parentWidget()->hide();
    trigger(Command::previous_word);
    QTest::qWait(1200); // it is tried again after half a second
    EXPECT_EQ(message(), nullptr);
}

TEST_F(SessionTest, TheSettingTurnsItOffAndIsKept) {
    ASSERT_NO_FATAL_FAILURE(look());
    EXPECT_TRUE(window->commands().action(Command::restore_session)->isChecked());
    trigger(Command::restore_session);
    window->close();
    restart();
    EXPECT_FALSE(window->commands().action(Command::restore_session)->isChecked());
    EXPECT_FALSE(window->restoreSession());
    EXPECT_EQ(photos(), 0);
}

TEST_F(SessionTest, WithoutASessionThereIsNone) {
    EXPECT_FALSE(window->restoreSession());
    window->close();
    EXPECT_FALSE(QFile::exists(file()));
}

TEST_F(SessionTest, GarbageIsNoSession) {
    for (const char* const text : {"", "{", "garbage \xff\xfe", "[1, 2]", "{\"photos\": 7}",
                                   "{\"photos\": [1, null, \"relative.png\"]}"}) {
        write(text);
        EXPECT_FALSE(window->restoreSession()) << text;
    }
    EXPECT_EQ(photos(), 0);
}

TEST_F(SessionTest, AbsurdNumbersDoNoHarm) {
    const QString cat = photo(QStringLiteral("cat.png"));
    write(QStringLiteral(R"({"photos": ["%1"], "shown": "%1", "word": 99999999, "scale": 1e300,
                             "x": -1e300, "y": 1e300, "model": 5, "panel": "?"})")
              .arg(cat)
              .toUtf8());
    ASSERT_TRUE(window->restoreSession());
    window->openModel(QStringLiteral("/m/fake.safetensors"));
    ASSERT_TRUE(wait_for([this] { return words().size() == 5; }));
    EXPECT_EQ(marked_word(), 4);
    EXPECT_LE(canvas()->geometryOfPhoto()->scale, 32);
    EXPECT_TRUE(canvas()->geometryOfPhoto()->photoRect().intersects(canvas()->rect().toRectF()));
}

} // namespace
} // namespace saccade::test
