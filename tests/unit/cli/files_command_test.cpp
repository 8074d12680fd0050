#include "core/weights/npy.h"
#include "core/weights/safetensors.h"
#include "tests/unit/cli/process.h"
#include "tests/unit/cli/workbench.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class Info : public Workbench {
protected:
    std::string info(const std::string& file, const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments{"info", file};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Outcome outcome = run_cli(arguments);
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        EXPECT_EQ(outcome.err, "");
        return outcome.out;
    }
};

TEST_F(Info, ExplainsAPhoto) {
    EXPECT_THAT(info(photo("a.bmp", 40, 30)), AllOf(HasSubstr("BMP photo"), HasSubstr("40 x 30 pixels")));
}

TEST_F(Info, ExplainsABundle) {
    EXPECT_THAT(info(model), AllOf(HasSubstr("model bundle"), HasSubstr("toy"), HasSubstr("mobilenet_v2"),
                                   HasSubstr("256 x 256"), HasSubstr("11 words"), HasSubstr("int8"),
                                   HasSubstr("I8"), HasSubstr("GRU")));
}

TEST_F(Info, ExplainsTheModelsThatComeWithSaccadeByName) {
    for (const char* name : {"saccade-mobile", "saccade-inception"})
        EXPECT_THAT(info(name), AllOf(HasSubstr("model bundle"), HasSubstr(name), HasSubstr("LSTM")));
}

TEST_F(Info, ExplainsPlainSafetensorsAndListsAllTensorsOnRequest) {
    SafetensorsFile content;
    for (int i = 10; i < 40; ++i)
        content.tensors["layer." + std::to_string(i)] = HostTensor::from_floats({1, 2}, {1, 2});
    content.metadata["origin"] = "a test";
    write_safetensors(path("plain.safetensors"), content);
    const std::string some = info(path("plain.safetensors"));
    EXPECT_THAT(some, AllOf(HasSubstr("safetensors file"), HasSubstr("a test"), HasSubstr("30 tensors"),
                            HasSubstr("layer.10"), HasSubstr("[1, 2]"), HasSubstr("18 more")));
    EXPECT_THAT(some, testing::Not(HasSubstr("layer.39")));
    EXPECT_THAT(info(path("plain.safetensors"), {"--tensors"}), HasSubstr("layer.39"));
}

TEST_F(Info, ExplainsWhatPyTorchAndKerasSaved) {
    const std::string golden = SACCADE_TEST_DATA "/weights/";
    for (const char* layout : {"zip", "legacy"})
        EXPECT_THAT(info(golden + "torch/state." + layout + ".pth"),
                    AllOf(HasSubstr("PyTorch state dict"), HasSubstr("transposed"), HasSubstr("[6, 4]"),
                          HasSubstr("BF16 (1 tensor, 2 numbers)")));
    EXPECT_THAT(info(golden + "keras/plain.h5"), AllOf(HasSubstr("Keras weights"), HasSubstr("kernel")));
}

TEST_F(Info, ExplainsANumPyArray) {
    write_npy(path("grid.npy"), {2, 3}, std::vector<float>{-1, 0, 1, 2, 3, 4.5F});
    EXPECT_THAT(info(path("grid.npy")),
                AllOf(HasSubstr("NumPy"), HasSubstr("[2, 3]"), HasSubstr("-1 to 4.5")));
}

TEST_F(Info, TextOfAFileCannotCommandTheTerminal) {
    SafetensorsFile content;
    content.tensors["a\x1b[2J"] = HostTensor::from_floats({1}, {1});
    content.metadata["b"] = "\x1b]0;title\x07";
    write_safetensors(path("rude.safetensors"), content);
    EXPECT_THAT(info(path("rude.safetensors")), testing::Not(HasSubstr("\x1b")));
}

class Encode : public Workbench {};

TEST_F(Encode, WritesCellsTimesChannels) {
    const Outcome outcome =
        run_cli({"encode", photo("a.bmp"), "--backbone", model, "--out", path("grid.npy")});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr(path("grid.npy")));
    const NpyArray grid = read_npy(path("grid.npy"));
    EXPECT_EQ(grid.shape, (Shape{64, 1280}));
}

TEST_F(Encode, RecipeAndPrecisionReachTheBackbone) {
    const std::string a = photo("a.bmp", 900, 700);
    const auto encode = [&](const std::string& recipe, const std::string& precision) {
        const Outcome outcome = run_cli({"encode", a, "--backbone", model, "--out", path("grid.npy"),
                                         "--recipe", recipe, "--precision", precision});
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        return read_npy(path("grid.npy")).values;
    };
    const std::vector<float> reference = encode("tensorflow", "fp32");
    EXPECT_NE(encode("antialias", "fp32"), reference);
    EXPECT_NE(encode("tensorflow", "bf16"), reference);
}

/// The TFLite file that development uses; not part of the tree.
const std::filesystem::path mobilenet =
    std::filesystem::path(SACCADE_SOURCE_DIR) / "../shared/weights/mobilenet_v2_1.0_224";

class Import : public Workbench {};

TEST_F(Import, TakesMobileNetV2FromTfliteForEncodeToUse) {
    const auto weights = mobilenet / "tf2_mobilenet_v2_1.0_224_ptq.tflite";
    if (!std::filesystem::exists(weights))
        GTEST_SKIP() << "needs " << weights;
    const Outcome outcome = run_cli({"import", weights.string(), "--backbone", "mobilenet_v2", "--licence",
                                     "Apache-2.0", "--out", path("backbone.safetensors")});
    ASSERT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out,
                AllOf(HasSubstr("Recognised mobilenet_v2, tensorflow flavour"), HasSubstr("Took 104 tensors"),
                      HasSubstr("Left out: classifier"), HasSubstr(path("backbone.safetensors"))));
    EXPECT_THAT(run_cli({"info", path("backbone.safetensors")}).out,
                AllOf(HasSubstr("backbone"), HasSubstr("Apache-2.0"), HasSubstr("104 tensors")));
    EXPECT_EQ(run_cli({"encode", photo("a.bmp"), "--backbone", path("backbone.safetensors"), "--out",
                       path("grid.npy")})
                  .code,
              0);
    EXPECT_EQ(read_npy(path("grid.npy")).shape, (Shape{64, 1280}));
    EXPECT_THAT(run_cli({"info", weights.string()}).out,
                AllOf(HasSubstr("TensorFlow Lite"), HasSubstr("CONV_2D"), HasSubstr("one scale a channel")));
}

TEST_F(Import, OtherFilesAreRefusedAndNothingIsWritten) {
    for (const std::string& file : {photo("a.bmp"), model, path("missing.tflite"), folder.path().string()}) {
        const Outcome outcome =
            run_cli({"import", file, "--backbone", "mobilenet_v2", "--out", path("backbone.safetensors")});
        EXPECT_EQ(outcome.code, 1);
        EXPECT_EQ(outcome.out, "");
        EXPECT_EQ(line_count(outcome.err), 1) << outcome.err;
        EXPECT_FALSE(exists("backbone.safetensors"));
    }
}

} // namespace
} // namespace saccade
