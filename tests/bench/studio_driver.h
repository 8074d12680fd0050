#pragma once

#include "ui/studio/main_window.h"

#include <QString>

#include <functional>
#include <memory>
#include <string>
#include <vector>

class QSettings;
class QTemporaryDir;

namespace saccade::bench {

/// A studio over the bundled model and the real trainer, driven through what a person can see and press.
class StudioDriver {
public:
    /// Shows its window. What it writes goes into `folder`, which outlives it.
    explicit StudioDriver(const QTemporaryDir& folder, QSize size = {1280, 832});
    ~StudioDriver();

    MainWindow& window() { return *window_; }
    void trigger(Command command);
    /// The button of that text, without its mnemonic, once it can be pressed.
    void press(const char* text);
    /// A caption stands under the photo.
    bool hasWords() const;

    /// The visible widget of that accessible name, or null.
    template <typename Widget>
    Widget* find(const char* name) const {
        for (Widget* widget : window_->findChildren<Widget*>()) {
            if (widget->isVisible() && widget->accessibleName() == QLatin1String(name))
                return widget;
        }
        return nullptr;
    }

private:
    std::unique_ptr<QSettings> settings_;
    std::unique_ptr<MainWindow> window_;
};

/// With the event loop of a program, which sleeps while nothing happens; QTest's does not.
void run_loop(int milliseconds);

/// Runs the loop until `condition` holds. Ends the program after five minutes in vain.
void wait_for(const char* what, const std::function<bool()>& condition);

/// The median, the 99th percentile and the longest, in milliseconds.
std::string summary(std::vector<double> milliseconds);

} // namespace saccade::bench
