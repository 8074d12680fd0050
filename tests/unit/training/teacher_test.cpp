#include "core/image/preprocess.h"
#include "core/support/error.h"
#include "core/training/teacher.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/toy_captioner.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(Unexplained, IsTheShareOfTheVarianceOverCells) {
    torch::manual_seed(3);
    const torch::Tensor taught = torch::randn({2, 4, 5}) + 3;
    const torch::Tensor mean = taught.mean(at::IntArrayRef({0, 1}), true);
    for (const double kept : {1.0, 0.5, 0.0, -1.0})
        EXPECT_NEAR(unexplained(mean + kept * (taught - mean), taught).item<double>(),
                    (1 - kept) * (1 - kept), 1e-5);
    EXPECT_GT(unexplained(taught + 1, taught).item<float>(), 0.5) << "an offset counts";
}

TEST(Unexplained, OfCellsThatAreAllAlikeIsFinite) {
    torch::Tensor features = torch::rand({2, 4, 5}).requires_grad_();
    unexplained(features, torch::ones({2, 4, 5})).backward();
    EXPECT_TRUE(features.grad().isfinite().all().item<bool>());
}

class TeacherTest : public testing::Test {
protected:
    TeacherTest() { write_bundle(file, toy_bundle(5)); }

    static torch::Tensor images(int size) {
        std::vector<torch::Tensor> all;
        for (std::uint64_t i = 0; i < 4; ++i)
            all.push_back(to_tensor(preprocess(toy_photo(96, 96, i), Recipe::antialias, size, size)));
        return torch::cat(all);
    }

    /// What the attention of the teacher itself looks at.
    torch::Tensor features(const torch::Tensor& seen) const {
        const torch::NoGradGuard no_grad;
        const Captioner::Impl captioner = build_captioner(file, read_bundle(file));
        return captioner.network->features_of(captioner.backbone->forward(seen).flatten(2).transpose(1, 2));
    }

    TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "teacher.safetensors";
};

TEST_F(TeacherTest, FindsNoFaultWithWhatItSeesItselfAndSomeWithOtherPhotos) {
    const Teacher teacher(file, Precision::fp32);
    const torch::Tensor seen = images(64);
    EXPECT_NEAR(teacher.loss(seen, features(seen)).item<float>(), 0, 1e-5);
    EXPECT_GT(teacher.loss(seen, features(seen.roll(1, 0))).item<float>(), 0.1);
}

TEST_F(TeacherTest, SeesTheLearnersPhotosAtItsOwnSize) {
    const Teacher teacher(file, Precision::fp32);
    const torch::Tensor own = features(images(64));
    const double apart = teacher.loss(images(96), own).item<float>();
    EXPECT_LT(apart, teacher.loss(images(64).roll(1, 0), own).item<float>() / 4);
}

TEST_F(TeacherTest, IsRefusedForALearnerOfAnotherShape) {
    const Teacher teacher(file, Precision::fp32);
    for (const std::vector<std::int64_t>& shape : {std::vector<std::int64_t>{4, 9, 8}, {4, 4, 1234}})
        EXPECT_THAT([&] { teacher.loss(images(64), torch::rand(shape)); },
                    ThrowsMessage<UsageError>(HasSubstr("start the learner from the teacher")));
}

TEST_F(TeacherTest, ThatCannotBeReadIsNamed) {
    const std::filesystem::path missing = folder.path() / "missing.safetensors";
    EXPECT_THAT([&] { Teacher(missing, Precision::fp32); },
                ThrowsMessage<FileError>(HasSubstr("missing.safetensors")));
}

} // namespace
} // namespace saccade
