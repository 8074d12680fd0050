#include "core/support/error.h"
#include "core/weights/mobilenet_v2_map.h"
#include "core/weights/tflite.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto model = saccade::read_tflite(std::as_bytes(std::span(data, size)), "fuzzed.tflite");
        for (const auto& tensor : model.tensors)
            if (tensor.is_constant())
                saccade::dequantise(model, tensor);
        saccade::mobilenet_v2_from_tflite(model);
    } catch (const saccade::FileError&) { // the one way in which a reader may refuse
    }
    return 0;
}
