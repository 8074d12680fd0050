#include "core/model/backbone.h"

#include "core/model/inception_v3.h"
#include "core/model/mobilenet_v2.h"
#include "core/model/random_draws.h"
#include "core/support/error.h"

#include <fmt/ranges.h>

#include <algorithm>

namespace saccade {

namespace {

struct Entry {
    std::string name;
    int input_size;
    std::shared_ptr<Backbone> (*make)(std::string_view flavour, int width, int height);
};

const std::vector<Entry>& entries() {
    static const std::vector<Entry> all{
        {"inception_v3", 299,
         [](std::string_view flavour, int width, int height) -> std::shared_ptr<Backbone> {
             return std::make_shared<InceptionV3>(flavour, width, height);
         }},
        {"mobilenet_v2", 256,
         [](std::string_view flavour, int width, int height) -> std::shared_ptr<Backbone> {
             return std::make_shared<MobileNetV2>(flavour, width, height);
         }},
    };
    return all;
}

const Entry& entry(std::string_view name) {
    for (const Entry& candidate : entries()) {
        if (candidate.name == name)
            return candidate;
    }
    throw UsageError(fmt::format("\"{}\" is no backbone Saccade knows. Known: {}.", name,
                                 fmt::join(backbone_names(), ", ")));
}

} // namespace

std::shared_ptr<Backbone> make_backbone(std::string_view name, std::string_view flavour, int input_width,
                                        int input_height) {
    const auto held = hold_random_draws();
    return entry(name).make(flavour, input_width, input_height);
}

int default_input_size(std::string_view name) {
    return entry(name).input_size;
}

const std::vector<std::string>& backbone_names() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> result;
        for (const Entry& candidate : entries())
            result.push_back(candidate.name);
        return result;
    }();
    return names;
}

torch::Tensor Backbone::forward(torch::Tensor images) {
    return run(std::move(images), 0, blocks().size());
}

std::size_t Backbone::block(std::string_view name) const {
    const auto found = std::ranges::find(blocks(), name);
    if (found == blocks().end())
        throw UsageError(
            fmt::format("The backbone has no block \"{}\". It has: {}.", name, fmt::join(blocks(), ", ")));
    return static_cast<std::size_t>(found - blocks().begin());
}

void Backbone::lay_out(Precision /*precision*/) {
    for (torch::Tensor& parameter : parameters()) {
        if (parameter.dim() == 4)
            parameter.set_data(parameter.contiguous(torch::MemoryFormat::ChannelsLast));
    }
}

void Backbone::lay_out_for_training() {
    lay_out(Precision::fp32);
}

std::shared_ptr<Backbone> copy_of(const Backbone& backbone) {
    const BackboneSpec& spec = backbone.spec();
    auto copy = make_backbone(spec.name, spec.flavour, spec.input_width, spec.input_height);
    const torch::NoGradGuard no_grad;
    const auto take = [](const auto& from, auto to) {
        for (auto& item : to)
            item.value().copy_(from[item.key()]);
    };
    take(backbone.named_parameters(), copy->named_parameters());
    take(backbone.named_buffers(), copy->named_buffers());
    return copy;
}

void prepare_for_inference(Backbone& backbone, Precision precision) {
    backbone.eval();
    for (torch::Tensor& parameter : backbone.parameters())
        parameter.set_requires_grad(false);
    backbone.lay_out(precision);
    if (precision == Precision::bf16)
        backbone.to(torch::kBFloat16);
}

} // namespace saccade
