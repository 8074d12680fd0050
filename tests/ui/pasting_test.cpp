// Pictures that come without a file: from the clipboard, or dragged out of a browser.

#include "tests/ui/studio_fixture.h"
#include "ui/services/pasted_photos.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QDir>
#include <QDropEvent>
#include <QLabel>
#include <QListView>
#include <QMimeData>

namespace saccade::test {
namespace {

class PastingTest : public StudioTest {
protected:
    PastingTest() { QGuiApplication::clipboard()->clear(); }
    void TearDown() override { QGuiApplication::clipboard()->clear(); }

    void paste() { QTest::keyClick(window.get(), Qt::Key_V, Qt::ControlModifier); }
    void paste(const QByteArray& bytes, const QString& format = QStringLiteral("image/png")) {
        auto* data = new QMimeData;
        data->setData(format, bytes);
        QGuiApplication::clipboard()->setMimeData(data);
        paste();
    }
    bool drop(const QMimeData& data) {
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &event);
        return event.isAccepted();
    }
    QString message() const {
        const auto* label = find<QLabel>(QStringLiteral("Message"));
        return label != nullptr ? label->text() : QString();
    }
    bool message_comes(const QString& text) {
        return wait_for([&] { return message().contains(text); });
    }
    bool shows(const QString& name) {
        return wait_for([&] { return window->windowTitle().startsWith(name) && words().size() == 5; });
    }
    QDir pasted() const { return {folder.filePath(QStringLiteral("data/pasted"))}; }
    QStringList pasted_names() const { return pasted().entryList(QDir::Files); }

    void SetUp() override {
        StudioTest::SetUp();
        window->openModel(QStringLiteral("/m/fake.safetensors"));
    }
};

// No two neighbouring pixels alike: anything lossy would show.
QImage picture_of_noise() {
    QImage image(61, 43, QImage::Format_RGB888);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixelColor(x, y, QColor((x * 37) % 256, (y * 91) % 256, (x * y * 13) % 256));
    }
    return image;
}

QByteArray png_of(const QImage& image) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

TEST_F(PastingTest, APastedPictureIsSavedLosslesslyAndShownLikeAPhoto) {
    QGuiApplication::clipboard()->setImage(picture_of_noise());
    paste();
    ASSERT_TRUE(shows(QStringLiteral("Pasted picture 1.png")));
    EXPECT_EQ(words().value(3), QStringLiteral("Pasted picture 1"));
    EXPECT_EQ(QImage(pasted().filePath(QStringLiteral("Pasted picture 1.png")))
                  .convertToFormat(QImage::Format_RGB888),
              picture_of_noise());
}

TEST_F(PastingTest, APngIsKeptAsItCame) {
    QImage image = picture_of_noise().convertToFormat(QImage::Format_RGBA64);
    image.setPixelColor(3, 3, QColor(10, 20, 30, 40));
    paste(png_of(image));
    ASSERT_TRUE(shows(QStringLiteral("Pasted picture 1.png")));
    QFile file(pasted().filePath(QStringLiteral("Pasted picture 1.png")));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll(), png_of(image));
}

TEST_F(PastingTest, AJpegBecomesAPngOfTheSamePixels) {
    const QImage image = picture_of_noise().convertToFormat(QImage::Format_Grayscale8);
    QBuffer jpeg;
    jpeg.open(QIODevice::WriteOnly);
    image.save(&jpeg, "JPEG", 90);
    paste(jpeg.data(), QStringLiteral("image/jpeg"));
    ASSERT_TRUE(shows(QStringLiteral("Pasted picture 1.png")));
    const QImage kept(pasted().filePath(QStringLiteral("Pasted picture 1.png")));
    const QImage sent = QImage::fromData(jpeg.data());
    ASSERT_EQ(kept.size(), sent.size());
    for (int y = 0; y < sent.height(); ++y) {
        for (int x = 0; x < sent.width(); ++x)
            ASSERT_NEAR(qGray(kept.pixel(x, y)), qGray(sent.pixel(x, y)), 2); // two decoders
    }
}

TEST_F(PastingTest, OtherFormatsAreDecodedBesideTheWindow) {
    open_captioned({"cat.png"});
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const QImage picture = picture_of_noise();
    ASSERT_TRUE(picture.save(&buffer, "XPM")); // which core does not read
    paste(buffer.data(), QStringLiteral("image/x-xpixmap"));
    ASSERT_TRUE(shows(QStringLiteral("Pasted picture 1.png")));
    EXPECT_EQ(
        QImage(pasted().filePath(QStringLiteral("Pasted picture 1.png"))).convertToFormat(picture.format()),
        picture);

    trigger(Command::open_samples);
    paste("/* XPM */ of nothing", QStringLiteral("image/x-xpixmap"));
    EXPECT_TRUE(message_comes(QStringLiteral("The picture could not be opened.")));
}

