#include "core/weights/torch_names.h"

#include "core/support/error.h"
#include "core/weights/batch_norm.h"
#include "core/weights/inception_v3_layout.h"

#include <fmt/format.h>

#include <array>
#include <set>

namespace saccade {

namespace {

/// A convolution of ours and where torchvision keeps it and the batch norm behind it.
struct Slot {
    std::string name;
    Shape weight;
    std::string convolution;
    std::string norm;
    Gain gain = Gain::folded;
};

/// Parts of torchvision's networks that no backbone has.
struct Part {
    std::string_view prefix;
    std::string_view what;
};

class StateDict {
public:
    explicit StateDict(const TensorMap& tensors) : tensors_(tensors) {}

    void take(const Slot& slot, double epsilon, TensorMap& weights) {
        const HostTensor& weight = tensor(slot.convolution + ".weight", slot.weight);
        const Shape channels{slot.weight.front()};
        const auto values = [&](const char* suffix) {
            return tensor(slot.norm + suffix, channels).to_floats();
        };
        const BatchNorm norm{values(".weight"), values(".bias"), values(".running_mean"),
                             values(".running_var"), epsilon};
        used_.insert(slot.norm + ".num_batches_tracked"); // counts training steps; older files lack it
        try {
            add_convolution(weights, slot.name, weight, norm, slot.gain);
        } catch (const Error& error) {
            throw Error(fmt::format("tensor \"{}.weight\": {}", slot.convolution, error.what()));
        }
    }

    std::vector<LeftOut> left_out(std::span<const Part> parts) const {
        std::vector<LeftOut> result;
        for (const Part& part : parts)
            result.push_back({std::string(part.what), 0, 0});
        for (const auto& [name, content] : tensors_) {
            if (used_.contains(name))
                continue;
            std::size_t i = 0;
            while (i < parts.size() && !name.starts_with(parts[i].prefix))
                ++i;
            if (i == parts.size())
                throw Error(fmt::format("tensor {} has no place in the network", quoted_name(name)));
            ++result[i].tensors;
            result[i].values += element_count(content.shape);
        }
        std::erase_if(result, [](const LeftOut& part) { return part.tensors == 0; });
        return result;
    }

private:
    const HostTensor& tensor(const std::string& name, const Shape& shape) {
        const auto found = tensors_.find(name);
        if (found == tensors_.end())
            throw Error(fmt::format("tensor \"{}\" is missing", name));
        if (found->second.shape != shape)
            throw Error(fmt::format("tensor \"{}\" is {}, the network needs {}", name,
                                    shape_text(found->second.shape), shape_text(shape)));
        used_.insert(name);
        return found->second;
    }

    const TensorMap& tensors_;
    std::set<std::string> used_;
};

ImportedBackbone take_network(std::string backbone, const TensorMap& tensors, std::span<const Slot> slots,
                              double epsilon, std::span<const Part> parts) {
    ImportedBackbone result{std::move(backbone), "torchvision", {}, {}, {}};
    StateDict file(tensors);
    for (const Slot& slot : slots)
        file.take(slot, epsilon, result.weights);
    result.left_out = file.left_out(parts);
    return result;
}

std::vector<Slot> mobilenet_v2_slots() {
    struct Stage {
        int expansion, channels, repeats;
    };
    constexpr std::array stages{Stage{1, 16, 1}, Stage{6, 24, 2},  Stage{6, 32, 3}, Stage{6, 64, 4},
                                Stage{6, 96, 3}, Stage{6, 160, 3}, Stage{6, 320, 1}};
    std::vector<Slot> slots{{"stem", {32, 3, 3, 3}, "features.0.0", "features.0.1"}};
    int channels = 32;
    int block = 0;
    for (const Stage& stage : stages) {
        for (int repeat = 0; repeat < stage.repeats; ++repeat, ++block) {
            const std::string ours = fmt::format("blocks.{}.", block);
            const std::string theirs = fmt::format("features.{}.conv.", block + 1);
            const int width = channels * stage.expansion;
            int part = 0;
            const auto unit = [&](const char* name, Shape shape) {
                slots.push_back({ours + name, std::move(shape), fmt::format("{}{}.0", theirs, part),
                                 fmt::format("{}{}.1", theirs, part)});
                ++part;
            };
            if (stage.expansion != 1)
                unit("expand", {width, channels, 1, 1});
            unit("depthwise", {width, 1, 3, 3});
            slots.push_back({ours + "project",
                             {stage.channels, width, 1, 1},
                             fmt::format("{}{}", theirs, part),
                             fmt::format("{}{}", theirs, part + 1)});
            channels = stage.channels;
        }
    }
    slots.push_back({"head", {1280, channels, 1, 1}, "features.18.0", "features.18.1"});
    return slots;
}

} // namespace

bool has_torch_inception_v3(const TensorMap& tensors) {
    return tensors.contains("Conv2d_1a_3x3.conv.weight");
}

ImportedBackbone inception_v3_from_torch(const TensorMap& tensors) {
    std::vector<Slot> slots;
    for (const NamedConvolution& convolution : inception_v3_convolutions())
        slots.push_back({convolution.name, convolution.weight, convolution.name + ".conv",
                         convolution.name + ".bn", convolution.stem ? Gain::apart : Gain::folded});
    constexpr std::array parts{Part{"fc.", "classifier"}, Part{"AuxLogits.", "auxiliary head"}};
    return take_network("inception_v3", tensors, slots, 1e-3, parts);
}

bool has_torch_mobilenet_v2(const TensorMap& tensors) {
    return tensors.contains("features.0.0.weight") && tensors.contains("features.18.0.weight");
}

ImportedBackbone mobilenet_v2_from_torch(const TensorMap& tensors) {
    constexpr std::array parts{Part{"classifier.", "classifier"}};
    return take_network("mobilenet_v2", tensors, mobilenet_v2_slots(), 1e-5, parts);
}

} // namespace saccade
