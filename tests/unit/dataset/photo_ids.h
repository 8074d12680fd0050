#pragma once

#include "core/dataset/dataset.h"

#include <string>
#include <vector>

namespace saccade {

inline std::vector<std::string> ids(const Dataset& dataset) {
    std::vector<std::string> result;
    for (const CaptionedPhoto& photo : dataset.photos)
        result.push_back(photo.id);
    return result;
}

} // namespace saccade
