#include "core/support/error.h"
#include "core/weights/safetensors.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <random>

namespace saccade {
namespace {

using ::testing::HasSubstr;

/// A file of the given header and so many bytes of data, put together by hand.
std::vector<std::byte> safetensors_of(const std::string& header, std::size_t data_size) {
    const std::uint64_t length = header.size();
    std::vector<std::byte> bytes(sizeof(length) + header.size() + data_size);
    std::memcpy(bytes.data(), &length, sizeof(length));
    std::memcpy(bytes.data() + sizeof(length), header.data(), header.size());
    for (std::size_t i = 0; i < data_size; ++i)
        bytes[sizeof(length) + header.size() + i] = static_cast<std::byte>(i);
    return bytes;
}

std::string fault_of_safetensors(const std::vector<std::byte>& bytes) {
    try {
        read_safetensors(bytes, "hostile.safetensors");
    } catch (const FileError& error) {
        return error.what();
    }
    return "accepted";
}

std::vector<std::byte> bytes_of_file(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

SafetensorsFile example() {
    SafetensorsFile file;
    file.tensors["layer.weight"] = HostTensor::from_floats({2, 3}, {0, 1, 2, -3, 4.5F, 1e-20F});
    file.tensors["codes"] = {DType::i8, {5}, std::vector<std::byte>(5, std::byte{0xFE})};
    file.tensors["half"] = {DType::f16, {1, 1}, {std::byte{0x00}, std::byte{0x3C}}};
    file.tensors["a wide one"] = {DType::i64, {}, std::vector<std::byte>(8, std::byte{1})};
    file.tensors["empty"] = HostTensor::from_floats({0, 7}, {});
    file.metadata = {{"vocabulary", "{\"words\":[\"caf\u00E9\",\"line\\nbreak\"]}"}, {"", "empty key"}};
    return file;
}

void expect_equal(const SafetensorsFile& left, const SafetensorsFile& right) {
    EXPECT_EQ(left.metadata, right.metadata);
    ASSERT_EQ(left.tensors.size(), right.tensors.size());
    for (const auto& [name, tensor] : left.tensors) {
        ASSERT_TRUE(right.tensors.contains(name)) << name;
        EXPECT_EQ(tensor.dtype, right.tensors.at(name).dtype) << name;
        EXPECT_EQ(tensor.shape, right.tensors.at(name).shape) << name;
        EXPECT_EQ(tensor.bytes, right.tensors.at(name).bytes) << name;
    }
}

TEST(Safetensors, ReadsBackWhatItWrote) {
    const TemporaryFolder folder;
    write_safetensors(folder.path() / "a.safetensors", example());
    expect_equal(read_safetensors(folder.path() / "a.safetensors"), example());
}

TEST(Safetensors, TheSameContentGivesTheSameBytes) {
    const TemporaryFolder folder;
    write_safetensors(folder.path() / "a.safetensors", example());
    write_safetensors(folder.path() / "b.safetensors", read_safetensors(folder.path() / "a.safetensors"));
    EXPECT_EQ(bytes_of_file(folder.path() / "a.safetensors"), bytes_of_file(folder.path() / "b.safetensors"));
}

TEST(Safetensors, WritesTheBytesThatTheFormatAsksFor) {
    const TemporaryFolder folder;
    SafetensorsFile file;
    file.tensors["b"] = {DType::u8, {3}, {std::byte{1}, std::byte{2}, std::byte{3}}};
    file.tensors["w"] = HostTensor::from_floats({1}, {1.0F});
    file.metadata["k"] = "v";
    write_safetensors(folder.path() / "a.safetensors", file);
    // The JSON is padded with spaces to a multiple of 8; wide elements first, so that floats lie at multiples
    // of 4
    std::string header = R"({"__metadata__":{"k":"v"},"b":{"data_offsets":[4,7],"dtype":"U8","shape":[3]},)"
                         R"("w":{"data_offsets":[0,4],"dtype":"F32","shape":[1]}})";
    header.resize((header.size() + 7) / 8 * 8, ' ');
    const std::vector<std::byte> data{std::byte{0}, std::byte{0}, std::byte{0x80}, std::byte{0x3F},
                                      std::byte{1}, std::byte{2}, std::byte{3}};
    std::vector<std::byte> expected = safetensors_of(header, data.size());
    std::copy(data.begin(), data.end(), expected.end() - static_cast<std::ptrdiff_t>(data.size()));
    EXPECT_EQ(bytes_of_file(folder.path() / "a.safetensors"), expected);
}

TEST(Safetensors, TheHeaderAloneTellsShapesButBringsNoBytes) {
    const TemporaryFolder folder;
    write_safetensors(folder.path() / "a.safetensors", example());
    const SafetensorsFile header = read_safetensors_header(folder.path() / "a.safetensors");
    EXPECT_EQ(header.metadata, example().metadata);
    EXPECT_EQ(header.tensors.at("layer.weight").shape, (Shape{2, 3}));
    EXPECT_EQ(header.tensors.at("codes").dtype, DType::i8);
    EXPECT_TRUE(header.tensors.at("layer.weight").bytes.empty());
}

TEST(Safetensors, RefusesToWriteWhatReadersWouldRefuse) {
    const TemporaryFolder folder;
    SafetensorsFile file;
    file.tensors["short"] = {DType::f32, {2}, std::vector<std::byte>(4)};
    EXPECT_THROW(write_safetensors(folder.path() / "a.safetensors", file), FileError);
    file.tensors = {{"__metadata__", HostTensor::from_floats({1}, {1})}};
    EXPECT_THROW(write_safetensors(folder.path() / "a.safetensors", file), FileError);
    file.tensors = {{"caf\xE9", HostTensor::from_floats({1}, {1})}};
    EXPECT_THROW(write_safetensors(folder.path() / "a.safetensors", file), FileError);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "a.safetensors"));
}

struct Hostile {
    const char* name;
    std::string header;
    std::size_t data_size;
    const char* fault;
};

void PrintTo(const Hostile& hostile, std::ostream* stream) {
    *stream << hostile.name;
}

class HostileSafetensors : public ::testing::TestWithParam<Hostile> {};

TEST_P(HostileSafetensors, IsRefusedWithAReason) {
    const std::string message = fault_of_safetensors(safetensors_of(GetParam().header, GetParam().data_size));
    EXPECT_THAT(message, HasSubstr("hostile.safetensors: "));
    EXPECT_THAT(message, HasSubstr(GetParam().fault));
    EXPECT_LT(message.size(), 400U);
}

std::string entry(const std::string& shape, const std::string& offsets, const std::string& dtype = "F32") {
    return R"({"dtype":")" + dtype + R"(","shape":)" + shape + R"(,"data_offsets":)" + offsets + "}";
}

INSTANTIATE_TEST_SUITE_P(
    Each, HostileSafetensors,
    ::testing::Values(
        Hostile{"size_below_the_shape", R"({"w":)" + entry("[2]", "[0,4]") + "}", 4,
                "tensor \"w\" is F32 [2] and needs 8"},
        Hostile{"outside_the_file", R"({"w":)" + entry("[2]", "[0,8]") + "}", 4,
                "tensor \"w\" lies at bytes 0 to 8"},
        Hostile{"far_outside", R"({"w":)" + entry("[1]", "[18446744073709551612,0]") + "}", 4,
                "tensor \"w\" lies"},
        Hostile{"backwards", R"({"w":)" + entry("[0]", "[4,0]") + "}", 4, "tensor \"w\" lies"},
        Hostile{"overlap", R"({"a":)" + entry("[2]", "[0,8]") + R"(,"b":)" + entry("[2]", "[4,12]") + "}", 12,
                "tensor \"b\" overlaps"},
        Hostile{"same_place", R"({"a":)" + entry("[1]", "[0,4]") + R"(,"b":)" + entry("[1]", "[0,4]") + "}",
                4, "overlaps"},
        Hostile{"hole", R"({"a":)" + entry("[1]", "[0,4]") + R"(,"b":)" + entry("[1]", "[8,12]") + "}", 12,
                "4 unused bytes before tensor \"b\""},
        Hostile{"bytes_behind", R"({"a":)" + entry("[1]", "[0,4]") + "}", 5,
                "1 bytes follow the last tensor"},
        Hostile{"name_twice", R"({"a":)" + entry("[1]", "[0,4]") + R"(,"a":)" + entry("[1]", "[0,4]") + "}",
                4, "two tensors named \"a\""},
        Hostile{"property_twice", R"({"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
                4, "\"dtype\" twice"},
        Hostile{"metadata_key_twice", R"({"__metadata__":{"k":"1","k":"2"}})", 0, "\"k\" twice"},
        Hostile{"two_metadata_tables", R"({"__metadata__":{},"__metadata__":{}})", 0, "two metadata tables"},
        Hostile{"product_overflows", R"({"a":)" + entry("[4294967296,4294967296]", "[0,0]") + "}", 0,
                "more elements than can be counted"},
        Hostile{"bytes_overflow", R"({"a":)" + entry("[4611686018427387904]", "[0,0]") + "}", 0,
                "more elements than can be counted"},
        Hostile{"dimension_too_large", R"({"a":)" + entry("[18446744073709551615]", "[0,0]") + "}", 0,
                "too large"},
        Hostile{"dimension_beyond_64_bits", R"({"a":)" + entry("[99999999999999999999999]", "[0,0]") + "}", 0,
                "whole number"},
        Hostile{"negative_dimension", R"({"a":)" + entry("[-1,-4]", "[0,16]") + "}", 16,
                "negative number -1"},
        Hostile{"negative_offset", R"({"a":)" + entry("[1]", "[-4,0]") + "}", 4, "negative number -4"},
        Hostile{"broken_dimension", R"({"a":)" + entry("[1.0]", "[0,4]") + "}", 4, "whole number"},
        Hostile{"too_many_dimensions",
                R"({"a":)" + entry("[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", "[0,4]") + "}", 4,
                "more than 16 dimensions"},
        Hostile{"three_offsets", R"({"a":)" + entry("[1]", "[0,4,8]") + "}", 4, "more than 2 offsets"},
        Hostile{"one_offset", R"({"a":)" + entry("[1]", "[0]") + "}", 4, "1 offsets, not 2"},
        Hostile{"unknown_type", R"({"a":)" + entry("[1]", "[0,4]", "F8_E5M2") + "}", 4, "type \"F8_E5M2\""},
        Hostile{"type_is_a_number", R"({"a":{"dtype":32,"shape":[1],"data_offsets":[0,4]}})", 4,
                "has a number where"},
        Hostile{"no_shape", R"({"a":{"dtype":"F32","data_offsets":[0,4]}})", 4, "lacks its shape"},
        Hostile{"unknown_property", R"({"a":{"run":"this"}})", 0, "unknown property \"run\""},
        Hostile{"text_metadata_only", R"({"__metadata__":{"k":5}})", 0, "the metadata table has a number"},
        Hostile{"nested_metadata", R"({"__metadata__":{"k":{}}})", 0, "the metadata table has an object"},
        Hostile{"metadata_is_a_list", R"({"__metadata__":[]})", 0, "the metadata table has a list"},
        Hostile{"not_an_object", "[]", 0, "the header has a list"},
        Hostile{"null", "null", 0, "the header has null"},
        Hostile{"tensor_is_null", R"({"a":null})", 0, "tensor \"a\" has null"},
        Hostile{"deep", std::string(1'000'000, '['), 0, "the header has a list"},
        Hostile{"deep_within", R"({"a":{"dtype":"F32","shape":)" + std::string(1'000'000, '['), 0,
                "has a list where"},
        Hostile{"no_json", "hello", 0, "not valid JSON"}, Hostile{"empty", "", 0, "not valid JSON"},
        Hostile{"unfinished", R"({"a":)", 0, "not valid JSON"},
        Hostile{"more_behind", "{}{}", 0, "not valid JSON"},
        Hostile{"not_utf8", "{\"\xFF\":1}", 0, "not valid JSON"},
        Hostile{"long_name", "{\"" + std::string(1'000'000, 'x') + "\":1}", 0, "xxx..."}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Safetensors, RefusesAHeaderThatLiesAboutItsLength) {
    for (const std::uint64_t claim :
         {std::uint64_t{193}, std::uint64_t{100} << 20, (std::uint64_t{100} << 20) + 1,
          std::uint64_t{1} << 63, ~std::uint64_t{0}}) {
        std::vector<std::byte> bytes(200, std::byte{' '});
        std::memcpy(bytes.data(), &claim, sizeof(claim));
        EXPECT_THAT(fault_of_safetensors(bytes), HasSubstr(std::to_string(claim)));
    }
}

TEST(Safetensors, RefusesAFileCutAnywhere) {
    const TemporaryFolder folder;
    write_safetensors(folder.path() / "a.safetensors", example());
    const std::vector<std::byte> whole = bytes_of_file(folder.path() / "a.safetensors");
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_NE(fault_of_safetensors({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)}),
                  "accepted")
            << size;
    EXPECT_EQ(fault_of_safetensors(whole), "accepted");
}

TEST(Safetensors, RandomDamageIsReadOrRefusedButNeverCrashes) {
    const TemporaryFolder folder;
    write_safetensors(folder.path() / "a.safetensors", example());
    const std::vector<std::byte> whole = bytes_of_file(folder.path() / "a.safetensors");
    std::mt19937 random(1);
    int refused = 0;
    for (int round = 0; round < 5000; ++round) {
        std::vector<std::byte> bytes = whole;
        for (unsigned change = 0; change <= random() % 4; ++change)
            bytes[random() % bytes.size()] = static_cast<std::byte>(random());
        refused += fault_of_safetensors(bytes) != "accepted";
    }
    EXPECT_GT(refused, 2000);
}

} // namespace
} // namespace saccade
