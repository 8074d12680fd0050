#include "ui/studio/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QPointer>
#include <QTranslator>

namespace saccade {

namespace {

bool systemIsChinese() {
    const QLocale first(QLocale::system().uiLanguages().value(0));
    return first.language() == QLocale::Chinese && first.script() != QLocale::TraditionalHanScript;
}

void install(QPointer<QTranslator>& translator, const QString& file) {
    delete translator;
    translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(file))
        QCoreApplication::installTranslator(translator);
}

} // namespace

void applyLanguage(Language language) {
    static QPointer<QTranslator> ours;
    static QPointer<QTranslator> of_qt; // the words of Qt's own dialogs come in a package of their own
    static bool was_chinese = false;
    const bool chinese = language == Language::chinese || (language == Language::system && systemIsChinese());
    if (!ours.isNull() && chinese == was_chinese)
        return;
    was_chinese = chinese;
    const QString qt_folder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    if (chinese)
        install(of_qt, qt_folder + QStringLiteral("/qtbase_zh_CN.qm"));
    else
        delete of_qt;
    // English in the sources; its file holds plural forms.
    install(ours, chinese ? QStringLiteral(":/saccade/translations/saccade_zh_CN.qm")
                          : QStringLiteral(":/saccade/translations/saccade_en.qm"));
}

} // namespace saccade
