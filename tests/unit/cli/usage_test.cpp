#include "tests/unit/cli/process.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace saccade {
namespace {

using testing::HasSubstr;

struct Mistake {
    std::vector<std::string> arguments;
    const char* named; ///< what the message must mention
};

void PrintTo(const Mistake& mistake, std::ostream* out) {
    *out << testing::PrintToString(mistake.arguments);
}

class Usage : public testing::TestWithParam<Mistake> {};

TEST_P(Usage, MistakesEndWithTwoAndSayWhereTheHelpIs) {
    const Outcome outcome = run_cli(GetParam().arguments);
    EXPECT_EQ(outcome.code, 2);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr(GetParam().named));
    EXPECT_THAT(outcome.err, HasSubstr("--help"));
}

INSTANTIATE_TEST_SUITE_P(
    SaccadeCli, Usage,
    testing::Values(
        Mistake{{}, "subcommand"}, Mistake{{"describe"}, "\"describe\""}, Mistake{{"--frob"}, "--frob"},
        Mistake{{"caption"}, "PHOTO"}, Mistake{{"caption", "a.jpg", "--jsn", "-"}, "--jsn"},
        Mistake{{"caption", "a.jpg", "--json"}, "--json"},
        Mistake{{"caption", "a.jpg", "--json", "-", "--words"}, "--words"}, Mistake{{"info"}, "FILE"},
        Mistake{{"caption", "a.jpg", "--beam", "0"}, "--beam"},
        Mistake{{"caption", "a.jpg", "--n-best", "2"}, "--beam"},

        Mistake{{"caption", "a.jpg", "--sample", "--beam", "3"}, "--sample"},
        Mistake{{"caption", "a.jpg", "--temperature", "0.5"}, "--sample"},
        Mistake{{"caption", "a.jpg", "--sample", "--top-p", "1.5"}, "--top-p"},
        Mistake{{"caption", "a.jpg", "--sample", "--temperature", "0"}, "--temperature"},
        Mistake{{"caption", "a.jpg", "--force", "a dog", "--prefix", "a"}, "--force"},
        Mistake{{"evaluate", "bundled", "d", "--precision", "fp8"}, "bf16"}, Mistake{{"info", "a", "b"}, "b"},
        Mistake{{"import", "w.tflite"}, "--out"},
        Mistake{{"import", "w.h5", "--pixels", "255", "--out", "o"}, "imagenet"},
        Mistake{{"import", "w.tflite", "--backbone", "vgg", "--out", "o"}, "mobilenet_v2"},
        Mistake{{"encode", "a.jpg", "--backbone", "b"}, "--out"},
        Mistake{{"encode", "a.jpg", "--backbone", "b", "--out", "o", "--precision", "fp8"}, "bf16"},
        Mistake{{"encode", "a.jpg", "--backbone", "b", "--out", "o", "--recipe", "crop"}, "antialias"}));

/// The subcommands that --help lists, so that a new one is held to the same.
std::vector<std::string> listed_subcommands() {
    const std::string help = run_cli({"--help"}).out;
    std::vector<std::string> names;
    std::size_t at = help.find("Subcommands:\n");
    for (at = help.find('\n', at) + 1; help.compare(at, 2, "  ") == 0; at = help.find('\n', at) + 1)
        if (help[at + 2] != ' ')
            names.push_back(help.substr(at + 2, help.find(' ', at + 2) - at - 2));
    return names;
}

TEST(Help, EverySubcommandShowsAnExample) {
    const std::vector<std::string> names = listed_subcommands();
    EXPECT_THAT(names, testing::IsSupersetOf({"caption", "info", "encode", "import"}));
    for (const std::string& name : names) {
        const Outcome outcome = run_cli({name, "--help"});
        EXPECT_EQ(outcome.code, 0) << name;
        EXPECT_THAT(outcome.out.substr(std::min(outcome.out.find("Examples:\n"), outcome.out.size())),
                    HasSubstr("saccade-cli " + name + " "))
            << name;
        EXPECT_EQ(outcome.err, "") << name;
    }
}

TEST(Help, ProgramSaysItsVersionAndExitCodes) {
    EXPECT_THAT(run_cli({"--help"}).out, HasSubstr("Exit codes: 0"));
    const Outcome version = run_cli({"--version"});
    EXPECT_EQ(version.code, 0);
    EXPECT_EQ(version.out, "saccade-cli " SACCADE_VERSION "\n");
}

} // namespace
} // namespace saccade
