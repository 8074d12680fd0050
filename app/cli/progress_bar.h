#pragma once

#include "core/support/progress.h"

#include <chrono>
#include <iosfwd>

namespace saccade::cli {

/// One line on a terminal that says how far the work is; drawn at most 20 times a second, gone afterwards.
/// Nothing at all when stderr is not a terminal. Use it from one thread.
class ProgressBar {
public:
    ProgressBar();
    /// Draws on `out` in a line of `columns` characters; 0 columns draw nothing.
    ProgressBar(std::ostream& out, int columns);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void show(const Progress& progress);
    /// Wipes the line, so that something else can be printed; the next show() draws it again.
    void clear();
    /// Calls show(); must not outlive this object.
    ProgressCallback callback();

private:
    std::ostream& out_;
    int columns_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point next_{};
};

} // namespace saccade::cli
