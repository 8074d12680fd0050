#include "core/training/learning_backbone.h"

#include "core/model/compute_thread.h"
#include "core/model/torch_compat.h"

namespace saccade {

namespace {

/// PyTorch's autocast for CPU, while this lives.
class Autocast {
public:
    explicit Autocast(Precision precision) : enabled_(precision == Precision::bf16) {
        if (enabled_)
            torch_compat::begin_bf16();
    }
    ~Autocast() {
        if (enabled_)
            torch_compat::end_bf16();
    }
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

private:
    bool enabled_;
};

} // namespace

LearningBackbone::LearningBackbone(std::shared_ptr<Backbone> backbone, std::size_t first, Begins begins,
                                   Precision precision)
    : backbone_(std::move(backbone)),
      first_(first),
      precision_(precision) {
    backbone_->eval();
    backbone_->lay_out_for_training();
    const std::vector<std::string>& blocks = backbone_->blocks();
    for (auto& parameter : backbone_->named_parameters()) {
        const auto learns = [&](std::size_t block) {
            return parameter.key().starts_with(blocks[block] + '.');
        };
        bool found = false;
        for (std::size_t block = first_; block < blocks.size(); ++block)
            found = found || learns(block);
        parameter.value().set_requires_grad(found);
    }
    if (first_ > 0 && begins == Begins::with_images) {
        fixed_ = copy_of(*backbone_);
        prepare_for_inference(*fixed_, precision_);
    }
}

LearningBackbone::LearningBackbone(std::shared_ptr<Backbone> backbone, std::string_view from,
                                   Precision precision)
    : LearningBackbone(backbone, from.empty() ? 0 : backbone->block(from), Begins::with_images, precision) {}

LearningBackbone LearningBackbone::on_inputs_of(std::string_view from, std::shared_ptr<Backbone> backbone,
                                                Precision precision) {
    const std::size_t first = backbone->block(from);
    return {std::move(backbone), first, Begins::with_inputs, precision};
}

LearningBackbone LearningBackbone::fixed(std::shared_ptr<Backbone> backbone, Precision precision) {
    const std::size_t all = backbone->blocks().size();
    return {std::move(backbone), all, Begins::with_images, precision};
}

torch::Tensor LearningBackbone::grid(const torch::Tensor& input) {
    torch::Tensor x = input;
    if (fixed_) {
        const torch::NoGradGuard no_grad;
        x = fixed_->run(x.to(fixed_->parameters().front().scalar_type()), 0, first_);
    }
    const Autocast autocast(precision_);
    for (std::size_t block = first_; block < backbone_->blocks().size(); ++block) {
        give_way();
        x = backbone_->run(x, block, block + 1);
        if (x.requires_grad())
            x.register_hook([](const torch::Tensor&) { give_way(); });
    }
    return x.flatten(2).transpose(1, 2).to(torch::kFloat32);
}

} // namespace saccade
