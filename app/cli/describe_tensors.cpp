#include "app/cli/describe_tensors.h"

#include "app/cli/describe.h"
#include "app/cli/terminal_text.h"

#include <fmt/format.h>

#include <map>

namespace saccade::cli {

std::string plural(std::uint64_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count_text(count), noun, count == 1 ? "" : "s");
}

std::string storage_text(const TensorMap& tensors) {
    struct Share {
        std::uint64_t tensors = 0;
        std::uint64_t numbers = 0;
    };
    std::map<std::string_view, Share> shares;
    for (const auto& [name, tensor] : tensors) {
        Share& share = shares[dtype_name(tensor.dtype)];
        ++share.tensors;
        share.numbers += static_cast<std::uint64_t>(element_count(tensor.shape));
    }
    std::string text;
    for (const auto& [type, share] : shares)
        text += fmt::format("{}{} ({}, {})", text.empty() ? "" : ", ", type, plural(share.tensors, "tensor"),
                            plural(share.numbers, "number"));
    return text.empty() ? "no tensors" : text;
}

std::string tensor_table(const TensorMap& tensors, std::size_t most) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& [name, tensor] : tensors) {
        if (rows.size() == most)
            break;
        rows.push_back({fitted(printable(name), longest_name), std::string(dtype_name(tensor.dtype)),
                        shape_text(tensor.shape)});
    }
    std::string text = table_text(rows, 2);
    if (tensors.size() > most)
        text += fmt::format("  ... and {} more; --tensors lists all\n", count_text(tensors.size() - most));
    return text;
}

} // namespace saccade::cli
