#include "app/hdf5_reader/keras_hdf5.h"

#include "app/hdf5_reader/float_dataset.h"
#include "app/hdf5_reader/hdf5.h"
#include "core/weights/keras_file_stream.h"
#include "core/weights/safetensors_header.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

namespace saccade {

namespace {

using namespace hdf5;

constexpr std::size_t max_weights = 20'000; // each keeps a dataset open

struct NamedDataset {
    std::string name;
    FloatDataset dataset;
};

struct Layer {
    std::string name;
    std::vector<NamedDataset> weights;
};

Handle open_group(hid_t parent, const std::string& name) {
    std::optional<Handle> group = find_below(parent, name);
    if (!group || !is_group(*group))
        refuse(fmt::format("the group of layer {} is missing", quoted_name(name)));
    return std::move(*group);
}

/// @returns the names of the layers, and the group that they are in.
std::pair<std::vector<std::string>, Handle> find_layers(const ImageFile& file) {
    for (const char* place : {"", "model_weights"}) {
        std::optional<Handle> group =
            *place == '\0' ? Handle(H5Gopen2(file.root(), "/", H5P_DEFAULT), "open its root group")
                           : find_below(file.root(), place);
        if (!group || !is_group(*group))
            continue;
        if (auto names = find_texts(group->get(), "layer_names"))
            return {std::move(*names), std::move(*group)};
    }
    for (const char* keras_3 : {"layers", "_layer_checkpoint_dependencies"}) {
        if (checked(H5Lexists(file.root(), keras_3, H5P_DEFAULT), "look up a group") > 0)
            refuse("it has the layout of Keras 3's .weights.h5, which does not say in which order the layers "
                   "stand",
                   "In Keras, save the whole model with model.save(\"NAME.h5\") and give that file");
    }
    refuse(
        "this is an HDF5 file, but none with weights that Keras saved: it has no attribute \"layer_names\"",
        "Give a file that save_weights() or model.save() of Keras wrote");
}

std::vector<Layer> check_layers(const ImageFile& file, std::size_t file_size) {
    const auto [names, parent] = find_layers(file);
    std::vector<Layer> layers;
    std::size_t weights = 0;
    std::uint64_t room = keras_stream::max_values_size(file_size);
    for (const std::string& name : names) {
        const Handle group = open_group(parent.get(), name);
        const auto weight_names = find_texts(group.get(), "weight_names");
        if (!weight_names)
            refuse(fmt::format("layer {} does not list its weights", quoted_name(name)));
        weights += weight_names->size();
        if (weights > max_weights)
            refuse(fmt::format("it lists more than {} weights", max_weights));
        Layer layer{name, {}};
        for (const std::string& weight : *weight_names) {
            std::optional<Handle> object = find_below(group.get(), weight);
            if (!object || !is_dataset(*object))
                refuse(fmt::format("layer {} lists the weight {}, which is missing", quoted_name(name),
                                   quoted_name(weight)));
            FloatDataset dataset(std::move(*object), weight, file_size);
            if (dataset.value_count() > room / sizeof(float))
                refuse("it claims more values than a file of its size should hold");
            room -= dataset.value_count() * sizeof(float);
            layer.weights.push_back({weight, std::move(dataset)});
        }
        layers.push_back(std::move(layer));
    }
    return layers;
}

std::string stream_header(const std::vector<Layer>& layers) {
    SafetensorsHeader header;
    nlohmann::json table = nlohmann::json::array();
    std::uint64_t end = 0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        nlohmann::json names = nlohmann::json::array();
        for (std::size_t j = 0; j < layers[i].weights.size(); ++j) {
            const auto& [name, dataset] = layers[i].weights[j];
            const std::uint64_t begin = std::exchange(end, end + dataset.value_count() * sizeof(float));
            header.tensors[keras_stream::tensor_key(i, j)] = {DType::f32, dataset.shape(), begin, end};
            names.push_back(name);
        }
        table.push_back({{"name", layers[i].name}, {"weights", std::move(names)}});
    }
    try {
        header.metadata[keras_stream::layers_key] = table.dump();
    } catch (const nlohmann::json::exception&) {
        refuse("the name of a layer or a weight is not valid UTF-8");
    }
    std::string text = format_safetensors_header(header, {});
    if (text.size() > keras_stream::max_header_size)
        refuse("the names of its layers and weights take more than 16 MiB");
    return text;
}

} // namespace

void write_keras_stream(std::span<const std::byte> bytes, const ByteSink& sink) {
    prepare_library();
    const ImageFile file(bytes);
    const std::vector<Layer> layers = check_layers(file, bytes.size());
    const std::string header = stream_header(layers);
    sink(std::as_bytes(std::span(header)));
    for (const Layer& layer : layers) {
        for (const NamedDataset& weight : layer.weights) {
            const std::vector<float> values = weight.dataset.read();
            sink(std::as_bytes(std::span(values)));
        }
    }
}

} // namespace saccade
