#include "tests/ui/fake_engine.h"
#include "tests/ui/studio_fixture.h"
#include "ui/services/caption_service.h"

#include <QElapsedTimer>
#include <QSignalSpy>

namespace saccade::test {
namespace {

class CaptionServiceTest : public testing::Test {
protected:
    CaptionServiceTest() {
        service = std::make_unique<CaptionService>(std::make_unique<FakeEngine>(log),
                                                   [log = log](const std::filesystem::path& path) {
                                                       log->note_thread();
                                                       return fake_photo(path);
                                                   });
        QObject::connect(service.get(), &CaptionService::photoOpened, [this](const PhotoOpened& opened) {
            events += QStringLiteral("photo ") + opened.file;
        });
        QObject::connect(service.get(), &CaptionService::captioned, [this](const Captioned& captioned) {
            events += QStringLiteral("caption ") + QString::fromStdString(captioned.captions.front().text());
        });
        QObject::connect(service.get(), &CaptionService::photoFailed, [this](const Fault& fault) {
            events += QStringLiteral("no photo: ") + fault.sentence();
        });
        QObject::connect(service.get(), &CaptionService::captionFailed, [this](const Fault& fault) {
            events += QStringLiteral("no caption: ") + fault.sentence();
        });
        QObject::connect(service.get(), &CaptionService::modelOpened, [this](const ModelFacts& facts) {
            events += QStringLiteral("model ") + QString::fromStdString(facts.card.name);
        });
        QObject::connect(service.get(), &CaptionService::modelFailed, [this](const Fault& fault) {
            events += QStringLiteral("no model: ") + fault.sentence();
        });
    }

    bool wait_for_events(int count) {
        return wait_for([this, count] { return events.size() >= count; });
    }

