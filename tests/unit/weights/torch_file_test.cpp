#include "core/support/error.h"
#include "core/weights/torch_file.h"
#include "tests/unit/weights/file_content.h"

#include <gmock/gmock.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>

namespace saccade {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// Written by make_torch_files.py.
const std::filesystem::path torch_golden = SACCADE_TEST_DATA "/weights/torch";

/// What is said of the bytes; "" if they are accepted.
std::string fault_of_torch_file(const std::string& content) {
    try {
        read_torch_file(std::as_bytes(std::span(content)), "hostile.pth");
    } catch (const FileError& error) {
        return error.what();
    }
    return "";
}

template <typename T>
std::vector<T> values_of(const HostTensor& tensor) {
    std::vector<T> result(tensor.bytes.size() / sizeof(T));
    std::memcpy(result.data(), tensor.bytes.data(), tensor.bytes.size());
    return result;
}

std::vector<float> counted(float first, std::size_t count) {
    std::vector<float> result(count);
    std::iota(result.begin(), result.end(), first);
    return result;
}

class TorchFile : public testing::TestWithParam<const char*> {
protected:
    static std::filesystem::path file(const std::string& name) {
        return torch_golden / (name + '.' + GetParam() + ".pth");
    }
};

INSTANTIATE_TEST_SUITE_P(Layouts, TorchFile, testing::Values("zip", "legacy"),
                         [](const auto& test) { return std::string(test.param); });

TEST_P(TorchFile, TensorsComeDenseWhateverTheirStrides) {
    const TensorMap state = read_torch_file(file("state"));
    EXPECT_EQ(state.size(), 12U);
    EXPECT_EQ(state.at("dense").shape, (Shape{2, 3, 4}));
    EXPECT_EQ(values_of<float>(state.at("dense")), counted(0, 24));
    const HostTensor& transposed = state.at("transposed");
    EXPECT_EQ(transposed.shape, (Shape{6, 4}));
    for (std::size_t i = 0; i < 24; ++i)
        EXPECT_EQ(values_of<float>(transposed)[i], static_cast<float>(i % 4 * 6 + i / 4));
    EXPECT_EQ(state.at("part").shape, (Shape{2, 3}));
    EXPECT_EQ(values_of<float>(state.at("part")), counted(5, 6));
    EXPECT_EQ(values_of<float>(state.at("shared")), counted(0, 24));
    EXPECT_THAT(values_of<float>(state.at("expanded")), ElementsAre(1.5F, 1.5F, 1.5F, 1.5F));
    EXPECT_EQ(state.at("expanded").shape, (Shape{2, 2}));
}

TEST_P(TorchFile, EveryUsualDtypeIsRead) {
    const TensorMap state = read_torch_file(file("state"));
    EXPECT_EQ(state.at("scalar").shape, Shape{});
    EXPECT_THAT(values_of<float>(state.at("scalar")), ElementsAre(7.0F));
    EXPECT_EQ(state.at("empty").shape, (Shape{0, 3}));
    EXPECT_TRUE(state.at("empty").bytes.empty());
    EXPECT_EQ(state.at("half").dtype, DType::f16);
    EXPECT_THAT(values_of<std::uint16_t>(state.at("half")), ElementsAre(0x3800, 0xC000));
    EXPECT_EQ(state.at("brain").dtype, DType::bf16);
    EXPECT_THAT(values_of<std::uint16_t>(state.at("brain")), ElementsAre(0x3F00, 0xC000));
    EXPECT_EQ(state.at("double").dtype, DType::f64);
    EXPECT_THAT(values_of<double>(state.at("double")), ElementsAre(0.1));
    EXPECT_EQ(state.at("count").dtype, DType::i64);
    EXPECT_THAT(values_of<std::int64_t>(state.at("count")), ElementsAre(3));
    EXPECT_EQ(state.at("flags").dtype, DType::boolean);
    EXPECT_THAT(values_of<std::uint8_t>(state.at("flags")), ElementsAre(1, 0));
}

TEST_P(TorchFile, StateDictOfACheckpointAndParametersAreFound) {
    for (const char* name : {"checkpoint", "parameter"}) {
        const TensorMap state = read_torch_file(file(name));
        ASSERT_EQ(state.size(), 1U) << name;
        EXPECT_EQ(values_of<float>(state.at("w")), counted(0, 3)) << name;
    }
}

TEST_P(TorchFile, HandWrittenOnesDifferFromHostileOnesInTheirNumbersAlone) {
    const TensorMap state = read_torch_file(file("hand_written"));
    EXPECT_EQ(state.at("w").shape, (Shape{2, 2}));
    EXPECT_EQ(values_of<float>(state.at("w")), counted(1, 4));
}

TEST_P(TorchFile, CutAnywhereItIsRefused) {
    const std::string content = content_of(file("state"));
    for (std::size_t length = 0; length < content.size(); ++length)
        EXPECT_NE(fault_of_torch_file(content.substr(0, length)), "") << length;
}

TEST_P(TorchFile, EveryByteMayBeWrong) {
    const std::string content = content_of(file("parameter"));
    for (std::size_t i = 0; i < content.size(); ++i) {
        for (const int value : {0x00, 0x01, 0x7F, 0x80, 0xFF}) {
            std::string damaged = content;
            damaged[i] = static_cast<char>(value);
            fault_of_torch_file(damaged); // accepted or refused with a FileError, and nothing else
        }
    }
}

struct HostileFile {
    const char* name; ///< of the file, without its layout
    const char* complaint;
};

void PrintTo(const HostileFile& hostile, std::ostream* out) {
    *out << hostile.name;
}

class HostileTorchFile : public testing::TestWithParam<HostileFile> {};

TEST_P(HostileTorchFile, IsRefusedInOneSentenceAndARemedy) {
    int layouts = 0;
    for (const char* layout : {".zip.pth", ".legacy.pth"}) {
        const std::filesystem::path file = torch_golden / (GetParam().name + std::string(layout));
        if (!exists(file))
            continue;
        ++layouts;
        const std::string content = content_of(file);
        const std::string message = fault_of_torch_file(content);
        EXPECT_THAT(message, testing::StartsWith("hostile.pth: "));
        EXPECT_THAT(message, testing::ContainsRegex(GetParam().complaint)) << layout;
        EXPECT_THAT(message, Not(HasSubstr("\n")));
    }
    EXPECT_GT(layouts, 0);
    EXPECT_FALSE(std::filesystem::exists("saccade-was-here")) << "what the pickle asks for was run";
}

INSTANTIATE_TEST_SUITE_P(
    Weights, HostileTorchFile,
    testing::Values(
        HostileFile{"runs_a_command", "asks to run \"posix.system\".*nothing was run"},
        HostileFile{"runs_eval", "asks to run \"__builtin__.eval\""},
        HostileFile{"stack_global", "asks to run \"posix.system\""}, HostileFile{"instance", "opcode 0x69"},
        HostileFile{"module", "asks to run \"torch.nn.modules.linear.Linear\".*state_dict"},
        HostileFile{"long_strides", "tensor \"w\" .*outside its storage of 4 values"},
        HostileFile{"overflowing_strides", "tensor \"w\" .*outside its storage of 4 values"},
        HostileFile{"far_offset", "tensor \"w\" .*outside its storage of 4 values"},
        HostileFile{"negative_stride", "tensor \"w\" has -2 for its strides"},
        HostileFile{"negative_shape", "tensor \"w\" has -2 for its shape"},
        HostileFile{"large_claim", "tensor \"w\" needs more memory"},
        HostileFile{"large_expansion", "tensor \"w\" needs more memory"},
        HostileFile{"many_expansions", "tensor \"w4\" needs more memory"},
        HostileFile{"ragged", "2 dimensions but 1 strides"},
        HostileFile{"no_values", "missing|nothing describes"}, HostileFile{"another_kind", "32 bytes"},
        HostileFile{"complex", "torch.ComplexFloatStorage.*32-bit floats"},
        HostileFile{"twice", "tensor \"w\" is there twice"}, HostileFile{"number", "a number under \"w\""},
        HostileFile{"not_a_dict", "a list where a state dict"},
        HostileFile{"deep", "a list where a state dict"}, HostileFile{"circle", "a list where a state dict"},
        HostileFile{"memo_bomb", "a tuple where a state dict"},
        HostileFile{"memo_far", "number that is too large"}, HostileFile{"long_text", "cut short"},
        HostileFile{"long_number", "cut short"}, HostileFile{"torchscript", "TorchScript"},
        HostileFile{"bzip2", "method 12"}, HostileFile{"bomb", "more memory"},
        HostileFile{"big_endian", "big-endian"}, HostileFile{"two_dicts", "two state dicts"},
        HostileFile{"no_dict", "not one that torch.save wrote"}, HostileFile{"climbing", "are missing"},
        HostileFile{"encrypted", "encrypted"}, HostileFile{"other_pickle", "not one that torch.save wrote"},
        HostileFile{"other_version", "version"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(TorchFileArchive, DeflatedEntriesAreRead) {
    EXPECT_EQ(values_of<float>(read_torch_file(torch_golden / "deflated.zip.pth").at("w")), counted(1, 4));
}

TEST(TorchFileArchive, EntryThatIsThereTwiceIsRefused) {
    std::string content = content_of(torch_golden / "two_dicts.zip.pth");
    for (std::size_t at = content.find("n/data.pkl"); at != std::string::npos;
         at = content.find("n/data.pkl"))
        content[at] = 'm';
    EXPECT_THAT(fault_of_torch_file(content), HasSubstr("the zip archive is damaged"));
}

TEST(TorchFileArchive, ChecksumsAreCompared) {
    std::string content = content_of(torch_golden / "hand_written.zip.pth");
    const float one = 1;
    std::string first(sizeof(one), '\0');
    std::memcpy(first.data(), &one, sizeof(one));
    const std::size_t at = content.rfind(first + std::string({'\0', '\0', '\0', '\x40'}));
    ASSERT_NE(at, std::string::npos);
    content[at] ^= 1;
    EXPECT_THAT(fault_of_torch_file(content), HasSubstr("not what was once written"));
}

TEST(TorchFileArchive, OtherFilesAreNotTaken) {
    const auto looks = [](std::string_view head) {
        return looks_like_torch_file(std::as_bytes(std::span(head)));
    };
    EXPECT_TRUE(looks(content_of(torch_golden / "state.zip.pth")));
    EXPECT_TRUE(looks(content_of(torch_golden / "state.legacy.pth")));
    EXPECT_FALSE(looks(""));
    EXPECT_FALSE(looks("\x93NUMPY"));
    EXPECT_FALSE(
        looks(std::string_view("\x80\x02\0\0\0\0\0\0{\"a\"", 12))); // safetensors, 640 bytes of header
    EXPECT_THAT(fault_of_torch_file("GIF89a"), HasSubstr("not a PyTorch file"));
    EXPECT_THAT(fault_of_torch_file(""), HasSubstr("not a PyTorch file"));
}

} // namespace
} // namespace saccade
