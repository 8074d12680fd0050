#include "app/cli/progress_bar.h"

#include "app/cli/terminal_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>

namespace saccade::cli {

namespace {

constexpr auto redraw_interval = std::chrono::milliseconds(50);
constexpr int bar_width = 24;

int terminal_columns() {
    const char* kind = std::getenv("TERM");
    if (isatty(STDERR_FILENO) == 0 || kind == nullptr || std::string_view(kind) == "dumb")
        return 0;
    winsize size{};
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::string line_for(const Progress& progress) {
    std::string line = progress.what;
    if (progress.total > 0) {
        const double share =
            std::clamp(static_cast<double>(progress.done) / static_cast<double>(progress.total), 0.0, 1.0);
        const int filled = static_cast<int>(share * bar_width);
        line += fmt::format(" {}/{} [{:=<{}}{:{}}]", progress.done, progress.total, "", filled, "",
                            bar_width - filled);
    } else {
        line += fmt::format(" {}", progress.done);
    }
    if (!progress.detail.empty())
        line += "  " + progress.detail;
    return line;
}

} // namespace

ProgressBar::ProgressBar() : ProgressBar(std::cerr, terminal_columns()) {}

ProgressBar::ProgressBar(std::ostream& out, int columns) : out_(out), columns_(columns) {}

ProgressBar::~ProgressBar() {
    clear();
}

void ProgressBar::show(const Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (columns_ <= 0 || now < next_)
        return;
    next_ = now + redraw_interval;
    drawn_ = true;
    out_ << "\r\x1b[K" << fitted(printable(line_for(progress)), static_cast<std::size_t>(columns_ - 1))
         << std::flush;
}

void ProgressBar::clear() {
    if (!drawn_)
        return;
    out_ << "\r\x1b[K" << std::flush;
    drawn_ = false;
    next_ = {};
}

ProgressCallback ProgressBar::callback() {
    return [this](const Progress& progress) { show(progress); };
}

} // namespace saccade::cli
