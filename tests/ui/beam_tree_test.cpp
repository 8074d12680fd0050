// A beam search as a tree over time: where things are drawn, what is said of them, and branches made of them.

#include "core/decoding/beam.h"
#include "core/image/decode.h"
#include "tests/ui/studio_fixture.h"
#include "tests/ui/toy_bundle_file.h"
#include "ui/services/captioner_engine.h"
#include "ui/studio/beam_tree_view.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QSpinBox>
#include <QWheelEvent>

#include <future>
#include <random>

namespace saccade::test {
namespace {

/// A search of `width` hypotheses whose words and fates are drawn.
BeamTree drawn_tree(int width, int steps, unsigned seed) {
    std::mt19937 random(seed);
    BeamTree tree;
    tree.width = width;
    std::vector<std::size_t> alive{BeamNode::root};
    for (int step = 1; step <= steps; ++step) {
        std::vector<std::size_t> next;
        for (int i = 0; i < width; ++i) {
            BeamTreeNode node;
            node.parent = alive[random() % alive.size()];
            node.step = step;
            node.token = static_cast<std::int32_t>(tree.nodes.size());
            node.word = "word" + std::to_string(random() % 50);
            node.log_probability = node.score = -step - static_cast<double>(random() % 100) / 50;
            node.fate = step == steps ? BeamFate::cut : BeamFate::pruned;
            node.attention.assign(64, 1.0F / 64);
            if (node.parent != BeamNode::root)
                tree.nodes[node.parent].fate = BeamFate::continued;
            next.push_back(tree.nodes.size());
            tree.nodes.push_back(node);
        }
        alive = next;
    }
    return tree;
}

TEST(BeamTreeLayoutTest, TimeRunsAlongItAndNothingOverlapsOrCrosses) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        const BeamTree tree = drawn_tree(10, 20, seed);
        const BeamTreeLayout layout = layOutBeamTree(tree);
        ASSERT_EQ(layout.places.size(), tree.nodes.size());
        for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
            EXPECT_EQ(layout.places[i].column, tree.nodes[i].step - 1);
            EXPECT_GE(layout.places[i].row, 0);
            EXPECT_LE(layout.places[i].row, layout.rows - 1 + 1e-9);
        }
        for (std::size_t a = 0; a < tree.nodes.size(); ++a) {
            for (std::size_t b = 0; b < tree.nodes.size(); ++b) {
                if (a == b || tree.nodes[a].step != tree.nodes[b].step)
                    continue;
                EXPECT_GE(std::abs(layout.places[a].row - layout.places[b].row), 1 - 1e-9);
                if (tree.nodes[a].step == 1 || layout.places[a].row > layout.places[b].row)
                    continue;
                EXPECT_LE(layout.places[tree.nodes[a].parent].row, layout.places[tree.nodes[b].parent].row);
            }
        }
        EXPECT_LE(layout.rows, 40) << "it does not drift away";
    }
}

TEST(BeamTreeLayoutTest, TheWinnerIsTheBestThatEnded) {
    BeamTree tree = drawn_tree(3, 3, 1);
    for (BeamTreeNode& node : tree.nodes) {
        node.fate = node.step == 3 ? BeamFate::cut : node.fate;
        node.score = -1;
    }
    tree.nodes[4].fate = BeamFate::finished; // before one that was cut, whatever the scores
    tree.nodes[4].score = -9;
    EXPECT_EQ(layOutBeamTree(tree).best, tree.path(4));
    EXPECT_TRUE(layOutBeamTree({}).best.empty());
}

TEST(BeamTreeViewTest, PaintsALargeSearch) {
    BeamTreeView view;
    view.resize(1200, 700);
    view.setTree(drawn_tree(10, 20, 3));
    view.grab();
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 20; ++i)
        view.grab();
    RecordProperty("milliseconds_a_frame", static_cast<int>(timer.elapsed() / 20));
    EXPECT_TRUE(view.nodeRect(view.current()).isValid());
}

