#include "core/album/photo_listing.h"
#include "core/dataset/open_dataset.h"
#include "core/image/decode.h"
#include "core/support/atomic_file.h"
#include "core/training/run_record.h"
#include "core/training/sweep.h"
#include "core/weights/safetensors.h"
#include "tests/support/full_disk.h"
#include "tests/ui/toy_bundle_file.h"
#include "tests/ui/training_fixture.h"
#include "ui/services/captioner_engine.h"
#include "ui/services/core_messages.h"
#include "ui/studio/language.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QRegularExpression>

#include <future>
#include <map>
#include <set>

namespace saccade::test {
namespace {

const QString root = QStringLiteral(SACCADE_SOURCE_DIR "/");

QString contentOf(const QString& path) {
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    return QString::fromUtf8(file.readAll());
}

/// A piece of C++, as far as messages need it.
struct Token {
    enum class Kind { text, word, mark };
    Kind kind;
    QString text; ///< of a string literal: what it says, joined with those beside it
};

QString unescaped(QString literal) {
    return literal.replace(QLatin1String("\\\""), QLatin1String("\""));
}

std::vector<Token> tokensOf(const QString& source) {
    static const QRegularExpression token(
        QStringLiteral(R"re((?<skip>//[^\n]*|/\*.*?\*/|^[ \t]*#[^\n]*|\s+))re"
                       R"re(|R"(?<mark>[^()\\ ]{0,16})\((?<raw>.*?)\)\k<mark>")re"
                       R"re(|"(?<text>(?:[^"\\\n]|\\.)*)")re"
                       R"re(|'(?:[^'\\\n]|\\.)+')re"
                       R"re(|(?<word>[A-Za-z_]\w*)|\d[\w.']*|.)re"),
        QRegularExpression::DotMatchesEverythingOption | QRegularExpression::MultilineOption);
    std::vector<Token> result;
    for (auto found = token.globalMatch(source); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        if (!match.capturedView(u"skip").isEmpty())
            continue;
        const bool raw = match.capturedStart(u"raw") >= 0;
        if (raw || match.capturedStart(u"text") >= 0) {
            const QString text = raw ? match.captured(u"raw") : unescaped(match.captured(u"text"));
            if (!result.empty() && result.back().kind == Token::Kind::text)
                result.back().text += text;
            else
                result.push_back({Token::Kind::text, text});
        } else {
            const bool word = match.capturedStart(u"word") >= 0;
            result.push_back({word ? Token::Kind::word : Token::Kind::mark, match.captured()});
        }
    }
    return result;
}

/// Words with a space between or beside them: one word alone is a name of something.
bool isMessage(const QString& text) {
    static const QRegularExpression words(QStringLiteral("[A-Za-z] | [A-Za-z]"));
    return text.contains(words);
}

QStringList includesOf(const QString& path) {
    static const QRegularExpression include(QStringLiteral("^#include \"(core/[^\"]+)\""),
                                            QRegularExpression::MultilineOption);
    QStringList result;
    for (auto found = include.globalMatch(contentOf(root + path)); found.hasNext();)
        result += found.next().captured(1);
    return result;
}

QStringList sourcesIn(const QString& folder) {
    QStringList result;
    QDirIterator each(root + folder, {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                      QDirIterator::Subdirectories);
    while (each.hasNext())
        result += each.next().mid(root.size());
    result.sort();
    return result;
}

/// The files of core that the window can come to: what it includes, what that includes, and so on. A header
/// stands for the source of its name, and for those of its folder that have no header of their own. What is
/// left is for the command line alone.
QStringList reachedSources() {
    std::map<QString, QStringList> includes;
    for (const QString& file : sourcesIn(QStringLiteral("core")))
        includes[file] = includesOf(file);
    QStringList waiting;
    for (const char* const folder : {"ui", "app/studio"}) {
        for (const QString& file : sourcesIn(QLatin1String(folder)))
            waiting += includesOf(file);
    }
    std::set<QString> reached;
    while (!waiting.isEmpty()) {
        const QString file = waiting.takeLast();
        if (!includes.contains(file) || !reached.insert(file).second)
            continue;
        waiting += includes[file];
        if (!file.endsWith(QLatin1String(".h")))
            continue;
        const QString folder = file.section(QLatin1Char('/'), 0, -2);
        for (const auto& [other, used] : includes) {
            const bool own = other == file.chopped(2) + QLatin1String(".cpp");
            const bool headless = other.endsWith(QLatin1String(".cpp")) &&
                                  other.section(QLatin1Char('/'), 0, -2) == folder &&
                                  !includes.contains(other.chopped(4) + QLatin1String(".h"));
            if (own || (headless && used.contains(file)))
                waiting += other;
        }
    }
    return {reached.begin(), reached.end()};
}

/// Where each literal that may be a message stands: all of core, and what is thrown in ui.
std::map<QString, QString> messagesOfSources() {
    std::map<QString, QString> result;
    for (const QString& file : reachedSources()) {
        for (const Token& token : tokensOf(contentOf(root + file))) {
            if (token.kind == Token::Kind::text && isMessage(token.text))
                result.try_emplace(token.text, file);
        }
    }
    for (const QString& file : sourcesIn(QStringLiteral("ui"))) {
        bool thrown = false;
        for (const Token& token : tokensOf(contentOf(root + file))) {
            if (token.kind == Token::Kind::word && token.text == QLatin1String("throw"))
                thrown = true;
            if (token.kind == Token::Kind::mark && token.text == QLatin1String(";"))
                thrown = false;
            if (thrown && token.kind == Token::Kind::text && isMessage(token.text))
                result.try_emplace(token.text, file);
        }
    }
    return result;
}

/// Parts of which core puts messages together; what comes of them are rows of the catalogue, or arguments.
const std::set<QString> parts{
    "{} is between {} and {}, not {}.",
    "The size of an animation in pixels",
    "The number of frames between two words",
    "The time a frame is shown for, in hundredths of a second,",
    "{} failed: {}.",
    "Making a picture of {} x {} pixels",
    "Drawing a photo",
    "Drawing a contact sheet",
    "rows without a caption",
    "captions with malformed UTF-8, which was replaced",
    "{}: left out {}.",
    "repeated name",
    "{}: left out {} of photos in no split list.",
    "empty caption",
    "{}: replaced malformed UTF-8 in {}.",
    "the GIF data {}, {}",
    "end early",
    "are damaged",
    "more than %d scans",
    "its metadata cannot be {} ({})",
    "the TIFF data end early{}: {} of {} bytes are missing",
    "the TIFF data are damaged{} ({})",
    " after {} of {} pixel rows",
    "\"{}\" must be a {} from {} to {}, not {}.",
    "whole number",
    "The {} stopped being a number in epoch {}, step {}. The last good checkpoint is kept in {}; try a lower "
    "learning_rate, or a smaller clip_norm.",
    "{} {} of {} {} not in the feature cache and left out.",
    "{} lacks {}",
    "its element type",
    "its shape",
    "its offsets",
};

/// What nobody reads as a message: names, fonts, the marks of files, keys, what the compiler says.
const std::set<QString> no_messages{
    "already there",
    "Attention paid to a cell; the same scale in every panel",
    "Inter, Noto Sans, DejaVu Sans, Sans",
    "shards are mapped as they are",
    "by hand",
    R"(\0\0\0\x0CJXL \r\n\x87\n)",
    "JPEG XL",
    R"(\0\0\0\x0CjP  \r\n\x87\n)",
    "JPEG 2000",
    "gimp xcf",
    "crx ",
    "cached features",
    "captions alone",
    "line {}",
    "cached inputs of ",
    "weights are stored little-endian and copied as they are",
};

std::set<QString> catalogue() {
    std::set<QString> rows;
    for (const char* const row : coreMessagePatterns())
        rows.insert(QString::fromUtf8(row));
    return rows;
}

/// A text with its places filled, and which arguments they take.
std::pair<QString, std::set<int>> filled(const QString& text, const QStringList& arguments) {
    static const QRegularExpression place(QStringLiteral("\\{(\\d*)(?::[^}]*)?\\}"));
    QString result;
    std::set<int> taken;
    int next = 0;
    qsizetype end = 0;
    for (auto found = place.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const int argument = match.captured(1).isEmpty() ? next++ : match.captured(1).toInt();
        taken.insert(argument);
        result += text.mid(end, match.capturedStart() - end) + arguments.value(argument);
        end = match.capturedEnd();
    }
    return {result + text.mid(end), taken};
}

class CoreMessagesTest : public testing::Test {
protected:
    void SetUp() override { applyLanguage(Language::chinese); }
    void TearDown() override { applyLanguage(Language::english); }
};

TEST_F(CoreMessagesTest, LiteralsAreFoundInSources) {
    const QString source = QStringLiteral(R"cpp(
#include "not this one"
// "nor this" /* "or" */
throw FileError(path, fmt::format("line {} has \"words\" "
                                  "in it", 1'000), /* "no" */ 'x' == '"' ? R"(raw "text" here)" : "Last one");
)cpp");
    QStringList found;
    for (const Token& token : tokensOf(source)) {
        if (token.kind == Token::Kind::text)
            found += token.text;
    }
    EXPECT_EQ(found.join(QLatin1Char('|')),
              QStringLiteral("line {} has \"words\" in it|raw \"text\" here|Last one"));
}

TEST_F(CoreMessagesTest, WhatOnlyTheCommandLineReadsIsLeftOut) {
    const QStringList reached = reachedSources();
    for (const char* const file : {"core/image/jpeg.cpp", "core/support/atomic_file.cpp",
                                   "core/weights/safetensors_header.cpp", "core/training/trainer.cpp"})
        EXPECT_TRUE(reached.contains(QLatin1String(file))) << file;
    for (const char* const file : {"core/weights/pickle.cpp", "core/weights/tflite.cpp"})
        EXPECT_FALSE(reached.contains(QLatin1String(file))) << file;
}

TEST_F(CoreMessagesTest, EveryMessageOfTheSourcesIsInTheCatalogue) {
    const std::set<QString> rows = catalogue();
    const std::map<QString, QString> messages = messagesOfSources();
    EXPECT_GT(messages.size(), 350U);
    for (const auto& [text, file] : messages) {
        // A literal that ends with a blank is followed by something.
        const bool known = rows.contains(text) || rows.contains(text + QLatin1String("{}")) ||
                           parts.contains(text) || no_messages.contains(text);
        EXPECT_TRUE(known) << file.toStdString() << ": \"" << text.toStdString()
                           << "\" is no row of ui/services/core_message_catalogue.cpp";
    }
    for (const auto* exceptions : {&parts, &no_messages}) {
        for (const QString& text : *exceptions)
            EXPECT_TRUE(messages.contains(text)) << text.toStdString() << " is not in the sources any more";
    }
}

TEST_F(CoreMessagesTest, EveryRowComesOutAsItsTranslation) {
    const QStringList arguments{QStringLiteral("A0"), QStringLiteral("A1"), QStringLiteral("A2"),
                                QStringLiteral("A3"), QStringLiteral("A4")};
    static const QRegularExpression han(QStringLiteral("\\p{Han}"));
    std::map<QString, QString> chinese;
    for (const QString& row : catalogue()) {
        const QString translation = QCoreApplication::translate("core", row.toUtf8().constData());
        const auto [english, given] = filled(row, arguments);
        const auto [expected, taken] = filled(translation, arguments);
        EXPECT_EQ(given, taken) << row.toStdString() << " -> " << translation.toStdString();
        EXPECT_EQ(coreMessage(english), expected) << row.toStdString();
        EXPECT_TRUE(expected.contains(han)) << row.toStdString();
        EXPECT_EQ(row.endsWith(QLatin1Char('.')), translation.endsWith(QChar(u'。')))
            << row.toStdString() << " -> " << translation.toStdString();
    }
}

TEST_F(CoreMessagesTest, EnglishStaysAsCoreSaysIt) {
    applyLanguage(Language::english);
    const QStringList arguments{QStringLiteral("A0"), QStringLiteral("A1"), QStringLiteral("A2"),
                                QStringLiteral("A3"), QStringLiteral("A4")};
    for (const QString& row : catalogue()) {
        const QString english = filled(row, arguments).first;
        EXPECT_EQ(coreMessage(english), english);
    }
}

TEST_F(CoreMessagesTest, MessagesInsideOfMessagesAreTranslatedToo) {
    const std::map<QString, QString> expected{
        {"the bundle's description does not hold: The vocabulary holds the word \"cat\" twice.",
         "模型的说明有误：词表中的词“cat”出现了两次。"},
        {"the GIF data end early, 3 of 20 pixel rows are missing", "GIF 数据不完整：20 行像素中缺少 3 行"},
        {"the TIFF data end early after 3 of 20 pixel rows: 7 of 90 bytes are missing",
         "TIFF 数据不完整：只有 20 行像素中的 3 行，90 字节中缺少 7 字节"},
        {"it cannot be written: No space left on device", "无法写入：设备上没有剩余空间"},
        {"/a b/c.jpg: the file is empty. Fetch or copy it again.",
         "/a b/c.jpg：文件是空的。请重新下载或复制。"},
        {"/a: b. c/d.json: this is not JSON: parse error at line 1, column 2: xyz. Mend it there.",
         "/a: b. c/d.json：这不是 JSON：第 1 行第 2 列解析错误：xyz。请在该处修正。"},
        {"no checkpoint of this run can be read: /r/checkpoint-a.safetensors: the checkpoint is damaged.",
         "此训练的检查点均无法读取：/r/checkpoint-a.safetensors：检查点已损坏。"},
        {"captions.csv: 2 rows without a caption.", "captions.csv：2 行没有描述。"},
        {"tokens.txt: left out 1 empty caption.", "tokens.txt：已略过 1 条空描述。"},
        {"1 photo of shapes is not in the feature cache and left out.",
         "shapes 的 1 张照片不在特征缓存中，已略过。"},
        {"12.5 photos/s, 3:07 left", "每秒 12.5 张照片，剩余 3:07"},
        {"InceptionV3 needs at least 75 x 75 pixels, not 1 x 2.",
         "InceptionV3 至少需要 75 × 75 像素，而不是 1 × 2。"},
        {"the safetensors file is damaged: tensor \"w\" has a list where none should be",
         "safetensors 文件已损坏：张量 \"w\" 中多出了不应有的列表"},
    };
    for (const auto& [english, chinese] : expected)
        EXPECT_EQ(coreMessage(english), chinese);
}

TEST_F(CoreMessagesTest, WhatIsNotKnownStaysAndArgumentsAreNotTouched) {
    for (const QString& text :
         {QString(), QStringLiteral("."), QStringLiteral("{}"), QStringLiteral("nobody says this"),
          QStringLiteral("/a.jpg: nobody says this. Nor that."),
          // Of a place that stands twice in the row, and differs.
          QStringLiteral("InceptionV3 needs at least 75 x 76 pixels, not 1 x 2.")})
        EXPECT_EQ(coreMessage(text), text);
    EXPECT_EQ(coreMessage(QStringLiteral("the image %1 {0} %2 {} stands twice")),
              QStringLiteral("图像 %1 {0} %2 {} 出现了两次"));
    EXPECT_EQ(coreMessage(QStringLiteral("/%1 %2: the file is empty. Fetch or copy it again.")),
              QStringLiteral("/%1 %2：文件是空的。请重新下载或复制。"));
}

TEST_F(CoreMessagesTest, LongTextsThatMeanHarmTakeNoTime) {
    const auto repeated = [](const char* text) {
        const QString once = QString::fromLatin1(text);
        return once.repeated(16'000 / once.size());
    };
    QElapsedTimer clock;
    clock.start();
    for (const char* const text :
         {"a: b. ", ": . ", "{}: ", "the bundle's description does not hold: ", " has  twice",
          "/p: the file is empty. ", "\"x\" must be a number from 1 "}) {
        coreMessage(repeated(text));
        coreMessage(repeated(text) + QLatin1Char('.'));
        coreMessage(repeated(text).repeated(100));
    }
    EXPECT_LT(clock.elapsed(), 2000); // on a slow computer that does other things besides
}

/// What a person is told of what `work` throws. Away from the window's thread, as core demands.
Fault faultOf(const QString& file, const std::function<void()>& work) {
    return std::async(std::launch::async,
                      [&] {
                          try {
                              work();
                          } catch (...) {
                              return currentFault(file);
                          }
                          ADD_FAILURE() << "nothing was thrown";
                          return Fault{};
                      })
        .get();
}

TEST_F(CoreMessagesTest, ErrorsOfCoreAreToldInBothLanguages) {
    const QTemporaryDir folder;
    const auto at = [&folder](const char* name) {
        return folder.filePath(QLatin1String(name)).toStdString();
    };
    write_file_atomically(at("empty.jpg"), "");
    write_file_atomically(at("notes.jpg"), "These are some notes, and no photo at all.\n");
    write_file_atomically(at("broken.json"), "{\"images\": [");
    write_file_atomically(at("table.csv"), "image,caption\n");
    write_toy_bundle(at("toy.safetensors"));
    SafetensorsFile toy = read_safetensors(at("toy.safetensors"));
    toy.metadata.at("saccade.vocabulary") = R"(["<pad>", "<unk>", "<start>", "<end>", "cat", "cat"])";
    write_safetensors(at("words.safetensors"), toy);
    toy.metadata.clear();
    write_safetensors(at("foreign.safetensors"), toy);
    CaptionerEngine engine;
    DatasetRequest table;
    table.data = at("table.csv");
    table.images = {folder.path().toStdString()};

    struct Case {
        std::function<void()> work;
        const char* english;
        const char* chinese;
    };
    const std::vector<Case> cases{
        {[&] { read_photo(at("gone.jpg")); }, "There is no such file. Check the path.",
         "没有这个文件。请检查路径。"},
        {[&] { read_photo(at("empty.jpg")); }, "The file is empty. Fetch or copy it again.",
         "文件是空的。请重新下载或复制。"},
        {[&] { read_photo(at("notes.jpg")); },
         "This is a text file, not a photo. Open a JPEG, PNG, WebP, TIFF, BMP or GIF file.",
         "这是文本文件，不是照片。请打开 JPEG、PNG、WebP、TIFF、BMP 或 GIF 文件。"},
        {[&] { engine.load(at("foreign.safetensors")); },
         "This .safetensors file is not a Saccade model bundle. Open a bundle, or make one with saccade-cli "
         "train.",
         "这个 .safetensors 文件不是 Saccade 模型。请打开一个模型，或用 saccade-cli train 训练一个。"},
        {[&] { engine.load(at("words.safetensors")); },
         "The bundle's description does not hold: The vocabulary holds the word \"cat\" twice. The file is "
         "damaged; fetch or export it again.",
         "模型的说明有误：词表中的词“cat”出现了两次。文件已损坏；请重新下载或导出。"},
        {[&] { engine.caption(std::make_shared<Photo>(), {}, {}); }, "No model is open. Open a model first.",
         "没有打开的模型。请先打开一个模型。"},
        {[&] { list_photos(at("gone"), false); }, "This is no folder. Give the name of a folder of photos.",
         "这不是文件夹。请给出照片文件夹的名称。"},
        {[&] { open_dataset(table); }, "It holds no captions. Add a row for each caption.",
         "其中没有描述。请为每条描述添加一行。"},
        {[&] { read_run_record(folder.path().toStdString()); },
         "This folder holds no training run. Choose the folder of a run.",
         "此文件夹中没有训练。请选择一次训练的文件夹。"},
        {[&] { grid_sweep({parse_sweep_axis("epochs=1..3")}); },
         "A grid needs a list for \"epochs\"; draw from its range with --random N.",
         "网格搜索需要为“epochs”列出取值；要在区间内随机抽取，请在命令行使用 --random N。"},
        {[&] {
             const FullDisk full(16);
             write_file_atomically(at("out.txt"), std::string(100, 'x'));
         },
         "The disk is full, nothing was changed. Free some space and try again.",
         "磁盘已满，没有改动任何内容。请腾出一些空间后重试。"},
        {[] { throw std::bad_alloc(); },
         "There is not enough memory for it. Close other programs, or make the photo smaller.",
         "内存不足。请关闭其他程序，或缩小照片。"},
        {[] { throw UsageError("\"epoch\" is no setting. Did you mean \"epochs\"?"); },
         "\"epoch\" is no setting. Did you mean \"epochs\"?", "“epoch”不是设置项。是否想写“epochs”？"},
    };
    for (const Case& each : cases) {
        const Fault fault = faultOf(QStringLiteral("file"), each.work);
        EXPECT_EQ(fault.sentence(), QString::fromUtf8(each.chinese));
        applyLanguage(Language::english);
        EXPECT_EQ(fault.sentence(), QString::fromUtf8(each.english));
        applyLanguage(Language::chinese);
    }
}

} // namespace
} // namespace saccade::test