    std::shared_ptr<FakeEngineLog> log = std::make_shared<FakeEngineLog>();
    std::unique_ptr<CaptionService> service;
    QStringList events;
};

TEST_F(CaptionServiceTest, ShowsThePhotoBeforeTheModelIsThere) {
    service->open(QStringLiteral("/p/cat.png"));
    service->setModel(QStringLiteral("/m/small.safetensors"));
    ASSERT_TRUE(wait_for_events(3));
    EXPECT_EQ(events, (QStringList{"photo /p/cat.png", "model small", "caption a photo of cat"}));
    EXPECT_EQ(service->work(), CaptionService::Work::none);
}

TEST_F(CaptionServiceTest, NothingIsComputedOnTheThreadOfTheWindow) {
    service->setModel(QStringLiteral("/m/small.safetensors"));
    service->open(QStringLiteral("/p/cat.png"));
    ASSERT_TRUE(wait_for_events(3));
    const std::lock_guard lock(log->mutex);
    ASSERT_EQ(log->threads.size(), 3U); // load, read, caption
    for (const std::thread::id thread : log->threads) {
        EXPECT_NE(thread, std::this_thread::get_id());
        EXPECT_EQ(thread, log->threads.front());
    }
}

TEST_F(CaptionServiceTest, LateAnswersAreDropped) {
    service->setModel(QStringLiteral("/m/small.safetensors"));
    log->hold = true;
    service->open(QStringLiteral("/p/old.png"));
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    service->open(QStringLiteral("/p/new.png"));
    ASSERT_TRUE(wait_for([this] { return log->cancelled == 1; }));
    log->hold = false;
    ASSERT_TRUE(wait_for([this] { return events.contains(QStringLiteral("caption a photo of new")); }));
    settle();
    EXPECT_EQ(events.filter(QStringLiteral("caption")), QStringList{"caption a photo of new"});
}

TEST_F(CaptionServiceTest, OfManyRequestsAtOnceOnlyTheLastIsAnswered) {
    service->setModel(QStringLiteral("/m/small.safetensors"));
    ASSERT_TRUE(wait_for_events(1));
    for (int i = 0; i < 50; ++i)
        service->open(QStringLiteral("/p/%1.png").arg(i));
    ASSERT_TRUE(wait_for_events(3));
    settle();
    EXPECT_EQ(events, (QStringList{"model small", "photo /p/49.png", "caption a photo of 49"}));
}

TEST_F(CaptionServiceTest, ABrokenPhotoSaysWhyAndTheNextOneWorks) {
    service->setModel(QStringLiteral("/m/small.safetensors"));
    ASSERT_TRUE(wait_for_events(1));
    service->open(QStringLiteral("/p/broken.png"));
    ASSERT_TRUE(wait_for_events(2));
    EXPECT_EQ(events.back(), QStringLiteral("no photo: The file ends after 12 of 512 bytes. "
                                            "Copy it again from where it came."));
    EXPECT_EQ(service->work(), CaptionService::Work::none);
    service->open(QStringLiteral("/p/cat.png"));
    ASSERT_TRUE(wait_for_events(4));
    EXPECT_EQ(events.back(), QStringLiteral("caption a photo of cat"));
}

TEST_F(CaptionServiceTest, AFailingCaptionKeepsThePhoto) {
    service->setModel(QStringLiteral("/m/small.safetensors"));
    service->open(QStringLiteral("/p/unspeakable.png"));
    ASSERT_TRUE(wait_for_events(3));
    EXPECT_EQ(events.back(), QStringLiteral("no caption: The photo left the model speechless."));
}

TEST_F(CaptionServiceTest, ABrokenModelLeavesTheOneBeforeInUse) {
    service->setModel(QStringLiteral("/m/small.safetensors"));
    ASSERT_TRUE(wait_for_events(1));
    service->setModel(QStringLiteral("/m/broken.safetensors"));
    ASSERT_TRUE(wait_for_events(2));
    EXPECT_TRUE(events.back().startsWith(QStringLiteral("no model: This is not a model bundle.")));
    service->open(QStringLiteral("/p/cat.png"));
    ASSERT_TRUE(wait_for_events(4));
    EXPECT_EQ(events.back(), QStringLiteral("caption a photo of cat"));
}

TEST_F(CaptionServiceTest, AnotherModelCaptionsThePhotoAgain) {
    service->setModel(QStringLiteral("/m/small.safetensors"));
    service->open(QStringLiteral("/p/cat.png"));
    ASSERT_TRUE(wait_for_events(3));
    service->setModel(QStringLiteral("/m/large.safetensors"));
    ASSERT_TRUE(wait_for_events(5));
    EXPECT_EQ(events.mid(3), (QStringList{"model large", "caption a photo of cat"}));
}

TEST_F(CaptionServiceTest, OtherSettingsCaptionThePhotoShownAgain) {
    service->setModel(QStringLiteral("/m/small.safetensors"));
    service->open(QStringLiteral("/p/cat.png"));
    ASSERT_TRUE(wait_for_events(3));
    DecodingSettings sampling;
    sampling.method = DecodingMethod::sampling;
    sampling.seed = 7;
    service->setDecoding(sampling);
    ASSERT_TRUE(wait_for_events(4));
    EXPECT_EQ(events.back(), QStringLiteral("caption sample 7 of cat"));
    service->setDecoding(sampling);
    settle();
    EXPECT_EQ(events.size(), 4) << "the same settings again are no reason to decode";
    service->open(QStringLiteral("/p/dog.png"));
    ASSERT_TRUE(wait_for_events(6));
    EXPECT_EQ(events.back(), QStringLiteral("caption sample 7 of dog"));
}

TEST_F(CaptionServiceTest, SettingsThatChangeWhileACaptionIsMadeOutdateIt) {
    service->setModel(QStringLiteral("/m/small.safetensors"));
    log->hold = true;
    service->open(QStringLiteral("/p/cat.png"));
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    DecodingSettings settings;
    settings.method = DecodingMethod::sampling;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        settings.seed = seed;
        service->setDecoding(settings);
    }
    log->hold = false;
    ASSERT_TRUE(wait_for([this] { return events.contains(QStringLiteral("caption sample 20 of cat")); }));
    settle();
    EXPECT_EQ(events.filter(QStringLiteral("caption")).size(), 1);
    EXPECT_EQ(service->work(), CaptionService::Work::none);
}

TEST_F(CaptionServiceTest, SettingsThatChangeWhileAModelIsReadHoldWithTheOldOneToo) {
    service->setModel(QStringLiteral("/m/small.safetensors"));
    service->open(QStringLiteral("/p/cat.png"));
    ASSERT_TRUE(wait_for_events(3));
    service->setModel(QStringLiteral("/m/broken.safetensors"));
    DecodingSettings settings;
    settings.method = DecodingMethod::sampling;
    service->setDecoding(settings);
    ASSERT_TRUE(wait_for([this] { return events.contains(QStringLiteral("caption sample 0 of cat")); }));
    EXPECT_EQ(service->work(), CaptionService::Work::none);
}

PhotoEdit renamed(const char* name) {
    return [name](const Photo& photo) {
        Photo edited = photo;
        edited.info.path = name;
        return edited;
    };
}

TEST_F(CaptionServiceTest, AChangedPhotoIsCaptionedBesideThePhotoItself) {
    service->setModel(QStringLiteral("/m/small.safetensors"));
    service->open(QStringLiteral("/p/cat.png"));
    ASSERT_TRUE(wait_for_events(3));
    QStringList edited;
    QObject::connect(service.get(), &CaptionService::editedCaptioned, [&](const EditedCaptioned& result) {
        edited += QString::fromStdString(result.caption.text());
        EXPECT_EQ(result.photo.photo()->info.path, "changed.png");
    });
    service->captionEdited(renamed("changed.png"));
    EXPECT_TRUE(service->isEditing());
    EXPECT_EQ(service->work(), CaptionService::Work::none);
    ASSERT_TRUE(wait_for([&] { return !edited.isEmpty(); }));
    EXPECT_EQ(edited, QStringList{"a photo of changed"});
    EXPECT_FALSE(service->isEditing());
    EXPECT_EQ(events.size(), 3); // nothing new of the photo itself
}

TEST_F(CaptionServiceTest, AChangeThatFailsSaysWhyAndLeavesThePhoto) {
    service->setModel(QStringLiteral("/m/small.safetensors"));
    service->open(QStringLiteral("/p/cat.png"));
    ASSERT_TRUE(wait_for_events(3));
    QString fault;
    QObject::connect(service.get(), &CaptionService::editFailed,
                     [&](const Fault& failed) { fault = failed.sentence(); });
    service->captionEdited(renamed("unspeakable.png"));
    ASSERT_TRUE(wait_for([&] { return !fault.isEmpty(); }));
    EXPECT_EQ(fault, QStringLiteral("The photo left the model speechless."));
    EXPECT_FALSE(service->isEditing());
    EXPECT_EQ(events.size(), 3);
}

TEST_F(CaptionServiceTest, OfTwoChangesTheLaterOneIsAnswered) {
    service->setModel(QStringLiteral("/m/small.safetensors"));
    service->open(QStringLiteral("/p/cat.png"));
    ASSERT_TRUE(wait_for_events(3));
    QStringList edited;
    QObject::connect(service.get(), &CaptionService::editedCaptioned, [&](const EditedCaptioned& result) {
        edited += QString::fromStdString(result.caption.text());
    });
    log->hold = true;
    service->captionEdited(renamed("one.png"));
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    service->captionEdited(renamed("two.png"));
    ASSERT_TRUE(wait_for([this] { return log->cancelled == 1; }));
    log->hold = false;
    ASSERT_TRUE(wait_for([&] { return !edited.isEmpty(); }));
    settle();
    EXPECT_EQ(edited, QStringList{"a photo of two"});
}

TEST_F(CaptionServiceTest, WithoutAPhotoOrAModelThereIsNothingToChange) {
    service->captionEdited(renamed("one.png"));
    EXPECT_FALSE(service->isEditing());
    service->open(QStringLiteral("/p/cat.png"));
    ASSERT_TRUE(wait_for_events(1));
    service->captionEdited(renamed("one.png"));
    EXPECT_FALSE(service->isEditing());
}

TEST_F(CaptionServiceTest, WithoutAModelThereIsAPhotoAndNoWaiting) {
    service->open(QStringLiteral("/p/cat.png"));
    ASSERT_TRUE(wait_for_events(1));
    EXPECT_EQ(service->work(), CaptionService::Work::none);
}

class AsideTest : public CaptionServiceTest {
protected:
    void SetUp() override {
        QObject::connect(service.get(), &CaptionService::captionedAside, [this](const Captioned& captioned) {
            aside +=
                captioned.file + QLatin1Char(' ') + QString::fromStdString(captioned.captions.front().text());
        });
        QObject::connect(service.get(), &CaptionService::failedAside, [this](const Fault& fault) {
            aside += fault.file + QLatin1Char(' ') + fault.sentence();
        });
        QObject::connect(service.get(), &CaptionService::captionsOutdated, [this] { ++outdated; });
        service->setModel(QStringLiteral("/m/small.safetensors"));
        service->open(QStringLiteral("/p/cat.png"));
        ASSERT_TRUE(wait_for_events(3));
        ASSERT_TRUE(wait_for([this] { return service->isIdle(); }));
        outdated = 0;
    }
    void caption_aside(const QString& name) {
        const QString file = QStringLiteral("/p/%1.png").arg(name);
        service->captionAside(file, std::make_shared<const Photo>(fake_photo(file.toStdString())));
    }

