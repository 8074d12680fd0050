#include "app/cli/describe.h"
#include "app/cli/terminal_text.h"
#include "core/weights/npy.h"

#include <fmt/format.h>

#include <algorithm>

namespace saccade::cli {

std::string describe_npy(const std::filesystem::path& file) {
    const NpyArray array = read_npy(file);
    std::vector<std::vector<std::string>> rows{{"kind", "NumPy array"},
                                               {"file size", size_text(std::filesystem::file_size(file))},
                                               {"shape", shape_text(array.shape)},
                                               {"type", "float32, row-major"}};
    if (!array.values.empty()) {
        const auto [low, high] = std::minmax_element(array.values.begin(), array.values.end());
        rows.push_back({"range", fmt::format("{:g} to {:g}", *low, *high)});
    }
    return table_text(rows);
}

} // namespace saccade::cli
