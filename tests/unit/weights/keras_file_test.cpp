#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "core/support/mapped_file.h"
#include "core/weights/keras_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/weights/file_content.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <random>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

namespace saccade {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::ThrowsMessage;

/// See make_keras.py there.
fs::path fixture(const std::string& name) {
    return fs::path(SACCADE_TEST_DATA) / "weights" / "keras" / name;
}

std::string fault_of(const fs::path& path, const KerasReader& reader = {}) {
    try {
        read_keras_file(path, {}, reader);
    } catch (const FileError& error) {
        EXPECT_EQ(error.path(), path);
        EXPECT_FALSE(error.remedy().empty()) << error.what();
        EXPECT_THAT(error.what(), Not(HasSubstr("\n")));
        return error.fault();
    }
    return "accepted";
}

TEST(KerasFile, ReadsWhatKerasWrote) {
    const nlohmann::json files = nlohmann::json::parse(content_of(fixture("expected.json")));
    for (const auto& [name, expected] : files.items()) {
        SCOPED_TRACE(name);
        const KerasFile file = read_keras_file(fixture(name));
        ASSERT_EQ(file.layers.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const KerasLayer& layer = file.layers[i];
            EXPECT_EQ(layer.name, expected[i]["name"].get<std::string>());
            const nlohmann::json& weights = expected[i]["weights"];
            ASSERT_EQ(layer.weights.size(), weights.size());
            for (std::size_t j = 0; j < weights.size(); ++j) {
                EXPECT_EQ(layer.weights[j].name, weights[j]["name"].get<std::string>());
                EXPECT_EQ(layer.weights[j].values.shape, weights[j]["shape"].get<Shape>());
                EXPECT_EQ(layer.weights[j].values.dtype, DType::f32);
                EXPECT_EQ(layer.weights[j].values.to_floats(),
                          weights[j]["values"].get<std::vector<float>>());
            }
        }
    }
    EXPECT_GE(files.size(), 11U);
}

struct Refusal {
    const char* file;
    const char* fault;
};

class KerasFileRefuses : public ::testing::TestWithParam<Refusal> {};

TEST_P(KerasFileRefuses, InOneSentence) {
    EXPECT_THAT(fault_of(fixture(std::string("bad_") + GetParam().file + ".h5")),
                HasSubstr(GetParam().fault));
}

INSTANTIATE_TEST_SUITE_P(
    Files, KerasFileRefuses,
    ::testing::Values(
        Refusal{"keras_3", "layout of Keras 3's .weights.h5"},
        Refusal{"not_keras", "no attribute \"layer_names\""},
        Refusal{"names_are_numbers", "\"layer_names\" is no list of names"},
        Refusal{"name_not_utf8", "not valid UTF-8"}, Refusal{"name_with_dots", "\"./weight\" leads nowhere"},
        Refusal{"layer_missing", "the group of layer \"layer\" is missing"},
        Refusal{"dataset_for_layer", "the group of layer \"layer\" is missing"},
        Refusal{"no_weight_names", "layer \"layer\" does not list its weights"},
        Refusal{"weight_missing", "the weight \"weight\", which is missing"},
        Refusal{"group_for_weight", "the weight \"weight\", which is missing"},
        Refusal{"group_loop", "the weight \"layer/layer/layer/layer/weight\", which is missing"},
        Refusal{"soft_link", "\"weight\" is a link to another place"},
        Refusal{"soft_loop", "\"weight\" is a link to another place"},
        Refusal{"external_link", "\"weight\" is a link into another file"},
        Refusal{"external_layer", "\"layer\" is a link into another file"},
        Refusal{"external_storage", "\"weight\" keeps its values in another file"},
        Refusal{"virtual", "\"weight\" is put together from other data"},
        Refusal{"integers", "\"weight\" does not hold 16, 32 or 64-bit floats"},
        Refusal{"compound", "\"weight\" does not hold 16, 32 or 64-bit floats"},
        Refusal{"texts_for_values", "\"weight\" does not hold 16, 32 or 64-bit floats"},
        Refusal{"no_values", "\"weight\" has no values"}, Refusal{"nine_dimensions", "9 dimensions"},
        Refusal{"other_filter", "HDF5's filter 32000"},
        Refusal{"chunks_claimed", "claims 500000000 bytes of values, 0 bytes in 0 of 125 chunks are stored"},
        Refusal{"values_claimed", "claims 500000000 bytes of values, 0 are stored"},
        Refusal{"gzip_bomb", "claims more values than a file of its size should hold"}),
    [](const auto& one) { return std::string(one.param.file); });

TEST(KerasFile, SaysHowToSaveWhatKeras3Wrote) {
    EXPECT_THAT([] { read_keras_file(fixture("bad_keras_3.h5")); },
                ThrowsMessage<FileError>(HasSubstr("model.save(\"NAME.h5\")")));
}

TEST(KerasFile, RefusesWhatIsNoHdf5File) {
    const TemporaryFolder folder;
    EXPECT_THAT(fault_of(folder.path()), HasSubstr("a folder"));
    EXPECT_THAT(fault_of(folder.path() / "gone"), HasSubstr("no such file"));
    write_file_atomically(folder.path() / "text", "layer_names");
    EXPECT_THAT(fault_of(folder.path() / "text"), HasSubstr("not an HDF5 file"));
    ASSERT_EQ(::mkfifo((folder.path() / "pipe").c_str(), 0600), 0);
    EXPECT_THAT(fault_of(folder.path() / "pipe"), HasSubstr("not a regular file"));
}

TEST(KerasFile, KnowsTheSignatureWhereverItMayStand) {
    const std::string signature = "\x89HDF\r\n\x1A\n";
    const auto found_at = [&](std::size_t at) {
        const std::string bytes = std::string(at, '\0') + signature;
        return looks_like_hdf5_file(std::as_bytes(std::span(bytes)));
    };
    for (const std::size_t at : {0, 512, 1024, 2048, 65536})
        EXPECT_TRUE(found_at(at)) << at;
    for (const std::size_t at : {1, 256, 511, 1536, 3072})
        EXPECT_FALSE(found_at(at)) << at;
    EXPECT_FALSE(looks_like_hdf5_file({}));
    EXPECT_FALSE(looks_like_hdf5_file(std::as_bytes(std::span(signature).first(7))));
}

TEST(KerasFile, RefusesATruncatedFileAtAnyLength) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "cut.h5";
    for (const char* name : {"plain.h5", "latest.h5"}) {
        const std::string whole = content_of(fixture(name));
        const std::size_t stride = whole.size() / 100;
        for (std::size_t length = 8; length < whole.size(); length += stride) {
            std::ofstream(path, std::ios::binary) << whole.substr(0, length);
            EXPECT_NE(fault_of(path), "accepted") << length << " bytes of " << name;
        }
    }
}

