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

// One translator for our texts and one for those of Qt's own dialogs, which come in a package of their own.
void install(QPointer<QTranslator>& translator, const QString& file) {
    delete translator;
    if (file.isEmpty())
        return;
    translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(file))
        QCoreApplication::installTranslator(translator);
}

} // namespace

void applyLanguage(Language language) {
    static QPointer<QTranslator> ours;
    static QPointer<QTranslator> of_qt;
    const bool chinese = language == Language::chinese || (language == Language::system && systemIsChinese());
    if (chinese == !ours.isNull())
        return;
    const QString qt_folder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    install(of_qt, chinese ? qt_folder + QStringLiteral("/qtbase_zh_CN.qm") : QString());
    install(ours, chinese ? QStringLiteral(":/saccade/translations/saccade_zh_CN.qm") : QString());
}

} // namespace saccade