class BeamTreeZoomTest : public testing::Test {
protected:
    BeamTreeZoomTest() {
        view.resize(500, 400);
        view.setTree(drawn_tree(10, 20, 3));
        view.show();
    }
    void turn_wheel(QPoint at, int notches, Qt::KeyboardModifiers modifiers) {
        QWheelEvent event(at, view.viewport()->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton,
                          modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view.viewport(), &event);
    }

    BeamTreeView view;
};

TEST_F(BeamTreeZoomTest, CtrlAndTheWheelZoomAboutThePointer) {
    view.setCurrent(100);
    const QRect before = view.nodeRect(100);
    turn_wheel(before.center(), 3, Qt::ControlModifier);
    const QRect after = view.nodeRect(100);
    EXPECT_GT(after.width(), before.width());
    EXPECT_GT(after.height(), before.height());
    EXPECT_LE((after.center() - before.center()).manhattanLength(), 24) << "it stays under the pointer";
    turn_wheel(after.center(), 1, Qt::NoModifier);
    EXPECT_EQ(view.nodeRect(100).size(), after.size()) << "the wheel alone scrolls";
}

TEST_F(BeamTreeZoomTest, KeysZoomWithinLimitsAndFitShowsAllOfIt) {
    QTest::keyClick(&view, Qt::Key_Plus, Qt::ControlModifier);
    EXPECT_GT(view.zoom(), 1);
    QTest::keyClick(&view, Qt::Key_Minus, Qt::ControlModifier);
    EXPECT_NEAR(view.zoom(), 1, 1e-9);
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(&view, Qt::Key_Plus, Qt::ControlModifier);
    EXPECT_EQ(view.zoom(), BeamTreeView::largest_zoom);
    for (int i = 0; i < 80; ++i)
        QTest::keyClick(&view, Qt::Key_Minus, Qt::ControlModifier);
    EXPECT_EQ(view.zoom(), BeamTreeView::least_zoom);

    view.setTree(drawn_tree(4, 6, 3));
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(&view, Qt::Key_Plus, Qt::ControlModifier);
    QTest::keyClick(&view, Qt::Key_0, Qt::ControlModifier);
    EXPECT_LE(view.zoom(), 1);
    EXPECT_GT(view.zoom(), BeamTreeView::least_zoom);
    for (std::size_t node = 0; node < view.tree().nodes.size(); ++node)
        EXPECT_TRUE(view.viewport()->rect().contains(view.nodeRect(node))) << node;
}

class BeamTreeTest : public StudioTest {
protected:
    BeamTreeView* view() const { return find<BeamTreeView>(QStringLiteral("Beam tree")); }
    QString text(const char* name) const {
        const auto* label = find<QLabel>(QLatin1String(name));
        return label == nullptr ? QString() : label->text();
    }
    void open_tree() {
        trigger(Command::beam_tree);
        ASSERT_TRUE(wait_for([this] { return view() != nullptr && !view()->tree().nodes.empty(); }));
    }
    QString sentence() const { return words().join(QLatin1Char(' ')); }
};

TEST_F(BeamTreeTest, TheWinnerIsShownFirstAndTheKeysMoveAlongTheTree) {
    open_captioned({"cat.png"});
    open_tree();
    EXPECT_EQ(text("Hypothesis"), QStringLiteral("a photo of cat"));
    EXPECT_EQ(text("What became of it"), QStringLiteral("It came to its end after 4 words."));
    view()->setFocus();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(view(), Qt::Key_Left);
    EXPECT_EQ(text("Hypothesis"), QStringLiteral("a photo …"));
    QTest::keyClick(view(), Qt::Key_Down);
    EXPECT_EQ(text("Hypothesis"), QStringLiteral("a other1 …"));
    EXPECT_EQ(
        text("What became of it"),
        QStringLiteral("Dropped after word 2: its best continuation would have scored −4.00, and the worst "
                       "that was kept scored −1.50."));
    EXPECT_TRUE(view()->accessibleDescription().startsWith("a other1"));
    const auto* looks = find<PhotoCanvas>(QStringLiteral("Where the hypothesis looks"));
    ASSERT_NE(looks, nullptr);
    EXPECT_EQ(looks->layer().map.at(9), 1.0F) << "the fake looks along the diagonal";
    QTest::keyClick(view(), Qt::Key_Home);
    EXPECT_EQ(text("Hypothesis"), QStringLiteral("a …"));
    QTest::keyClick(view(), Qt::Key_Right);
    EXPECT_EQ(text("Hypothesis"), QStringLiteral("a photo …")) << "the winner's way";
}

