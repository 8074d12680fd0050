#include "tests/ui/toy_bundle_file.h"

#include "tests/support/toy_captioner.h"

namespace saccade::test {

void write_toy_bundle(const std::filesystem::path& path) {
    write_bundle(path, toy_bundle());
}

} // namespace saccade::test
