#pragma once

#include "core/decoding/caption.h"

#include <vector>

namespace saccade {

inline std::vector<TokenId> tokens_of(const Caption& caption) {
    std::vector<TokenId> tokens;
    for (const CaptionStep& step : caption.steps)
        tokens.push_back(step.token);
    return tokens;
}

} // namespace saccade
