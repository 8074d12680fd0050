#include "app/cli/compute_notice.h"

#include "core/model/compute.h"

#include <iostream>

namespace saccade::cli {

void print_compute_warning() {
    if (const std::string warning = compute_warning(); !warning.empty())
        std::cerr << "Warning: " << warning << '\n';
}

} // namespace saccade::cli
