#include "core/model/grid_geometry.h"

#include <gmock/gmock.h>

#include <cmath>

namespace saccade {
namespace {

using testing::ElementsAre;
using testing::FloatNear;

TEST(ReceptiveFieldCentres, OfNoLayerAreThePixels) {
    EXPECT_THAT(receptive_field_centres({}, 4, 4), ElementsAre(0.125F, 0.375F, 0.625F, 0.875F));
}

TEST(ReceptiveFieldCentres, OfEvenPatchesAreTheirMiddles) {
    const std::vector<LayerGeometry> layers{{4, 4, 0}};
    EXPECT_THAT(receptive_field_centres(layers, 2, 8), ElementsAre(0.25F, 0.75F));
}

TEST(ReceptiveFieldCentres, SymmetricPaddingAtStrideOneMovesNothing) {
    const std::vector<LayerGeometry> layers{{3, 1, 1}, {5, 1, 2}};
    EXPECT_THAT(receptive_field_centres(layers, 2, 2), ElementsAre(0.25F, 0.75F));
}

TEST(ReceptiveFieldCentres, DilationWidensTheKernel) {
    const std::vector<LayerGeometry> layers{{3, 1, 0, 2}};
    // Output 0 reads inputs 0, 2 and 4: its centre is pixel 2.
    EXPECT_THAT(receptive_field_centres(layers, 1, 5), ElementsAre(0.5F));
}

TEST(ReceptiveFieldCentres, FoldTheLayersFromTheLastToTheFirst) {
    // Output 1 of the second layer reads 2..4 of the first (centre 3), which is centred at pixel 2 * 3 + 1
    // = 7.
    const std::vector<LayerGeometry> layers{{3, 2, 0}, {3, 2, 0}};
    EXPECT_THAT(receptive_field_centres(layers, 2, 16),
                ElementsAre(FloatNear(3.5F / 16, 1e-6F), FloatNear(7.5F / 16, 1e-6F)));
}

TEST(ReceptiveFieldSpread, AddsTheVariancesOfTheKernels) {
    EXPECT_EQ(receptive_field_spread({}, 8), 0);
    const std::vector<LayerGeometry> three{{3, 1, 1}}; // -1, 0 and 1: a variance of 2 / 3
    EXPECT_NEAR(receptive_field_spread(three, 8), std::sqrt(2.0 / 3) / 8, 1e-6);
    const std::vector<LayerGeometry> layers{
        {3, 2, 1}, {1, 1, 0}, {3, 1, 1, 2}}; // the last reads every fourth pixel
    EXPECT_NEAR(receptive_field_spread(layers, 8), std::sqrt(2.0 / 3 * (1 + 16)) / 8, 1e-6);
}

TEST(SamePadding, IsWhatTensorFlowTakes) {
    EXPECT_EQ(same_pad_total(256, 3, 2), 1); // even size: nothing before, one after
    EXPECT_EQ(same_pad_before(256, 3, 2), 0);
    EXPECT_EQ(same_pad_total(7, 3, 2), 2); // odd size: one on each side
    EXPECT_EQ(same_pad_before(7, 3, 2), 1);
    EXPECT_EQ(same_pad_before(16, 3, 1), 1);
    EXPECT_EQ(same_pad_total(16, 1, 1), 0);
    EXPECT_EQ(same_pad_total(5, 1, 2), 0);
}

} // namespace
} // namespace saccade
