#include "app/cli/compute_options.h"

#include "core/model/compute.h"
#include "core/model/compute_thread.h"

#include <iostream>

namespace saccade::cli {

CLI::Option* add_threads_option(CLI::App& line, int& threads) {
    return line.add_option("--threads", threads, "Threads that compute (default: one for each processor)")
        ->check(CLI::Range(1, 1024))
        ->type_name("N");
}

void begin_computing(int threads) {
    set_compute_threads(threads > 0 ? threads : default_compute_threads());
    if (const std::string warning = compute_warning(); !warning.empty())
        std::cerr << "Warning: " << warning << '\n';
}

} // namespace saccade::cli
