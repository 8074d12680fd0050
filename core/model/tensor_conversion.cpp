#include "core/model/tensor_conversion.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <cstring>

namespace saccade {

torch::Tensor to_torch(const HostTensor& tensor) {
    const std::vector<float> values = tensor.to_floats();
    torch::Tensor result = torch::empty(tensor.shape, torch::kFloat32);
    if (!values.empty())
        std::memcpy(result.data_ptr<float>(), values.data(), values.size() * sizeof(float));
    return result;
}

HostTensor to_host(const torch::Tensor& tensor) {
    const torch::Tensor dense = tensor.detach().to(torch::kCPU, torch::kFloat32).contiguous();
    HostTensor result{DType::f32, dense.sizes().vec(), {}};
    result.bytes.resize(static_cast<std::size_t>(dense.numel()) * sizeof(float));
    if (!result.bytes.empty())
        std::memcpy(result.bytes.data(), dense.data_ptr<float>(), result.bytes.size());
    return result;
}

void load_parameters(torch::nn::Module& module, const TensorMap& weights, std::string_view prefix) {
    torch::NoGradGuard no_grad;
    std::size_t used = 0;
    const auto load = [&](const std::string& name, torch::Tensor& target) {
        const std::string full = std::string(prefix) + name;
        const auto found = weights.find(full);
        if (found == weights.end())
            throw Error(fmt::format("tensor \"{}\" is missing", full));
        if (found->second.shape != target.sizes().vec())
            throw Error(fmt::format("tensor \"{}\" is {}, the network needs {}", full,
                                    shape_text(found->second.shape), shape_text(target.sizes().vec())));
        target.copy_(to_torch(found->second));
        ++used;
    };
    for (auto& item : module.named_parameters())
        load(item.key(), item.value());
    for (auto& item : module.named_buffers())
        load(item.key(), item.value());
    std::size_t given = 0;
    for (auto entry = weights.lower_bound(std::string(prefix));
         entry != weights.end() && entry->first.starts_with(prefix); ++entry)
        ++given;
    if (given == used)
        return;
    const auto parameters = module.named_parameters();
    const auto buffers = module.named_buffers();
    for (auto entry = weights.lower_bound(std::string(prefix)); entry != weights.end(); ++entry) {
        if (!entry->first.starts_with(prefix))
            break;
        const std::string name = entry->first.substr(prefix.size());
        if (!parameters.contains(name) && !buffers.contains(name))
            throw Error(fmt::format("tensor \"{}\" has no place in the network", entry->first));
    }
}

void store_parameters(const torch::nn::Module& module, TensorMap& weights, std::string_view prefix) {
    for (const auto& item : module.named_parameters())
        weights[std::string(prefix) + item.key()] = to_host(item.value());
    for (const auto& item : module.named_buffers())
        weights[std::string(prefix) + item.key()] = to_host(item.value());
}

} // namespace saccade
