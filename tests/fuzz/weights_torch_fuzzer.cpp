#include "core/support/error.h"
#include "core/weights/torch_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        saccade::read_torch_file(std::as_bytes(std::span(data, size)), "fuzzed.pth");
    } catch (const saccade::FileError&) { // the one way in which a reader may refuse
    }
    return 0;
}
