#include "core/training/optimiser.h"

#include "core/model/vector_math.h"
#include "core/support/error.h"

#include <ATen/Parallel.h>
#include <fmt/format.h>
#include <torch/utils.h>

#include <cmath>

namespace saccade {

namespace {

constexpr std::int64_t grain = 1 << 14; // elements a thread takes at a time

struct AdamStep {
    float rate, beta_1, beta_2, epsilon, decay, shrink, correction;
};

// `decay` is added to the gradient, `shrink` multiplies the weight: the one for Adam, the other for AdamW.
SACCADE_VECTORISED void adam(float* weight, const float* gradient, float* first, float* second,
                             std::int64_t count, AdamStep step) {
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) {
        const float g = gradient[i] + step.decay * weight[i];
        first[i] = step.beta_1 * first[i] + (1 - step.beta_1) * g;
        second[i] = step.beta_2 * second[i] + (1 - step.beta_2) * g * g;
        weight[i] = weight[i] * step.shrink -
                    step.rate * first[i] / (std::sqrt(second[i]) * step.correction + step.epsilon);
    }
}

struct SgdStep {
    float rate, momentum, decay;
    bool nesterov;
};

SACCADE_VECTORISED void sgd(float* weight, const float* gradient, float* velocity, std::int64_t count,
                            SgdStep step) {
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) {
        const float g = gradient[i] + step.decay * weight[i];
        velocity[i] = step.momentum * velocity[i] + g;
        weight[i] -= step.rate * (step.nesterov ? g + step.momentum * velocity[i] : velocity[i]);
    }
}

struct RmspropStep {
    float rate, smoothing, momentum, epsilon, decay;
};

SACCADE_VECTORISED void rmsprop(float* weight, const float* gradient, float* square, float* velocity,
                                std::int64_t count, RmspropStep step) {
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) {
        const float g = gradient[i] + step.decay * weight[i];
        square[i] = step.smoothing * square[i] + (1 - step.smoothing) * g * g;
        velocity[i] = step.momentum * velocity[i] + g / (std::sqrt(square[i]) + step.epsilon);
        weight[i] -= step.rate * velocity[i];
    }
}

SACCADE_VECTORISED double sum_of_squares(const float* values, std::int64_t count) {
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < count; ++i)
        sum += static_cast<double>(values[i]) * static_cast<double>(values[i]);
    return sum;
}

int moments_of(OptimiserKind kind) {
    return kind == OptimiserKind::sgd ? 1 : 2;
}

std::string moment_name(const std::string& parameter, std::size_t moment) {
    return fmt::format("{}.{}", parameter, moment);
}

} // namespace

ParameterGroup learning_parameters(const torch::nn::Module& module, const std::string& prefix, double rate) {
    ParameterGroup group{{}, rate};
    for (const auto& parameter : module.named_parameters()) {
        if (parameter.value().requires_grad())
            group.parameters.emplace_back(prefix + parameter.key(), parameter.value());
    }
    return group;
}

Optimiser::Optimiser(const TrainingConfig& config, std::vector<ParameterGroup> groups)
    : kind_(config.optimiser),
      momentum_(config.momentum),
      beta_1_(config.beta_1),
      beta_2_(config.beta_2),
      epsilon_(config.epsilon),
      weight_decay_(config.weight_decay),
      nesterov_(config.nesterov) {
    for (ParameterGroup& group : groups) {
        for (auto& [name, parameter] : group.parameters) {
            if (!parameter.is_contiguous())
                parameter.set_data(parameter.contiguous());
            Slot& slot = slots_.emplace_back(Slot{name, parameter, {}, group.learning_rate});
            for (int i = 0; i < moments_of(kind_); ++i)
                slot.moments.push_back(torch::zeros(parameter.sizes()));
        }
    }
}

void Optimiser::clear_gradients() {
    for (Slot& slot : slots_)
        slot.parameter.mutable_grad().reset();
}

void Optimiser::scale_gradients(double factor) {
    const torch::NoGradGuard no_grad;
    for (Slot& slot : slots_) {
        if (slot.parameter.grad().defined())
            slot.parameter.mutable_grad().mul_(factor);
    }
}

