#include "ui/studio/elided_label.h"

#include <gtest/gtest.h>

namespace saccade::test {
namespace {

TEST(ElidedLabelTest, AsWideAsItAsksToBeItShowsAllOfItsText) {
    ElidedLabel label;
    QString text;
    for (int i = 0; i < 60; ++i) { // widths that end in every fraction of a pixel
        text += QStringLiteral("photos/s CPU, fp32 151.5").at(i % 24);
        label.setText(text);
        label.resize(label.sizeHint());
        EXPECT_EQ(label.shownText(), text);
    }
}

TEST(ElidedLabelTest, NarrowerItKeepsBothEnds) {
    ElidedLabel label;
    label.setText(QStringLiteral("the beginning, a long middle, and the end"));
    label.resize(label.sizeHint().width() / 2, label.sizeHint().height());
    EXPECT_TRUE(label.shownText().startsWith(QStringLiteral("the")));
    EXPECT_TRUE(label.shownText().endsWith(QStringLiteral("end")));
    EXPECT_TRUE(label.shownText().contains(QChar(0x2026)));
}

} // namespace
} // namespace saccade::test
