#pragma once

#include "tests/ui/studio_fixture.h"
#include "ui/studio/alternatives_list.h"
#include "ui/studio/branch_list.h"
#include "ui/studio/phrase_dialog.h"
#include "ui/studio/word_chip.h"

#include <QLineEdit>

namespace saccade::test {

/// All that a person sees of a caption: its words with their probabilities, which one is marked, its map.
struct Seen {
    QStringList chips;
    int marked = -1;
    std::vector<float> map;

    bool operator==(const Seen&) const = default;
};

class WhatIfTest : public StudioTest {
protected:
    Seen seen() const {
        Seen result;
        for (int i = 0; chip(i) != nullptr; ++i)
            result.chips += chip(i)->accessibleName();
        result.marked = marked_word();
        result.map = canvas()->layer().map;
        return result;
    }
    QString sentence() const { return words().join(QLatin1Char(' ')); }
    /// "a photo of cat", and two branches: another word 1, and of that another word 2.
    void open_with_two_branches() {
        open_captioned({"cat.png"});
        press(Qt::Key_2);
        ASSERT_TRUE(wait_for_sentence("other0 photo of cat end"));
        press(Qt::Key_Right);
        press(Qt::Key_2);
        ASSERT_TRUE(wait_for_sentence("other0 other1 of cat end"));
    }
    bool wait_for_sentence(const QString& expected) {
        return wait_for([&] { return sentence() == expected; });
    }
    AlternativesList* alternatives() const { return find<AlternativesList>(QStringLiteral("Alternatives")); }
    BranchList* branches() const { return find<BranchList>(QStringLiteral("Branches")); }
    QStringList branch_names() const {
        QStringList result;
        if (branches() == nullptr)
            return result;
        for (QTreeWidgetItemIterator each(branches()); *each != nullptr; ++each)
            result += (*each)->text(0);
        return result;
    }
    void click_alternative(int row) {
        const QRect place = alternatives()->visualItemRect(alternatives()->item(row));
        QTest::mouseClick(alternatives()->viewport(), Qt::LeftButton, {}, place.center());
    }
    /// Opens the dialog of a command, types into it and presses Enter.
    PhraseDialog* enter(Command command, const QString& title, const QString& text) {
        trigger(command);
        auto* line = find<QLineEdit>(title);
        if (line == nullptr)
            return nullptr;
        line->setText(text);
        QTest::keyClick(line, Qt::Key_Return);
        return find<PhraseDialog>(title);
    }
    /// From a dialog that is gone.
    void return_to_window() {
        window->activateWindow();
        ASSERT_TRUE(wait_for([this] { return window->isActiveWindow(); }));
        canvas()->setFocus();
    }
    void click(const QString& name) {
        auto* button = find<QAbstractButton>(name);
        ASSERT_NE(button, nullptr) << name.toStdString();
        button->click();
    }
};

} // namespace saccade::test