double Optimiser::gradient_norm() const {
    double sum = 0;
    for (const Slot& slot : slots_) {
        if (!slot.parameter.grad().defined())
            continue;
        const torch::Tensor gradient = slot.parameter.grad().contiguous();
        const float* const values = gradient.data_ptr<float>();
        std::vector<double> parts(static_cast<std::size_t>((gradient.numel() + grain - 1) / grain));
        at::parallel_for(0, static_cast<std::int64_t>(parts.size()), 1,
                         [&](std::int64_t begin, std::int64_t end) {
                             for (std::int64_t part = begin; part < end; ++part)
                                 parts[static_cast<std::size_t>(part)] = sum_of_squares(
                                     values + part * grain, std::min(grain, gradient.numel() - part * grain));
                         });
        for (const double part : parts)
            sum += part;
    }
    return std::sqrt(sum);
}

void Optimiser::step(double factor) {
    const torch::NoGradGuard no_grad;
    ++steps_;
    const double bias_1 = 1 - std::pow(beta_1_, static_cast<double>(steps_));
    const double bias_2 = 1 - std::pow(beta_2_, static_cast<double>(steps_));
    for (Slot& slot : slots_) {
        if (!slot.parameter.grad().defined())
            continue;
        const torch::Tensor contiguous = slot.parameter.grad().contiguous();
        float* const weight = slot.parameter.data_ptr<float>();
        const float* const gradient = contiguous.data_ptr<float>();
        float* const first = slot.moments[0].data_ptr<float>();
        float* const second = slot.moments.size() > 1 ? slot.moments[1].data_ptr<float>() : nullptr;
        const double rate = slot.learning_rate * factor;
        const bool decoupled = kind_ == OptimiserKind::adamw;
        const auto decay = static_cast<float>(decoupled ? 0 : weight_decay_);
        const AdamStep adam_step{static_cast<float>(rate / bias_1),
                                 static_cast<float>(beta_1_),
                                 static_cast<float>(beta_2_),
                                 static_cast<float>(epsilon_),
                                 decay,
                                 static_cast<float>(decoupled ? 1 - rate * weight_decay_ : 1),
                                 static_cast<float>(1 / std::sqrt(bias_2))};
        const SgdStep sgd_step{static_cast<float>(rate), static_cast<float>(momentum_), decay, nesterov_};
        const RmspropStep rmsprop_step{static_cast<float>(rate), static_cast<float>(beta_2_),
                                       static_cast<float>(momentum_), static_cast<float>(epsilon_), decay};
        at::parallel_for(0, slot.parameter.numel(), grain, [&](std::int64_t begin, std::int64_t end) {
            const std::int64_t count = end - begin;
            switch (kind_) {
            case OptimiserKind::adam:
            case OptimiserKind::adamw:
                return adam(weight + begin, gradient + begin, first + begin, second + begin, count,
                            adam_step);
            case OptimiserKind::sgd:
                return sgd(weight + begin, gradient + begin, first + begin, count, sgd_step);
            case OptimiserKind::rmsprop:
                return rmsprop(weight + begin, gradient + begin, first + begin, second + begin, count,
                               rmsprop_step);
            }
        });
    }
}

OptimiserState Optimiser::state() const {
    OptimiserState result{steps_, {}};
    for (const Slot& slot : slots_) {
        for (std::size_t i = 0; i < slot.moments.size(); ++i)
            result.moments[moment_name(slot.name, i)] = slot.moments[i];
    }
    return result;
}

void Optimiser::load_state(const OptimiserState& state) {
    std::size_t used = 0;
    for (Slot& slot : slots_) {
        for (std::size_t i = 0; i < slot.moments.size(); ++i, ++used) {
            const std::string name = moment_name(slot.name, i);
            const auto found = state.moments.find(name);
            if (found == state.moments.end())
                throw Error(fmt::format("the optimiser's state lacks \"{}\"", name));
            if (found->second.sizes() != slot.moments[i].sizes())
                throw Error(fmt::format("the optimiser's state \"{}\" is of another shape", name));
            slot.moments[i].copy_(found->second);
        }
    }
    if (used != state.moments.size())
        throw Error("the optimiser's state is that of another configuration");
    steps_ = state.steps;
}

} // namespace saccade