TEST_F(PastingTest, APictureDraggedFromABrowserIsOpened) {
    QMimeData data;
    data.setUrls({QUrl(QStringLiteral("https://example.org/cat.png"))});
    data.setData(QStringLiteral("image/png"), png_of(picture_of_noise()));
    ASSERT_TRUE(drop(data));
    EXPECT_TRUE(shows(QStringLiteral("Pasted picture 1.png")));
}

TEST_F(PastingTest, FilesComeBeforeTheirPicture) {
    auto* data = new QMimeData;
    data->setUrls({QUrl::fromLocalFile(QStringLiteral("/p/cat.png")),
                   QUrl::fromLocalFile(QStringLiteral("/p/dog.png"))});
    data->setImageData(picture_of_noise());
    QGuiApplication::clipboard()->setMimeData(data);
    paste();
    ASSERT_TRUE(shows(QStringLiteral("cat.png")));
    EXPECT_EQ(find<QListView>(QStringLiteral("Photos"))->model()->rowCount(), 2);
    EXPECT_TRUE(pasted_names().isEmpty());
}

TEST_F(PastingTest, WhatIsNoPictureIsExplained) {
    paste();
    EXPECT_TRUE(message_comes(QStringLiteral("There is nothing on the clipboard")));
    EXPECT_NE(find<QWidget>(QStringLiteral("Open Photos…")), nullptr);
    QGuiApplication::clipboard()->setText(QStringLiteral("a photo of a cat"));
    paste();
    EXPECT_TRUE(message_comes(QStringLiteral("There is text on the clipboard")));
    auto* address = new QMimeData;
    address->setUrls({QUrl(QStringLiteral("https://example.org/cat.png"))});
    QGuiApplication::clipboard()->setMimeData(address);
    paste();
    EXPECT_TRUE(message_comes(QStringLiteral("Copy the picture itself")));
    EXPECT_TRUE(pasted_names().isEmpty());
}

TEST_F(PastingTest, DamagedAndHostileDataIsRefusedAndNothingIsKept) {
    open_captioned({"cat.png"});
    paste("Dear diary, this is no picture.");
    EXPECT_TRUE(message_comes(QStringLiteral("The picture could not be opened.")));

    trigger(Command::open_samples); // takes the message away
    const QByteArray whole = png_of(picture_of_noise());
    paste(whole.left(whole.size() / 2));
    EXPECT_TRUE(message_comes(QStringLiteral("The picture could not be opened.")));

    trigger(Command::open_samples);
    QByteArray vast = whole; // says that it is 2³¹-1 by 2³¹-1 pixels
    vast.replace(16, 8, QByteArray::fromHex("7fffffff7fffffff"));
    paste(vast);
    EXPECT_TRUE(message_comes(QStringLiteral("The picture could not be opened.")));

    paste(QByteArray());
    EXPECT_TRUE(message_comes(QStringLiteral("arrived empty")));
    EXPECT_TRUE(pasted_names().isEmpty());
}

TEST_F(PastingTest, AnEnormousPictureIsRefused) {
    QImage image(20'000, 10'001, QImage::Format_Mono);
    image.fill(0);
    QGuiApplication::clipboard()->setImage(image);
    paste();
    EXPECT_TRUE(message_comes(QStringLiteral("larger than 200 megapixels")));
    EXPECT_TRUE(pasted_names().isEmpty());
}

TEST_F(PastingTest, TheOldestGoButNeverOneThatIsOpen) {
    ASSERT_TRUE(QDir().mkpath(pasted().path()));
    const auto path = [this](int number) {
        return pasted().filePath(QStringLiteral("Pasted picture %1.png").arg(number));
    };
    for (int number = 1; number <= PastedPhotos::most + 2; ++number)
        ASSERT_TRUE(QFile(path(number)).open(QIODevice::WriteOnly));
    const QString other = pasted().filePath(QStringLiteral("Holiday 1.png"));
    ASSERT_TRUE(QFile(other).open(QIODevice::WriteOnly));
    window->open({path(2), QStringLiteral("/p/cat.png")});
    paste(png_of(picture_of_noise()));
    ASSERT_TRUE(message_comes(QStringLiteral("keeps the last 50 pasted pictures")));
    EXPECT_TRUE(message().contains(QStringLiteral("3 older ones were removed")));
    for (const int gone : {1, 3, 4})
        EXPECT_FALSE(QFile::exists(path(gone))) << gone;
    for (const int kept : {2, 5, PastedPhotos::most + 3})
        EXPECT_TRUE(QFile::exists(path(kept))) << kept;
    EXPECT_TRUE(QFile::exists(other));
}

TEST_F(PastingTest, AFolderThatCannotBeWrittenIsSaid) {
    QFile in_the_way(folder.filePath(QStringLiteral("data")));
    QDir(in_the_way.fileName()).removeRecursively();
    ASSERT_TRUE(in_the_way.open(QIODevice::WriteOnly));
    paste(png_of(picture_of_noise()));
    EXPECT_TRUE(message_comes(QStringLiteral("The picture could not be opened.")));
}

} // namespace
} // namespace saccade::test
