#include "core/image/decode.h"
#include "core/support/error.h"

#include <cstddef>
#include <cstdint>
#include <span>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        saccade::decode_photo(std::as_bytes(std::span(data, size)), "fuzz", {.max_pixels = 1'000'000});
    } catch (const saccade::FileError&) { // the one way in which a reader may refuse
    }
    return 0;
}
