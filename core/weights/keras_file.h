#pragma once

#include "core/weights/tensor.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace saccade {

struct KerasWeight {
    std::string name; ///< "conv2d_1/kernel:0"
    HostTensor values;
};

struct KerasLayer {
    std::string name;
    std::vector<KerasWeight> weights; ///< in the order of its weight_names
};

} // namespace saccade
