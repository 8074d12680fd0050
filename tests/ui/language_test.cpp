#include "ui/studio/retranslated.h"

#include <QApplication>
#include <QLabel>
#include <QTest>
#include <QTranslator>
#include <QVBoxLayout>
#include <gtest/gtest.h>

namespace saccade::test {
namespace {

/// A language that says everything in capitals.
class Loud : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char*, const char* text, const char*, int) const override {
        return QString::fromUtf8(text).toUpper();
    }
};

QString greeting() {
    return QCoreApplication::translate("test", "good morning");
}

TEST(RetranslatedTest, TextsAreSetAtOnceAndAgainWithEachLanguageAtAnyDepth) {
    QWidget window;
    auto* layout = new QVBoxLayout(&window);
    auto* page = new QWidget;
    layout->addWidget(page);
    auto* inner = new QLabel(page);
    inner->hide();
    auto* object = new QObject(page);
    QString of_object;
    retranslated(inner, [inner] { inner->setText(greeting()); });
    retranslated(object, [&of_object] { of_object = greeting(); });
    retranslated(&window, [&window] { window.setWindowTitle(greeting()); });
    EXPECT_EQ(inner->text().toStdString(), "good morning");

    Loud loud;
    QCoreApplication::installTranslator(&loud);
    QCoreApplication::sendPostedEvents();
    EXPECT_EQ(window.windowTitle().toStdString(), "GOOD MORNING");
    EXPECT_EQ(inner->text().toStdString(), "GOOD MORNING");
    EXPECT_EQ(of_object.toStdString(), "GOOD MORNING");

    delete inner;
    QCoreApplication::removeTranslator(&loud);
    QCoreApplication::sendPostedEvents();
    EXPECT_EQ(window.windowTitle().toStdString(), "good morning");
    EXPECT_EQ(of_object.toStdString(), "good morning");
}

} // namespace
} // namespace saccade::test
