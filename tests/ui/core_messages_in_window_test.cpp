// Messages of core where a person reads them, in the language of the window.

#include "core/image/decode.h"
#include "core/support/atomic_file.h"
#include "tests/ui/studio_fixture.h"
#include "tests/ui/training_fixture.h"
#include "ui/services/captioner_engine.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSpinBox>

namespace saccade::test {
namespace {

const QString root = QStringLiteral(SACCADE_SOURCE_DIR "/");

/// The window over the real engine and reader.
class CoreMessagesWindowTest : public StudioTest {
protected:
    std::unique_ptr<CaptionEngine> make_engine() override { return std::make_unique<CaptionerEngine>(); }
    PhotoReader make_reader() override {
        return [](const std::filesystem::path& path) { return read_photo(path); };
    }
    void TearDown() override {
        trigger(Command::language_english);
        settle();
    }
    QString shown(const QString& label) const {
        const auto* found = find<QLabel>(label);
        return found == nullptr ? QString() : found->text();
    }
    QString cut_photo() {
        const QString cut = folder.filePath(QStringLiteral("cut.jpg"));
        QFile whole(root + QStringLiteral("resources/photos/dog.jpg"));
        QFile part(cut);
        EXPECT_TRUE(whole.open(QIODevice::ReadOnly) && part.open(QIODevice::WriteOnly));
        part.write(whole.read(20'000));
        return cut;
    }
};

TEST_F(CoreMessagesWindowTest, ABrokenPhotoIsToldInTheLanguageOfTheWindow) {
    trigger(Command::language_chinese);
    window->open({cut_photo()});
    ASSERT_TRUE(
        wait_for([this] { return shown(QStringLiteral("提示标题")) == QStringLiteral("无法显示 cut.jpg"); }));
    static const QRegularExpression chinese(
        QStringLiteral("^JPEG 数据不完整：\\d+ 行像素中缺少 \\d+ 行。请重新下载或复制这张照片。$"));
    EXPECT_TRUE(shown(QStringLiteral("提示内容")).contains(chinese))
        << shown(QStringLiteral("提示内容")).toStdString();
    EXPECT_TRUE(shown(QStringLiteral("说明")).endsWith(QStringLiteral("cut.jpg")));

    trigger(Command::language_english);
    static const QRegularExpression english(QStringLiteral(
        "^The JPEG data end early: \\d+ of \\d+ pixel rows are missing. Fetch or copy the photo again.$"));
    ASSERT_TRUE(wait_for([this] { return shown(QStringLiteral("Notice text")).contains(english); }))
        << shown(QStringLiteral("Notice text")).toStdString();
}

TEST_F(CoreMessagesWindowTest, AModelThatCannotBeUsedIsToldInTheLanguageOfTheWindow) {
    trigger(Command::language_chinese);
    const QString bundle = root + QStringLiteral("resources/photos/dog.jpg");
    window->openModel(bundle);
    ASSERT_TRUE(wait_for([this] { return !shown(QStringLiteral("模型消息")).isEmpty(); }));
    static const QRegularExpression latin(QStringLiteral("[A-Za-z]{3,}"));
    QString text = shown(QStringLiteral("模型消息"));
    EXPECT_TRUE(text.startsWith(QStringLiteral("模型 %1 无法使用。这不是 safetensors 文件").arg(bundle)))
        << text.toStdString();
    EXPECT_TRUE(text.endsWith(QStringLiteral("。")));
    EXPECT_FALSE(text.remove(bundle).remove(QStringLiteral("safetensors")).contains(latin))
        << text.toStdString();

    trigger(Command::language_english);
    ASSERT_TRUE(wait_for([this] {
        return shown(QStringLiteral("Model message"))
            .contains(QStringLiteral("cannot be used. This is not a safetensors file"));
    })) << shown(QStringLiteral("Model message")).toStdString();
}

TEST_F(CoreMessagesWindowTest, WarningsAreToldInTheLanguageOfTheWindow) {
    window->warn(QStringLiteral(
        "The slow reference BLAS is loaded, so captions take up to 50 times longer. Install the "
        "package libopenblas0-pthread and start Saccade again."));
    EXPECT_TRUE(shown(QStringLiteral("Warning")).startsWith(QStringLiteral("The slow reference BLAS")));
    trigger(Command::language_chinese);
    ASSERT_TRUE(wait_for([this] {
        return shown(QStringLiteral("警告")).startsWith(QStringLiteral("当前加载的是缓慢的参考版 BLAS"));
    }));
}

TEST_F(CoreMessagesWindowTest, TheFilmStripSaysWhyAPhotoCannotBeOpened) {
    trigger(Command::language_chinese);
    window->open({cut_photo()});
    ASSERT_TRUE(wait_for([this] { return !shown(QStringLiteral("提示标题")).isEmpty(); }));
    QAbstractItemModel* photos = nullptr;
    for (QAbstractItemView* view : window->findChildren<QAbstractItemView*>()) {
        if (view->model() != nullptr && view->model()->rowCount() == 1 &&
            view->model()->index(0, 0).data().toString() == QLatin1String("cut.jpg"))
            photos = view->model();
    }
    ASSERT_NE(photos, nullptr);
    const auto spoken = [photos] { return photos->index(0, 0).data(Qt::AccessibleTextRole).toString(); };
    ASSERT_TRUE(wait_for([&] {
        return spoken().startsWith(QStringLiteral("cut.jpg，无法打开：JPEG 数据不完整"));
    })) << spoken().toStdString();
    trigger(Command::language_english);
    settle();
    EXPECT_TRUE(spoken().startsWith(QStringLiteral("cut.jpg, cannot be opened: The JPEG data end early")));
}

class TrainingMessagesTest : public TrainingTest {
protected:
    void TearDown() override {
        trigger(Command::language_english);
        settle();
    }
    /// Whether some visible label says it.
    bool says(const QString& part) const {
        const auto labels = window->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->isVisible() && label->text().contains(part);
        });
    }
    void write(const QString& name, const char* text) const {
        write_file_atomically(folder.filePath(name).toStdString(), text);
    }
};

TEST_F(TrainingMessagesTest, FindingsOfTheDataCheckChangeWithTheLanguage) {
    write(QStringLiteral("shapes/broken.bmp"), "This is no picture.");
    write(QStringLiteral("shapes/more.csv"), "image,caption,split\nshape0.bmp,a dog,train\n"
                                             "broken.bmp,a cat,dev\nshape1.bmp,,train\n");
    window->newRun(folder.filePath(QStringLiteral("shapes/more.csv")));
    ASSERT_TRUE(wait_for([this] { return says(QStringLiteral("more.csv: 1 rows without a caption.")); }));
    const QString broken = folder.filePath(QStringLiteral("shapes/broken.bmp"));
    EXPECT_TRUE(says(broken + QStringLiteral(": this is a text file, not a photo. Open a JPEG")));
    trigger(Command::language_chinese);
    EXPECT_TRUE(wait_for([this] { return says(QStringLiteral("more.csv：1 行没有描述。")); }));
    EXPECT_TRUE(wait_for([this] { return says(QStringLiteral("more：1 张照片没有描述，已略过。")); }));
    EXPECT_TRUE(says(broken + QStringLiteral("：这是文本文件，不是照片。请打开 JPEG、")));
    EXPECT_TRUE(says(QStringLiteral("GIF 文件。请替换或移除这些文件")));
    EXPECT_FALSE(says(QStringLiteral("without a caption")));
    EXPECT_FALSE(says(QStringLiteral("read as")));
    trigger(Command::language_english);
    EXPECT_TRUE(wait_for([this] { return says(QStringLiteral("more.csv: 1 rows without a caption.")); }));
}

TEST_F(TrainingMessagesTest, ADataSetThatCannotBeReadIsToldInTheLanguageOfTheWindow) {
    write(QStringLiteral("broken.json"), "{\"images\": [");
    window->newRun(folder.filePath(QStringLiteral("broken.json")));
    ASSERT_TRUE(wait_for([this] { return says(QStringLiteral("This is not JSON: parse error at line 1")); }));
    trigger(Command::language_chinese);
    EXPECT_TRUE(wait_for([this] { return says(QStringLiteral("这不是 JSON：第 1 行第 13 列解析错误：")); }));
    EXPECT_TRUE(says(QStringLiteral("请在该处修正。")));
}

TEST_F(TrainingMessagesTest, SettingsThatDoNotHoldAreToldInTheLanguageOfTheWindow) {
    ASSERT_NO_FATAL_FAILURE(go_to_settings());
    auto* varied = window->findChild<QPlainTextEdit*>();
    varied->setPlainText(QStringLiteral("epochs=0,1"));
    EXPECT_TRUE(says(QStringLiteral("\"epochs\" must be a whole number from 1 to 10000, not 0.")));
    find<QLineEdit>(QStringLiteral("Epochs"))->setText(QStringLiteral("none"));
    EXPECT_TRUE(says(QStringLiteral("A whole number, 1 – 10000")));
    trigger(Command::language_chinese);
    EXPECT_TRUE(wait_for([this] { return says(QStringLiteral("整数，1 – 10000")); }));
    find<QLineEdit>(QStringLiteral("轮数"))->setText(QStringLiteral("2"));
    EXPECT_TRUE(says(QStringLiteral("“epochs”应为 1 到 10000 的整数，而不是 0。")));
    varied->setPlainText(QStringLiteral("epoch=1,2"));
    EXPECT_TRUE(says(QStringLiteral("“epoch”不是设置项。是否想写“epochs”？")));
    trigger(Command::language_english);
    EXPECT_TRUE(wait_for(
        [this] { return says(QStringLiteral("\"epoch\" is no setting. Did you mean \"epochs\"?")); }));
}

TEST_F(TrainingMessagesTest, ARunThatCannotBeginIsToldInTheLanguageOfTheWindow) {
    ASSERT_NO_FATAL_FAILURE(go_to_settings());
    find<QComboBox>(QStringLiteral("Preset"))->setCurrentIndex(2);
    type("Name of the run", QStringLiteral("early"));
    find<QSpinBox>(QStringLiteral("Threads"))->setValue(1);
    ASSERT_TRUE(QFile::rename(data_set, data_set + QStringLiteral(".away")));
    ASSERT_TRUE(press_button(QStringLiteral("Start Training")));
    ASSERT_TRUE(wait_for([this] { return says(QStringLiteral("could not begin")); }));
    EXPECT_TRUE(says(data_set + QStringLiteral(": There is no such file")));
    trigger(Command::language_chinese);
    EXPECT_TRUE(wait_for([this] {
        return says(QStringLiteral("“early”无法开始。%1：没有这个文件或文件夹。请检查路径。没有任何损失：")
                        .arg(data_set));
    }));
    trigger(Command::language_english);
    EXPECT_TRUE(wait_for([this] { return says(data_set + QStringLiteral(": There is no such file")); }));
}

} // namespace
} // namespace saccade::test
