#pragma once

namespace saccade::cli {

/// One line on stderr when matrix products will be needlessly slow.
void print_compute_warning();

} // namespace saccade::cli