/// Nothing but an answer or a refusal, and no process that ran wild, whatever bytes are wrong.
TEST(KerasFile, SurvivesFlippedBytes) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "flipped.h5";
    std::mt19937 random(20201);
    int refused = 0;
    int accepted = 0;
    for (const char* name : {"plain.h5", "latest.h5", "compressed.h5", "variable_texts.h5"}) {
        const std::string whole = content_of(fixture(name));
        for (int round = 0; round < 100; ++round) {
            std::string bytes = whole;
            for (unsigned flips = 1 + random() % 20; flips > 0; --flips)
                bytes[8 + random() % (bytes.size() - 8)] = static_cast<char>(random());
            std::ofstream(path, std::ios::binary) << bytes;
            ++(fault_of(path) == "accepted" ? accepted : refused);
        }
    }
    EXPECT_GT(refused, 50);
    EXPECT_GT(accepted, 50) << "flips in unused space and in values go unnoticed";
    rusage usage{};
    ASSERT_EQ(::getrusage(RUSAGE_CHILDREN, &usage), 0);
    EXPECT_LT(usage.ru_maxrss, 400 * 1024) << "KiB";
}

// Programs that take the reader's place.

class KerasReaderThat : public ::testing::Test {
protected:
    KerasReader reader(const std::string& script, std::chrono::milliseconds limit = 30s) {
        const fs::path program = folder_.path() / "reader";
        std::ofstream(program) << "#!/bin/sh\n" << script << '\n';
        fs::permissions(program, fs::perms::owner_all);
        return {program, limit};
    }
    std::string fault(const std::string& script, std::chrono::milliseconds limit = 30s) {
        return fault_of(fixture("plain.h5"), reader(script, limit));
    }

private:
    TemporaryFolder folder_;
};

TEST_F(KerasReaderThat, HangsIsStopped) {
    EXPECT_THAT(fault("exec sleep 30", 50ms), HasSubstr("took too long"));
}

TEST_F(KerasReaderThat, HangsIsStoppedByTheUser) {
    std::stop_source source;
    const std::jthread stopper([&] {
        std::this_thread::sleep_for(50ms);
        source.request_stop();
    });
    EXPECT_THROW(read_keras_file(fixture("plain.h5"), source.get_token(), reader("exec sleep 30")),
                 Cancelled);
}

TEST_F(KerasReaderThat, DiesIsReported) {
    EXPECT_THAT(fault("kill -SEGV $$"), HasSubstr("the HDF5 library broke on it (signal 11)"));
    EXPECT_THAT(fault("kill -XCPU $$"), HasSubstr("more time or memory than it should"));
    EXPECT_THAT(fault("exit 3"), HasSubstr("failed on it (exit code 3)"));
    EXPECT_THAT(fault("echo cannot start >&2; exit 1"), HasSubstr("(exit code 1: cannot start)"));
}

TEST_F(KerasReaderThat, TalksNonsenseIsNotBelieved) {
    EXPECT_THAT(fault("exit 0"), HasSubstr("only a part"));
    EXPECT_THAT(fault("printf 'not a stream'"), HasSubstr("only a part"));
    EXPECT_THAT(fault("exec cat /dev/zero"), HasSubstr("unpacks to more values"));
    EXPECT_THAT(fault("printf '\\010\\0\\0\\0\\0\\0\\0\\0{}      '"), HasSubstr("makes no sense"));
    EXPECT_THAT(fault("exit 65"), HasSubstr("could not be read"));
    EXPECT_THAT(fault("printf 'bad\\033[2Jfault\\nbad\\tremedy\\nmore' >&2; exit 65"), "bad?[2Jfault");
}

TEST_F(KerasReaderThat, IsMissingIsNamed) {
    const KerasReader missing{"/nowhere/saccade-hdf5-reader", {}};
    EXPECT_THAT([&] { read_keras_file(fixture("plain.h5"), {}, missing); },
                ThrowsMessage<Error>(AllOf(HasSubstr("/nowhere/saccade-hdf5-reader"), HasSubstr("Install"))));
}

} // namespace
} // namespace saccade
