#include "core/support/error.h"
#include "core/weights/safetensors.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto file =
            saccade::read_safetensors(std::as_bytes(std::span(data, size)), "fuzzed.safetensors");
        for (const auto& [name, tensor] : file.tensors)
            tensor.to_floats();
    } catch (const saccade::FileError&) { // the one way in which a reader may refuse
    }
    return 0;
}
