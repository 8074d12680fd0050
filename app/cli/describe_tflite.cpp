#include "app/cli/describe.h"
#include "app/cli/terminal_text.h"
#include "core/weights/tflite.h"

#include <fmt/format.h>

#include <map>

namespace saccade::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string quantisation_text(const TfliteTensor& tensor) {
    if (!tensor.quantization)
        return "";
    const TfliteQuantization& quantisation = *tensor.quantization;
    if (quantisation.scales.size() == 1)
        return fmt::format("scale {:g}, zero {}", quantisation.scales.front(),
                           quantisation.zero_points.empty() ? 0 : quantisation.zero_points.front());
    return fmt::format("{} scales along dimension {}", count_text(quantisation.scales.size()),
                       quantisation.dimension);
}

std::string operators_text(const TfliteModel& model) {
    std::map<std::string, int> counts;
    for (const TfliteOperator& step : model.operators)
        ++counts[printable(step.name)];
    std::string text;
    for (const auto& [name, count] : counts)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, name);
    return fmt::format("{}: {}", count_text(model.operators.size()), text);
}

void add_ends(Rows& rows, const char* title, const TfliteModel& model, const std::vector<int>& ends) {
    for (const int index : ends) {
        const TfliteTensor& tensor = model.tensors[static_cast<std::size_t>(index)];
        rows.push_back({title, fmt::format("{} {} {} {}", fitted(printable(tensor.name), longest_name),
                                           dtype_name(tensor.dtype), shape_text(tensor.shape),
                                           quantisation_text(tensor))});
    }
}

} // namespace

std::string describe_tflite(const std::filesystem::path& file, std::size_t most_tensors) {
    const TfliteModel model = read_tflite(file);
    std::uint64_t constants = 0;
    std::uint64_t numbers = 0;
    std::uint64_t per_tensor = 0;
    std::uint64_t per_channel = 0;
    Rows tensors;
    for (const TfliteTensor& tensor : model.tensors) {
        if (!tensor.is_constant())
            continue;
        ++constants;
        numbers += static_cast<std::uint64_t>(element_count(tensor.shape));
        if (tensor.quantization)
            ++(tensor.quantization->scales.size() == 1 ? per_tensor : per_channel);
        if (tensors.size() < most_tensors)
            tensors.push_back({fitted(printable(tensor.name), longest_name),
                               std::string(dtype_name(tensor.dtype)), shape_text(tensor.shape),
                               quantisation_text(tensor)});
    }
    Rows rows{
        {"kind", "TensorFlow Lite model"},
        {"file size", size_text(std::filesystem::file_size(file))},
        {"description", printable(model.description)},
        {"operators", operators_text(model)},
        {"tensors", fmt::format("{}, {} of them constants with {} numbers", count_text(model.tensors.size()),
                                count_text(constants), count_text(numbers))},
        {"quantisation", fmt::format("{} constants with one scale, {} with one scale a channel, {} with none",
                                     count_text(per_tensor), count_text(per_channel),
                                     count_text(constants - per_tensor - per_channel))}};
    add_ends(rows, "input", model, model.inputs);
    add_ends(rows, "output", model, model.outputs);
    std::string text = table_text(rows) + table_text(tensors, 2);
    if (constants > tensors.size())
        text += fmt::format("  ... and {} more constants; --tensors lists all\n",
                            count_text(constants - tensors.size()));
    return text;
}

} // namespace saccade::cli