TEST_F(BeamTreeTest, PointingShowsAHypothesisForAsLong) {
    open_captioned({"cat.png"});
    open_tree();
    const std::size_t rival = 2;
    const auto point_at = [this](const QPoint& place) {
        const QPointF there = place;
        QMouseEvent move(QEvent::MouseMove, there, view()->viewport()->mapToGlobal(there), Qt::NoButton,
                         Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(view()->viewport(), &move);
    };
    point_at(view()->nodeRect(rival).center());
    EXPECT_EQ(text("Hypothesis"), QStringLiteral("a other1 …"));
    point_at(QPoint(2, view()->viewport()->height() - 2));
    EXPECT_EQ(text("Hypothesis"), QStringLiteral("a photo of cat"));
}

TEST_F(BeamTreeTest, AHypothesisBecomesABranchAndCanBeUndone) {
    open_captioned({"cat.png"});
    open_tree();
    view()->setFocus();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(view(), Qt::Key_Left);
    QTest::keyClick(view(), Qt::Key_Down);
    QTest::keyClick(view(), Qt::Key_Return);
    ASSERT_TRUE(wait_for([this] { return sentence() == "a other1 of cat end"; })) << "decoded on from there";
    EXPECT_TRUE(wait_for([this] { return view() == nullptr; }));
    trigger(Command::undo);
    EXPECT_EQ(sentence(), QStringLiteral("a photo of cat end"));
}

TEST_F(BeamTreeTest, ItGoesWithItsPhoto) {
    open_captioned({"cat.png", "dog.png"});
    log->hold = true;
    trigger(Command::beam_tree);
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    trigger(Command::next_photo);
    ASSERT_TRUE(wait_for([this] { return log->cancelled == 1; }));
    EXPECT_TRUE(wait_for([this] { return view() == nullptr; }));
    log->hold = false;
    ASSERT_TRUE(wait_for([this] { return sentence() == "a photo of dog end"; }));
}

class RealBeamTreeTest : public BeamTreeTest {
protected:
    std::unique_ptr<CaptionEngine> make_engine() override { return std::make_unique<CaptionerEngine>(); }
    PhotoReader make_reader() override {
        return [](const std::filesystem::path& path) { return read_photo(path); };
    }
};

TEST_F(RealBeamTreeTest, ItIsTheSearchThatFindsTheCaption) {
    const QString bundle = folder.filePath(QStringLiteral("toy.safetensors"));
    const QString photo = QStringLiteral(SACCADE_SOURCE_DIR "/resources/photos/dog.jpg");
    write_toy_bundle(bundle.toStdString());
    std::string best;
    std::async(std::launch::async, [&] {
        const auto captioner = Captioner::load(bundle.toStdString());
        BeamOptions options;
        options.width = 3;
        options.count = 3;
        best = decode_beam(captioner, captioner->encode(read_photo(photo.toStdString())), options)
                   .front()
                   .text();
    }).get();
    window->openModel(bundle);
    window->open({photo});
    ASSERT_TRUE(wait_for([this] { return chip(0) != nullptr; }));
    open_tree();
    find<QSpinBox>(QStringLiteral("Width of the beam"))->setValue(3);
    ASSERT_TRUE(wait_for([this] { return view()->tree().width == 3; }));
    EXPECT_EQ(text("Hypothesis").remove(QStringLiteral(" …")).toStdString(), best);
}

} // namespace
} // namespace saccade::test
