#include "core/model/compute_thread.h"
#include "core/support/error.h"
#include "core/training/optimiser.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

using torch::Tensor;

std::vector<Tensor> start() {
    torch::manual_seed(5);
    return {torch::randn({33, 17}), torch::randn({41000})};
}

/// Of every size and sign.
void set_gradients(const std::vector<Tensor>& parameters, int step) {
    torch::manual_seed(static_cast<std::uint64_t>(step));
    for (const Tensor& parameter : parameters)
        parameter.mutable_grad() = torch::randn(parameter.sizes()) * (1 + step);
}

/// Twelve steps of ours beside torch.optim's, at rates that change.
void expect_same_steps(const TrainingConfig& config, const std::vector<Tensor>& theirs,
                       torch::optim::Optimizer& reference, const std::function<void(double)>& set_rate) {
    const std::vector<Tensor> ours = start();
    for (const Tensor& parameter : ours)
        parameter.requires_grad_(true);
    Optimiser optimiser(config, {{{{"first", ours[0]}, {"second", ours[1]}}, config.learning_rate}});
    for (int step = 0; step < 12; ++step) {
        const double factor = 1 / (1.0 + step);
        set_gradients(ours, step);
        set_gradients(theirs, step);
        set_rate(config.learning_rate * factor);
        optimiser.step(factor);
        reference.step();
    }
    for (std::size_t i = 0; i < ours.size(); ++i)
        EXPECT_LT((ours[i] - theirs[i]).abs().max().item<double>(), 2e-6);
}

class Optimisers : public testing::Test {
protected:
    Optimisers() {
        config.learning_rate = 0.02;
        config.weight_decay = 0.1;
        for (Tensor& parameter : parameters)
            parameter.requires_grad_(true);
    }

    template <class Options>
    std::function<void(double)> rate_of(torch::optim::Optimizer& optimiser) {
        return [&optimiser](double rate) {
            for (auto& group : optimiser.param_groups())
                static_cast<Options&>(group.options()).lr(rate);
        };
    }

    TrainingConfig config;
    std::vector<Tensor> parameters = start();
};

TEST_F(Optimisers, AdamIsTorchs) {
    config.optimiser = OptimiserKind::adam;
    torch::optim::Adam reference(parameters, torch::optim::AdamOptions(0.02).weight_decay(0.1));
    expect_same_steps(config, parameters, reference, rate_of<torch::optim::AdamOptions>(reference));
}

TEST_F(Optimisers, AdamWIsTorchs) {
    config.optimiser = OptimiserKind::adamw;
    torch::optim::AdamW reference(parameters, torch::optim::AdamWOptions(0.02).weight_decay(0.1));
    expect_same_steps(config, parameters, reference, rate_of<torch::optim::AdamWOptions>(reference));
}

TEST_F(Optimisers, SgdIsTorchs) {
    config.optimiser = OptimiserKind::sgd;
    for (const bool nesterov : {false, true}) {
        config.nesterov = nesterov;
        parameters = start();
        for (Tensor& parameter : parameters)
            parameter.requires_grad_(true);
        torch::optim::SGD reference(
            parameters, torch::optim::SGDOptions(0.02).momentum(0.9).nesterov(nesterov).weight_decay(0.1));
        expect_same_steps(config, parameters, reference, rate_of<torch::optim::SGDOptions>(reference));
    }
}

TEST_F(Optimisers, RmspropIsTorchs) {
    config.optimiser = OptimiserKind::rmsprop;
    config.beta_2 = 0.99;
    torch::optim::RMSprop reference(
        parameters, torch::optim::RMSpropOptions(0.02).alpha(0.99).momentum(0.9).weight_decay(0.1));
    expect_same_steps(config, parameters, reference, rate_of<torch::optim::RMSpropOptions>(reference));
}

TEST_F(Optimisers, MeasureAndScaleGradients) {
    Optimiser optimiser(config, {{{{"first", parameters[0]}, {"second", parameters[1]}}, 1}});
    set_gradients(parameters, 1);
    const double expected = std::sqrt(parameters[0].grad().square().sum(torch::kFloat64).item<double>() +
                                      parameters[1].grad().square().sum(torch::kFloat64).item<double>());
    EXPECT_NEAR(optimiser.gradient_norm(), expected, 1e-6 * expected);
    optimiser.scale_gradients(0.5);
    EXPECT_NEAR(optimiser.gradient_norm(), expected / 2, 1e-6 * expected);
    optimiser.clear_gradients();
    EXPECT_EQ(optimiser.gradient_norm(), 0);
}

TEST_F(Optimisers, StepAlikeOnAnyNumberOfThreads) {
    std::vector<Tensor> results;
    for (const int threads : {1, 2}) {
        set_compute_threads(threads);
        const std::vector<Tensor> own = start();
        Optimiser optimiser(config, {{{{"first", own[0]}, {"second", own[1]}}, 0.1}});
        set_gradients(own, 2);
        results.push_back(
            torch::full({1}, on_compute_thread([&] { return optimiser.gradient_norm(); }), torch::kFloat64));
        run_on_compute_thread([&] { optimiser.step(1); });
        results.push_back(own[1].detach().clone());
    }
    set_compute_threads(1);
    EXPECT_TRUE(torch::equal(results[0], results[2]));
    EXPECT_TRUE(torch::equal(results[1], results[3]));
}

TEST_F(Optimisers, RefuseTheStateOfOthers) {
    Optimiser adam(config, {{{{"first", parameters[0]}}, 1}});
    config.optimiser = OptimiserKind::sgd;
    Optimiser sgd(config, {{{{"first", parameters[0]}}, 1}});
    Optimiser other(config, {{{{"second", parameters[1]}}, 1}});
    EXPECT_THROW(adam.load_state(sgd.state()), Error);
    EXPECT_THROW(sgd.load_state(adam.state()), Error);
    EXPECT_THROW(other.load_state(sgd.state()), Error);
}

} // namespace
} // namespace saccade