    QStringList aside;
    int outdated = 0;
};

TEST_F(AsideTest, WhateverIsAskedForGoesFirstAndThenItIsBegunAgain) {
    log->hold = true;
    caption_aside(QStringLiteral("aside"));
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    EXPECT_EQ(service->work(), CaptionService::Work::none);
    EXPECT_TRUE(service->isIdle());
    service->open(QStringLiteral("/p/dog.png"));
    ASSERT_TRUE(wait_for([this] { return log->cancelled == 1; }));
    log->hold = false;
    ASSERT_TRUE(wait_for([this] { return !aside.isEmpty(); }));
    EXPECT_EQ(aside, QStringList{"/p/aside.png a photo of aside"});
    const std::lock_guard lock(log->mutex);
    EXPECT_EQ(log->captioned, (std::vector<std::string>{"cat", "dog", "aside"}));
}

TEST_F(AsideTest, AQuestionAboutThePhotoGoesFirstToo) {
    log->hold = true;
    caption_aside(QStringLiteral("aside"));
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    std::atomic<bool> asked = false;
    ASSERT_TRUE(service->askEngine(
        [&](CaptionEngine&, const std::shared_ptr<const Photo>&, const DecodingSettings&) { asked = true; }));
    ASSERT_TRUE(wait_for([&] { return asked.load(); })); // although the other one is held
    EXPECT_EQ(aside, QStringList());
    log->hold = false;
    ASSERT_TRUE(wait_for([this] { return aside.size() == 1; }));
}

TEST_F(AsideTest, OtherSettingsAndAnotherModelOutdateIt) {
    log->hold = true;
    caption_aside(QStringLiteral("one"));
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    DecodingSettings beam;
    beam.method = DecodingMethod::beam;
    service->setDecoding(beam);
    EXPECT_EQ(outdated, 1);
    log->hold = false;
    ASSERT_TRUE(wait_for_events(4)); // the photo shown, by the new settings
    caption_aside(QStringLiteral("two"));
    service->setModel(QStringLiteral("/m/broken.safetensors"));
    ASSERT_TRUE(wait_for([this] { return aside.size() == 1; })); // the model before stays in use
    EXPECT_EQ(outdated, 1);
    log->hold = true;
    caption_aside(QStringLiteral("three"));
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    service->setModel(QStringLiteral("/m/other.safetensors"));
    log->hold = false;
    ASSERT_TRUE(wait_for([this] { return outdated == 2 && service->isIdle(); }));
    settle();
    EXPECT_EQ(aside, QStringList{"/p/two.png a photo of two"});
}

TEST_F(AsideTest, AnswersForTheLastPhotoThatWasGivenAndSaysWhatFails) {
    log->hold = true;
    caption_aside(QStringLiteral("one"));
    caption_aside(QStringLiteral("two"));
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    caption_aside(QStringLiteral("unspeakable"));
    log->hold = false;
    ASSERT_TRUE(wait_for([this] { return !aside.isEmpty(); }));
    settle();
    EXPECT_EQ(aside, QStringList{"/p/unspeakable.png The photo left the model speechless."});
}

TEST_F(CaptionServiceTest, GoingAwayWhileBusyStopsAndLeavesNoThread) {
    service->setModel(QStringLiteral("/m/small.safetensors"));
    service->open(QStringLiteral("/p/cat.png"));
    log->hold = true;
    service->open(QStringLiteral("/p/dog.png"));
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    EXPECT_EQ(worker_threads(), 1);
    const auto seen = events;
    service.reset();
    // The kernel lists a joined thread for a moment longer.
    EXPECT_TRUE(wait_for([] { return worker_threads() == 0; }));
    EXPECT_EQ(log->cancelled, 1);
    settle();
    EXPECT_EQ(events, seen);
}

TEST(PhotoPyramidTest, LevelsHalveAndTheFirstIsTheDecodedPhotoItself) {
    const auto photo = std::make_shared<const Photo>(fake_photo("wide-4000x1000.png"));
    const PhotoPyramid pyramid(photo);
    EXPECT_EQ(pyramid.levelFor(4000).constBits(), photo->rgb.data());
    EXPECT_EQ(pyramid.levelFor(9000).size(), QSize(4000, 1000));
    EXPECT_EQ(pyramid.levelFor(1500).size(), QSize(2000, 500));
    EXPECT_EQ(pyramid.levelFor(900).size(), QSize(1000, 250));
    EXPECT_EQ(pyramid.levelFor(10).pixelColor(3, 3), QColor(128, 128, 128));
}

TEST(PhotoPyramidTest, AHalfIsTheMeanOfFourPixelsAndAQuarterOfSixteen) {
    auto photo = std::make_shared<Photo>(fake_photo("odd-2051x1201.png"));
    for (std::size_t i = 0; i < photo->rgb.size(); ++i)
        photo->rgb[i] = static_cast<std::uint8_t>(i * 2654435761U >> 24U);
    const auto mean = [&](int side, int x, int y, int channel) {
        int sum = 0;
        for (int dy = 0; dy < side; ++dy) {
            for (int dx = 0; dx < side; ++dx)
                sum += photo->rgb[static_cast<std::size_t>(((y * side + dy) * 2051 + x * side + dx) * 3 +
                                                           channel)];
        }
        return static_cast<double>(sum) / (side * side);
    };
    const PhotoPyramid pyramid(photo);
    for (const int side : {2, 4}) {
        const QImage& level = pyramid.levelFor(2051 / side);
        ASSERT_EQ(level.size(), QSize(2051 / side, 1201 / side));
        for (const QPoint at :
             {QPoint(0, 0), QPoint(100, 200), QPoint(level.width() - 1, level.height() - 1)}) {
            const QColor colour = level.pixelColor(at);
            EXPECT_NEAR(colour.red(), mean(side, at.x(), at.y(), 0), 1.01);
            EXPECT_NEAR(colour.green(), mean(side, at.x(), at.y(), 1), 1.01);
            EXPECT_NEAR(colour.blue(), mean(side, at.x(), at.y(), 2), 1.01);
        }
    }
}

TEST(PhotoPyramidTest, InSmallAPhotoKeepsItsShapeAndItsColours) {
    for (const auto& [name, size] : {std::pair{"wide-4000x1000.png", QSize(64, 16)},
                                     {"line-5000x1.png", QSize(64, 1)},
                                     {"dot-1x1.png", QSize(64, 64)}}) {
        const QImage small = shrunk(std::make_shared<const Photo>(fake_photo(name)), 64);
        EXPECT_EQ(small.size(), size) << name;
        EXPECT_EQ(small.pixelColor(size.width() / 2, size.height() / 2), QColor(128, 128, 128)) << name;
    }
}

TEST(PhotoPyramidTest, APhotoOfOnePixelHasOneLevel) {
    const PhotoPyramid pyramid(std::make_shared<const Photo>(fake_photo("dot-1x1.png")));
    EXPECT_EQ(pyramid.levelFor(0).size(), QSize(1, 1));
}

} // namespace
} // namespace saccade::test
