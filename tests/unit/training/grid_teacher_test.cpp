#include "core/image/preprocess.h"
#include "core/model/captioner_tensors.h"
#include "core/support/error.h"
#include "core/training/grid_teacher.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/toy_captioner.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

double misaligned(const torch::Tensor& grid, const torch::Tensor& other) {
    return misalignment(grid, other).item<double>();
}

class Misalignment : public testing::Test {
protected:
    Misalignment() { torch::manual_seed(3); }
};

TEST_F(Misalignment, IsOneMinusTheAlignmentOfThePaper) {
    const torch::Tensor x = torch::randn({40, 3}, torch::kFloat64);
    const torch::Tensor y = torch::randn({40, 5}, torch::kFloat64) + 2;
    // Its equation for linear kernels, in terms of covariances instead of kernels.
    const torch::Tensor a = x - x.mean(0, true);
    const torch::Tensor b = y - y.mean(0, true);
    const torch::Tensor alignment = b.t().mm(a).square().sum() / (a.t().mm(a).norm() * b.t().mm(b).norm());
    EXPECT_NEAR(misaligned(x, y), 1 - alignment.item<double>(), 1e-9);
    EXPECT_GT(misaligned(x, y), 0.5);
}

TEST_F(Misalignment, DoesNotSeeScaleRotationOrAnOffset) {
    const torch::Tensor x = torch::randn({40, 4}, torch::kFloat64);
    const torch::Tensor rotation = std::get<0>(torch::linalg_qr(torch::randn({4, 4}, torch::kFloat64)));
    EXPECT_NEAR(misaligned(x, 7 * x.mm(rotation) - 3), 0, 1e-9);
    EXPECT_NEAR(misaligned(x, 1e-8 * x), 0, 1e-9);
}

TEST_F(Misalignment, OfCellsThatAreAllAlikeIsOneAndHasAGradient) {
    torch::Tensor x = torch::ones({40, 4}).requires_grad_();
    const torch::Tensor loss = misalignment(x, torch::randn({40, 4}));
    EXPECT_EQ(loss.item<float>(), 1);
    loss.backward();
    EXPECT_TRUE(x.grad().isfinite().all().item<bool>());
}

class Teacher : public testing::Test {
protected:
    Teacher() { write_bundle(file, toy_bundle(5)); }

    static torch::Tensor images(int size, int photos = 4) {
        std::vector<torch::Tensor> all;
        for (int i = 0; i < photos; ++i)
            all.push_back(to_tensor(
                preprocess(toy_photo(96, 96, static_cast<std::uint64_t>(i)), Recipe::antialias, size, size)));
        return torch::cat(all);
    }

    torch::Tensor cells(const torch::Tensor& seen) const {
        const torch::NoGradGuard no_grad;
        return build_captioner(file, read_bundle(file)).backbone->forward(seen).flatten(2).transpose(1, 2);
    }

    TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "teacher.safetensors";
};

TEST_F(Teacher, FindsNoFaultWithItsOwnGridAndSomeWithThatOfOtherPhotos) {
    const GridTeacher teacher(file, Precision::fp32);
    const torch::Tensor seen = images(64);
    EXPECT_NEAR(teacher.loss(seen, cells(seen)).item<float>(), 0, 1e-5);
    EXPECT_GT(teacher.loss(seen, cells(seen.roll(1, 0))).item<float>(), 0.01);
}

TEST_F(Teacher, SeesTheLearnersPhotosAtItsOwnSize) {
    const GridTeacher teacher(file, Precision::fp32);
    const torch::Tensor own = cells(images(64));
    const double apart = teacher.loss(images(96), own).item<float>();
    EXPECT_LT(apart, teacher.loss(images(64).roll(1, 0), own).item<float>() / 4);
}

TEST_F(Teacher, IsRefusedForGridsOfAnotherSize) {
    const GridTeacher teacher(file, Precision::fp32);
    EXPECT_THAT(
        [&] {
            teacher.loss(images(64), torch::rand({4, 9, 16}));
        },
        ThrowsMessage<UsageError>(testing::AllOf(HasSubstr("has 4 cells"), HasSubstr("the learner's 9"))));
}

TEST_F(Teacher, ThatCannotBeReadIsNamed) {
    const std::filesystem::path missing = folder.path() / "missing.safetensors";
    EXPECT_THAT([&] { GridTeacher(missing, Precision::fp32); },
                ThrowsMessage<FileError>(HasSubstr("missing.safetensors")));
}

} // namespace
} // namespace saccade
