#pragma once

#include "core/model/backbone.h"

#include <memory>
#include <string_view>

namespace saccade {

/// A backbone while it learns from some block on. What comes before is fixed and runs as in inference; what
/// learns keeps its weights in fp32 and is computed in the precision given. Batch norms are folded, so there
/// are none to freeze.
class LearningBackbone {
public:
    /// @param backbone  whose parameters from `from` on will want gradients, and no others.
    /// @param from  name of the first block that learns; empty: all do.
    /// @throws UsageError that lists the blocks for an unknown one.
    LearningBackbone(std::shared_ptr<Backbone> backbone, std::string_view from, Precision precision);
    /// For grids that were encoded up to block `from`: grid() begins there.
    static LearningBackbone on_inputs_of(std::string_view from, std::shared_ptr<Backbone> backbone,
                                         Precision precision);
    /// None of it learns.
    static LearningBackbone fixed(std::shared_ptr<Backbone> backbone, Precision precision);

    /// On the compute thread; gives way between blocks, on the way back too.
    /// @param input  images, N x 3 x H x W in [-1, 1], or what block `from` reads; float32.
    /// @return N x cells x channels, float32.
    torch::Tensor grid(const torch::Tensor& input);

    /// Of backbone().blocks().
    std::size_t first_learning() const { return first_; }

private:
    enum class Begins { with_images, with_inputs };
    LearningBackbone(std::shared_ptr<Backbone> backbone, std::size_t first, Begins begins,
                     Precision precision);

    std::shared_ptr<Backbone> backbone_;
    std::shared_ptr<Backbone> fixed_; ///< runs the blocks before `first_`; null where nobody has to
    std::size_t first_;
    Precision precision_;
};

} // namespace saccade
