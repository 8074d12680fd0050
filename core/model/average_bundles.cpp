#include "core/model/average_bundles.h"

#include "core/model/provenance.h"
#include "core/support/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace saccade {

namespace {

using nlohmann::json;

/// What the two differ in that a mean could not bridge; empty if nothing.
std::string difference(const BundleHeader& first, const BundleHeader& other) {
    if (first.backbone != other.backbone || first.backbone_flavour != other.backbone_flavour)
        return "backbone";
    if (first.input_width != other.input_width || first.input_height != other.input_height ||
        first.recipe != other.recipe)
        return "way of preparing photos";
    CaptionNetworkConfig network = other.network;
    network.dropout = first.network.dropout;
    if (json(network) != json(first.network))
        return "decoder";
    if (first.vocabulary.words() != other.vocabulary.words() || first.tokenizer != other.tokenizer)
        return "vocabulary";
    return {};
}

FileError unlike_the_first(const std::filesystem::path& file, const std::string& what) {
    return {file, fmt::format("its {} is not that of the first model", what),
            "Average models that were trained on from the same one"};
}

/// Sums of weights, in the order and shapes of the first bundle.
class Sums {
public:
    void add(const std::filesystem::path& file, const TensorMap& weights) {
        if (count_ == 0) {
            for (const auto& [name, tensor] : weights)
                sums_[name] = {tensor.shape, std::vector<double>(tensor.to_floats().size())};
        }
        if (weights.size() != sums_.size())
            throw unlike_the_first(file, "number of tensors");
        for (auto& [name, sum] : sums_) {
            const auto found = weights.find(name);
            if (found == weights.end() || found->second.shape != sum.shape)
                throw unlike_the_first(file, fmt::format("tensor \"{}\"", name));
            const std::vector<float> values = found->second.to_floats();
            std::transform(values.begin(), values.end(), sum.values.begin(), sum.values.begin(),
                           [](float value, double total) { return total + value; });
        }
        ++count_;
    }

    TensorMap mean() const {
        TensorMap result;
        for (const auto& [name, sum] : sums_) {
            std::vector<float> values(sum.values.size());
            std::transform(sum.values.begin(), sum.values.end(), values.begin(),
                           [this](double total) { return static_cast<float>(total / count_); });
            result[name] = HostTensor::from_floats(sum.shape, values);
        }
        return result;
    }

private:
    struct Sum {
        Shape shape;
        std::vector<double> values;
    };
    std::map<std::string, Sum> sums_;
    int count_ = 0;
};

/// How many of the first runs are the same in all.
std::size_t shared_runs(const std::vector<json>& histories) {
    std::size_t shared = histories.front().size();
    for (const json& history : histories) {
        const auto end =
            std::mismatch(histories.front().begin(), histories.front().end(), history.begin(), history.end())
                .second;
        shared = std::min(shared, static_cast<std::size_t>(end - history.begin()));
    }
    return shared;
}

} // namespace

AveragedBundle average_bundles(const std::vector<std::filesystem::path>& files, const std::string& program) {
    if (files.size() < 2)
        throw UsageError("A mean needs at least two models.");
    AveragedBundle result;
    Sums sums;
    std::vector<json> histories;
    for (const std::filesystem::path& file : files) {
        Bundle bundle = read_bundle(file);
        if (histories.empty())
            result.bundle.header = bundle.header;
        else if (const std::string what = difference(result.bundle.header, bundle.header); !what.empty())
            throw unlike_the_first(file, what);
        histories.push_back(runs_of(bundle.header.card.provenance));
        sums.add(file, bundle.weights);
    }
    result.bundle.weights = sums.mean();

    const auto shared = static_cast<std::ptrdiff_t>(shared_runs(histories));
    result.of_one_start = shared > 0;
    json averaged = json::array();
    for (std::size_t i = 0; i < files.size(); ++i)
        averaged.push_back({{"file", files[i].filename().string()},
                            {"runs", json(histories[i].begin() + shared, histories[i].end())}});
    json runs(histories.front().begin(), histories.front().begin() + shared);
    runs.push_back({{"program", program}, {"averaged", std::move(averaged)}});
    result.bundle.header.card.provenance = runs.dump();
    return result;
}

} // namespace saccade
