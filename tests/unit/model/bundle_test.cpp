#include "core/model/bundle.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "core/support/mapped_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/toy_captioner.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace saccade {
namespace {

using testing::HasSubstr;

std::string fault_of(const std::filesystem::path& path) {
    try {
        Captioner::load(path);
    } catch (const FileError& error) {
        EXPECT_EQ(error.path(), path);
        return error.what();
    }
    return "opened";
}

class BundleFile : public testing::Test {
protected:
    /// Writes the toy bundle, lets `change` damage what stands in the file, and writes it again.
    template <class Change>
    void write_damaged(Change change) {
        write_bundle(path, toy_bundle());
        SafetensorsFile file = read_safetensors(path);
        change(file);
        write_safetensors(path, file);
    }

    TemporaryFolder folder;
    std::filesystem::path path = folder.path() / "model.safetensors";
};

TEST_F(BundleFile, KeepsFp32WeightsAndDescriptionExactly) {
    Bundle bundle = toy_bundle();
    bundle.header.card = {"name", "description", "licence", R"({"epochs":3})"};
    bundle.header.max_words = 9;
    write_bundle(path, bundle);
    const Bundle read = read_bundle(path);
    EXPECT_EQ(read.weights.size(), bundle.weights.size());
    for (const auto& [name, tensor] : bundle.weights) {
        EXPECT_EQ(read.weights.at(name).shape, tensor.shape) << name;
        EXPECT_EQ(read.weights.at(name).bytes, tensor.bytes) << name;
    }
    EXPECT_EQ(read.header.vocabulary.words(), bundle.header.vocabulary.words());
    EXPECT_EQ(nlohmann::json(read.header.network), nlohmann::json(bundle.header.network));
    EXPECT_EQ(read.header.max_words, 9);
    EXPECT_EQ(read.header.card.name, "name");
    EXPECT_EQ(read.header.card.provenance, R"({"epochs":3})");
    EXPECT_EQ(read.header.recipe, Recipe::antialias);
    EXPECT_EQ(read_bundle_header(path).vocabulary.words(), bundle.header.vocabulary.words());
}

TEST_F(BundleFile, KeepsHowWordsAreWritten) {
    Bundle bundle = toy_bundle();
    write_bundle(path, bundle);
    EXPECT_TRUE(read_bundle_header(path).vocabulary.written_forms().empty());
    bundle.header.vocabulary.set_written_forms({{"dog", "Dog"}, {"zebra", "Zebra"}});
    write_bundle(path, bundle);
    const std::map<std::string, std::string> kept{{"dog", "Dog"}};
    EXPECT_EQ(read_bundle_header(path).vocabulary.written_forms(), kept);
    write_damaged([](SafetensorsFile& file) { file.metadata["saccade.written_forms"] = "[1]"; });
    EXPECT_THAT(fault_of(path), HasSubstr("cannot be read"));
}

TEST_F(BundleFile, IsTheSameForTheSameContent) {
    write_bundle(path, toy_bundle());
    write_bundle(folder.path() / "again.safetensors", toy_bundle());
    const MappedFile first(path);
    const MappedFile second(folder.path() / "again.safetensors");
    EXPECT_TRUE(std::ranges::equal(first.bytes(), second.bytes()));
}

TEST_F(BundleFile, EightBitStorageLosesNoMoreThanPlainRoundingOfEachChannel) {
    Bundle bundle = toy_bundle();
    bundle.header.storage = Storage::int8;
    write_bundle(path, bundle);
    const SafetensorsFile stored = read_safetensors(path);
    const Bundle read = read_bundle(path);
    for (const auto& [name, tensor] : bundle.weights) {
        const std::vector<float> before = tensor.to_floats();
        const std::vector<float> after = read.weights.at(name).to_floats();
        ASSERT_EQ(before.size(), after.size());
        if (tensor.shape.size() < 2) {
            EXPECT_EQ(before, after) << name; // vectors are not shrunk
            continue;
        }
        const std::size_t width = before.size() / static_cast<std::size_t>(tensor.shape[0]);
        EXPECT_EQ(stored.tensors.at(name).dtype, width < 16 ? DType::f16 : DType::i8) << name;
        for (std::size_t first = 0; first < before.size(); first += width) {
            float largest = 0;
            for (std::size_t i = first; i < first + width; ++i)
                largest = std::max(largest, std::abs(before[i]));
            const float step = largest / 127;
            double plain = 0;
            double ours = 0;
            for (std::size_t i = first; i < first + width; ++i) {
                plain += std::pow(before[i] - std::round(before[i] / step) * step, 2);
                ours += std::pow(before[i] - after[i], 2);
            }
            ASSERT_LE(ours, plain * 1.001 + 1e-12) << name;
        }
    }
}

TEST_F(BundleFile, EightBitStorageLeavesTheNamedMatricesSixteen) {
    Bundle bundle = toy_bundle();
    bundle.header.storage = Storage::int8;
    const std::vector<std::string> parts{"encoder", "project"};
    write_bundle(path, bundle, parts);
    const SafetensorsFile stored = read_safetensors(path);
    EXPECT_EQ(stored.tensors.at("captioner.encoder.weight").dtype, DType::f16);
    EXPECT_EQ(stored.tensors.at("captioner.encoder.bias").dtype, DType::f32);
    EXPECT_EQ(stored.tensors.at("backbone.blocks.16.project.weight").dtype, DType::f16);
    EXPECT_EQ(stored.tensors.at("backbone.blocks.16.expand.weight").dtype, DType::i8);
    const std::vector<float> before = bundle.weights.at("captioner.encoder.weight").to_floats();
    const std::vector<float> after = read_bundle(path).weights.at("captioner.encoder.weight").to_floats();
    for (std::size_t i = 0; i < before.size(); ++i)
        ASSERT_NEAR(before[i], after[i], std::abs(before[i]) / 2048 + 1e-7F);
}

TEST_F(BundleFile, HalfPrecisionStorageRoundsToElevenBits) {
    Bundle bundle = toy_bundle();
    bundle.header.storage = Storage::fp16;
    write_bundle(path, bundle);
    const std::vector<float> before = bundle.weights.at("captioner.fc1.weight").to_floats();
    const std::vector<float> after = read_bundle(path).weights.at("captioner.fc1.weight").to_floats();
    for (std::size_t i = 0; i < before.size(); ++i)
        ASSERT_NEAR(before[i], after[i], std::abs(before[i]) / 2048 + 1e-7F);
}

TEST_F(BundleFile, RoundTripGivesWhatReadingGives) {
    Bundle bundle = toy_bundle();
    bundle.header.storage = Storage::int8;
    write_bundle(path, bundle);
    const TensorMap read = read_bundle(path).weights;
    for (const auto& [name, tensor] : round_trip(bundle.weights, Storage::int8))
        EXPECT_EQ(tensor.bytes, read.at(name).bytes) << name;
}

TEST_F(BundleFile, OfANewerFormatSaysSo) {
    write_damaged([](SafetensorsFile& file) { file.metadata["saccade.format"] = "2"; });
    EXPECT_THAT(fault_of(path), HasSubstr("format 2"));
    EXPECT_THAT(fault_of(path), HasSubstr("newer Saccade"));
}

TEST_F(BundleFile, ThatIsNoBundleSaysSo) {
    write_safetensors(path, {{{"weight", HostTensor::from_floats({1}, {1})}}, {}});
    EXPECT_THAT(fault_of(path), HasSubstr("not a Saccade model bundle"));
}

TEST_F(BundleFile, CutAnywhereIsRefused) {
    write_bundle(path, toy_bundle());
    std::vector<std::byte> whole;
    {
        const MappedFile file(path);
        whole.assign(file.bytes().begin(), file.bytes().end());
    }
    for (const double share : {0.0001, 0.001, 0.1, 0.5, 0.9, 0.9999}) {
        const auto size = static_cast<std::size_t>(static_cast<double>(whole.size()) * share);
        write_file_atomically(path, std::span(whole).first(size));
        EXPECT_THAT(fault_of(path), testing::StartsWith(path.string())) << share;
    }
}

TEST_F(BundleFile, WithoutATensorNamesIt) {
    write_damaged([](SafetensorsFile& file) { file.tensors.erase("backbone.blocks.3.project.bias"); });
    EXPECT_THAT(fault_of(path), HasSubstr("backbone.blocks.3.project.bias"));
}

TEST_F(BundleFile, WithATensorTooManyNamesIt) {
    write_damaged(
        [](SafetensorsFile& file) { file.tensors["backbone.extra"] = HostTensor::from_floats({1}, {1}); });
    EXPECT_THAT(fault_of(path), HasSubstr("backbone.extra"));
}

TEST_F(BundleFile, WithATensorOfAnotherShapeNamesIt) {
    write_damaged([](SafetensorsFile& file) {
        file.tensors["captioner.fc1.weight"].shape = {7, 28}; // as many numbers, other dimensions
    });
    EXPECT_THAT(fault_of(path), HasSubstr("captioner.fc1.weight"));
}

TEST_F(BundleFile, ThatClaimsAHugeNetworkIsRefusedBeforeMemoryIsTaken) {
    write_damaged([](SafetensorsFile& file) {
        nlohmann::json header = nlohmann::json::parse(file.metadata.at("saccade.bundle"));
        header["network"]["decoder_units"] = 1 << 20;
        header["network"]["attention_units"] = 1 << 20;
        file.metadata["saccade.bundle"] = header.dump();
    });
    EXPECT_THAT(fault_of(path), HasSubstr("its configuration needs"));
}

TEST_F(BundleFile, WithDamagedDescriptionsIsRefused) {
    const auto damage = [&](const char* key, const char* value) {
        write_damaged([&](SafetensorsFile& file) { file.metadata[key] = value; });
        return fault_of(path);
    };
    EXPECT_THAT(damage("saccade.bundle", "{"), HasSubstr("cannot be read"));
    EXPECT_THAT(damage("saccade.bundle", "[]"), HasSubstr("cannot be read"));
    EXPECT_THAT(damage("saccade.vocabulary", R"(["a","b"])"), HasSubstr("does not hold"));
    EXPECT_THAT(damage("saccade.vocabulary", "17"), HasSubstr("cannot be read"));
    EXPECT_THAT(damage("saccade.format", "-4"), HasSubstr("not positive"));
    EXPECT_THAT(damage("saccade.format", "[[[["), HasSubstr("cannot be read"));
}

TEST_F(BundleFile, WithScalesThatDoNotFitNamesTheTensor) {
    Bundle bundle = toy_bundle();
    bundle.header.storage = Storage::int8;
    write_bundle(path, bundle);
    SafetensorsFile file = read_safetensors(path);
    file.tensors["captioner.encoder.weight.scale"] = HostTensor::from_floats({2}, {1, 1});
    write_safetensors(path, file);
    EXPECT_THAT(fault_of(path), HasSubstr("captioner.encoder.weight"));
}

} // namespace
} // namespace saccade
