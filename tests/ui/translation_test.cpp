#include "tests/ui/studio_fixture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QFile>
#include <QGroupBox>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QProcess>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <set>

namespace saccade::test {
namespace {

struct Message {
    QString context;
    QString source;
    QString translation;
    QStringList forms; ///< of a text with a number
    bool unfinished = false;
    bool numerus = false;
};

std::vector<Message> readTs(const QString& path) {
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    QXmlStreamReader xml(&file);
    std::vector<Message> result;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("message")) {
            result.emplace_back().context = context;
            result.back().numerus = xml.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
        } else if (xml.name() == QLatin1String("source")) {
            result.back().source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            result.back().unfinished = xml.attributes().hasAttribute(QLatin1String("type"));
            if (!result.back().numerus)
                result.back().translation = xml.readElementText();
        } else if (xml.name() == QLatin1String("numerusform")) {
            result.back().forms += xml.readElementText();
        }
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return result;
}

QString translationFile() {
    return QStringLiteral(SACCADE_SOURCE_DIR "/resources/translations/saccade_zh_CN.ts");
}

/// "%1", "%2", "%n" of a text, sorted.
QStringList placesIn(const QString& text) {
    static const QRegularExpression place(QStringLiteral("%(\\d|n)"));
    QStringList result;
    for (auto found = place.globalMatch(text); found.hasNext();)
        result += found.next().captured();
    result.sort();
    return result;
}

TEST(TranslationTest, EveryTextOfTheSourcesIsTranslated) {
    const QTemporaryDir scratch;
    const QString fresh = scratch.filePath(QStringLiteral("saccade_zh_CN.ts"));
    ASSERT_TRUE(QFile::copy(translationFile(), fresh));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(SACCADE_SOURCE_DIR));
    lupdate.start(QStringLiteral(SACCADE_LUPDATE),
                  {QStringLiteral("-no-obsolete"), QStringLiteral("-I"), QStringLiteral("."),
                   QStringLiteral("ui"), QStringLiteral("-ts"), fresh});
    ASSERT_TRUE(lupdate.waitForFinished(120'000)) << lupdate.errorString().toStdString();
    ASSERT_EQ(lupdate.exitCode(), 0) << lupdate.readAllStandardError().toStdString();
    const QString english = scratch.filePath(QStringLiteral("saccade_en.ts"));
    ASSERT_TRUE(
        QFile::copy(QStringLiteral(SACCADE_SOURCE_DIR "/resources/translations/saccade_en.ts"), english));
    lupdate.start(QStringLiteral(SACCADE_LUPDATE),
                  {QStringLiteral("-no-obsolete"), QStringLiteral("-pluralonly"), QStringLiteral("-I"),
                   QStringLiteral("."), QStringLiteral("ui"), QStringLiteral("-ts"), english});
    ASSERT_TRUE(lupdate.waitForFinished(120'000));
    for (const Message& message : readTs(english))
        EXPECT_FALSE(message.unfinished) << message.source.toStdString();
    const auto messages = readTs(fresh);
    EXPECT_GT(messages.size(), 400U);
    for (const Message& message : messages)
        EXPECT_FALSE(message.unfinished)
            << message.context.toStdString() << ": " << message.source.toStdString();
}

TEST(TranslationTest, TranslationsKeepPlacesMnemonicsAndFileEndings) {
    static const QRegularExpression mnemonic(QStringLiteral("&\\w"));
    static const QRegularExpression endings(QStringLiteral("\\*(\\.\\w+)?"));
    for (const Message& message : readTs(translationFile())) {
        const QString& source = message.source;
        for (const QString& text : message.numerus ? message.forms : QStringList{message.translation}) {
            EXPECT_FALSE(text.trimmed().isEmpty()) << source.toStdString();
            EXPECT_EQ(placesIn(text), placesIn(source)) << source.toStdString();
            EXPECT_EQ(text.contains(mnemonic), source.contains(mnemonic)) << source.toStdString();
            EXPECT_EQ(text.contains(QChar(u'…')), source.contains(QChar(u'…'))) << source.toStdString();
            EXPECT_EQ(text.count(endings), source.count(endings)) << source.toStdString();
        }
        EXPECT_EQ(message.forms.size(), message.numerus ? 1 : 0) << source.toStdString(); // Chinese has one
    }
}

TEST(TranslationTest, EnglishHasAFormForOneAndOneForMore) {
    for (const Message& message :
         readTs(QStringLiteral(SACCADE_SOURCE_DIR "/resources/translations/saccade_en.ts"))) {
        EXPECT_FALSE(message.unfinished) << message.source.toStdString();
        ASSERT_EQ(message.forms.size(), 2) << message.source.toStdString();
        EXPECT_NE(message.forms[0], message.forms[1]) << message.source.toStdString();
        for (const QString& form : message.forms)
            EXPECT_EQ(placesIn(form), placesIn(message.source)) << message.source.toStdString();
    }
}

class LanguageTest : public StudioTest {
protected:
    void TearDown() override {
        trigger(Command::language_english);
        settle();
    }

    /// What is shown of a widget, or read to those who do not see it.
    static QStringList textsOf(const QWidget* widget) {
        QStringList texts{widget->accessibleName(), widget->accessibleDescription(), widget->toolTip()};
        if (const auto* label = qobject_cast<const QLabel*>(widget))
            texts += label->text();
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            texts += button->text();
        if (const auto* box = qobject_cast<const QComboBox*>(widget)) {
            for (int i = 0; i < box->count(); ++i)
                texts += box->itemText(i);
        }
        return texts;
    }

    /// Words of Latin letters in what the window says, but for names that stay as they are everywhere.
    QStringList english() const {
        static const QRegularExpression word(QStringLiteral("\\b[A-Za-z]{3,}\\b"));
        static const QRegularExpression value(QStringLiteral("^[a-z0-9_]+$"));
        static const std::set<QString> names{
            "Saccade", "Viridis",  "Inferno", "Turbo",    "BLEU",    "CIDEr",       "Ctrl",
            "Shift",   "Home",     "End",     "Page",     "Down",    "PgDown",      "PgUp",
            "Space",   "Left",     "Right",   "Language", "English", "Chinese",     "Karpathy",
            "Flickr",  "Nesterov", "Dropout", "Epsilon",  "Beta",    "Adam",        "SGD",
            "CPU",     "Mixed_7a", "JPEG",    "WebP",     "COCO",    "LibTorch",    "Keras",
            "Mixed",   "blocks",   "unicode", "Prop",     "RMSprop", "safetensors", "Plus",
            "Minus",   "Del",      "Esc",     "Top",      "Return",  "Ins",         "Backspace"};
        QStringList result;
        for (const QWidget* widget : window->findChildren<QWidget*>()) {
            if (widget->objectName().startsWith(
                    QLatin1String("Scroll"))) // Qt's own, named when they are made
                continue;
            for (const QString& text : textsOf(widget)) {
                if (value.match(text).hasMatch()) // of a setting, as it is written in files
                    continue;
                for (auto found = word.globalMatch(text); found.hasNext();) {
                    const QString each = found.next().captured();
                    if (!names.contains(each) && !of_the_photo.contains(each))
                        result += QStringLiteral("%1 (%2)").arg(each, text);
                }
            }
        }
        result.removeDuplicates();
        return result;
    }

    std::set<QString> of_the_photo{"photo", "cat", "one", "png", "photos", "other", "models", "fake"};
};

TEST_F(LanguageTest, SwitchesThereAndBackWhileRunning) {
    open_captioned({"cat.png"});
    const QStringList before = english();
    EXPECT_TRUE(find<QWidget>(QStringLiteral("Photo")) != nullptr);
    trigger(Command::language_chinese);
    ASSERT_TRUE(wait_for([this] { return find<QWidget>(QStringLiteral("照片")) != nullptr; }));
    EXPECT_NE(find<QWidget>(QStringLiteral("不透明度")), nullptr);
    EXPECT_NE(find<QWidget>(QStringLiteral("第 1 个词，共 5 个：a，概率 75 %")), nullptr);
    EXPECT_EQ(window->menuBar()->actions().front()->text(), QStringLiteral("文件(&F)"));
    EXPECT_EQ(window->commands().action(Command::open_photos)->text(), QStringLiteral("打开照片(&O)…"));
    EXPECT_TRUE(
        window->commands().action(Command::open_photos)->toolTip().startsWith(QStringLiteral("打开照片  (")));

    trigger(Command::language_english);
    ASSERT_TRUE(wait_for([this] { return find<QWidget>(QStringLiteral("Photo")) != nullptr; }));
    EXPECT_EQ(window->menuBar()->actions().front()->text(), QStringLiteral("&File"));
    const QStringList after = english();
    for (const QString& text : before)
        EXPECT_TRUE(after.contains(text)) << text.toStdString();
}

TEST_F(LanguageTest, NothingOfTheWindowStaysEnglish) {
    open_captioned({"cat.png"});
    trigger(Command::language_chinese);
    settle();
    for (const QString& left : english())
        ADD_FAILURE() << left.toStdString();
}

TEST_F(LanguageTest, TheNextStartSpeaksTheSameAndSaysItInTheMenu) {
    trigger(Command::language_chinese);
    restart();
    EXPECT_EQ(window->menuBar()->actions().front()->text(), QStringLiteral("文件(&F)"));
    EXPECT_NE(find<QLabel>(QStringLiteral("提示标题")), nullptr);
    EXPECT_TRUE(window->commands().action(Command::language_chinese)->isChecked());
    EXPECT_FALSE(window->commands().action(Command::language_system)->isChecked());
}

} // namespace
} // namespace saccade::test
