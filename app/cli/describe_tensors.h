#pragma once

#include "core/weights/tensor.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace saccade::cli {

/// "1 word", "1,200 words".
std::string plural(std::uint64_t count, std::string_view noun);

/// What the tensors are stored as: "F32 (54 tensors, 18,560 numbers), I8 (...)".
std::string storage_text(const TensorMap& tensors);

/// Name, type and shape of the first `most` tensors, one a line, and how many more there are.
std::string tensor_table(const TensorMap& tensors, std::size_t most);

} // namespace saccade::cli
