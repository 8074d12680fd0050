#include "app/cli/describe.h"
#include "app/cli/describe_tensors.h"
#include "app/cli/terminal_text.h"
#include "core/weights/keras_file.h"
#include "core/weights/torch_file.h"

#include <fmt/format.h>

namespace saccade::cli {

namespace {

std::string weights_text(const std::filesystem::path& file, std::string_view kind, const TensorMap& tensors,
                         std::size_t most_tensors) {
    return table_text({{"kind", std::string(kind)},
                       {"file size", size_text(std::filesystem::file_size(file))},
                       {"tensors", storage_text(tensors)}}) +
           tensor_table(tensors, most_tensors);
}

} // namespace

std::string describe_torch(const std::filesystem::path& file, std::size_t most_tensors) {
    return weights_text(file, "PyTorch state dict", read_torch_file(file), most_tensors);
}

std::string describe_keras(const std::filesystem::path& file, std::size_t most_tensors) {
    KerasFile content = read_keras_file(file);
    TensorMap tensors;
    for (KerasLayer& layer : content.layers) {
        for (KerasWeight& weight : layer.weights)
            tensors[fmt::format("{}: {}", layer.name, weight.name)] = std::move(weight.values);
    }
    return weights_text(file, "Keras weights (HDF5)", tensors, most_tensors);
}

} // namespace saccade::cli
