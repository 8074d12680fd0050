#pragma once

#include "tests/ui/studio_fixture.h"

class QPushButton;

namespace saccade::test {

/// The training half of the window over the real trainer and captioner, with a small set of rendered shapes.
class TrainingTest : public StudioTest {
protected:
    TrainingTest();
    std::unique_ptr<CaptionEngine> make_engine() override;
    PhotoReader make_reader() override;

    /// A button by its text, without mnemonic, in any window.
    QPushButton* button(const QString& text) const;
    testing::AssertionResult press_button(const QString& text);
    /// The action that a message offers, pressed.
    testing::AssertionResult press_remedy(const QString& text);
    QString text_of(const char* label) const;
    void type(const char* editor, const QString& text);
    void choose_tab(int tab);
    /// Through the data set and its features to the settings.
    void go_to_settings();
    /// With the preset "quick look" and one thread.
    void start_run(const QString& name, int epochs);
    bool state_begins(const QString& text) const;
    /// Waits until an epoch after the first `epochs` trains.
    testing::AssertionResult trained(int epochs) const;
    QString run_folder(const QString& name) const;
    /// The weights that a run ended with, without the header that names the run.
    QByteArray last_weights(const QString& name) const;

    QString data_set;
};

} // namespace saccade::test
