#include "core/model/compute.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

TEST(Compute, KnowsTheReferenceBlasByItsPlace) {
    const std::filesystem::path libraries = "/usr/lib/x86_64-linux-gnu";
    EXPECT_TRUE(is_reference_blas(libraries / "blas" / "libblas.so.3.11.0"));
    EXPECT_FALSE(is_reference_blas(libraries / "openblas-pthread" / "libblas.so.3"));
    EXPECT_FALSE(is_reference_blas(libraries / "openblas-pthread" / "libopenblasp-r0.3.21.so"));
    EXPECT_FALSE(is_reference_blas(libraries / "blis-pthread" / "libblas.so.4"));
}

TEST(Compute, DoesNotWarnWithTheBlasThatSaccadeDependsOn) {
    EXPECT_EQ(compute_warning(), "");
}

} // namespace
} // namespace saccade
