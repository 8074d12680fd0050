#include "core/weights/safetensors.h"

#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "core/support/mapped_file.h"
#include "core/weights/safetensors_header.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

namespace saccade {

namespace {

constexpr const char* remedy = "Fetch or copy it again";

std::string label_of(std::string_view name) {
    return "tensor " + quoted_name(name);
}

std::size_t needed_bytes(const std::string& name, DType dtype, const Shape& shape,
                         const std::filesystem::path& path) {
    try {
        return byte_count(dtype, shape);
    } catch (const Error& error) {
        throw FileError(path, fmt::format("{}: {}", label_of(name), error.what()), remedy);
    }
}

/// Finds each tensor's bytes behind the header, in file order and without hole or overlap.
void check_offsets(const SafetensorsHeader& header, std::size_t data_size,
                   const std::filesystem::path& path) {
    std::vector<const SafetensorsEntry*> order;
    order.reserve(header.tensors.size());
    for (const auto& [name, entry] : header.tensors) {
        const std::size_t needed = needed_bytes(name, entry.dtype, entry.shape, path);
        if (entry.begin > entry.end || entry.end > data_size)
            throw FileError(path,
                            fmt::format("{} lies at bytes {} to {}, outside the {} bytes of data in the file",
                                        label_of(name), entry.begin, entry.end, data_size),
                            remedy);
        if (entry.end - entry.begin != needed)
            throw FileError(path,
                            fmt::format("{} is {} {} and needs {} bytes, the file gives it {}",
                                        label_of(name), dtype_name(entry.dtype), shape_text(entry.shape),
                                        needed, entry.end - entry.begin),
                            remedy);
        order.push_back(&entry);
    }
    std::sort(order.begin(), order.end(), [](const SafetensorsEntry* a, const SafetensorsEntry* b) {
        return std::pair(a->begin, a->end) < std::pair(b->begin, b->end);
    });
    const auto name_of = [&](const SafetensorsEntry* wanted) {
        const auto found = std::find_if(header.tensors.begin(), header.tensors.end(),
                                        [&](const auto& item) { return &item.second == wanted; });
        return label_of(found->first);
    };
    std::uint64_t covered = 0;
    for (const SafetensorsEntry* entry : order) {
        if (entry->begin < covered)
            throw FileError(path, fmt::format("{} overlaps another tensor", name_of(entry)), remedy);
        if (entry->begin > covered)
            throw FileError(
                path,
                fmt::format("there are {} unused bytes before {}", entry->begin - covered, name_of(entry)),
                remedy);
        covered = entry->end;
    }
    if (covered != data_size)
        throw FileError(path, fmt::format("{} bytes follow the last tensor", data_size - covered), remedy);
}

SafetensorsFile read(std::span<const std::byte> bytes, const std::filesystem::path& path, bool with_bytes) {
    std::uint64_t header_size = 0;
    if (bytes.size() < safetensors_length_field)
        throw FileError(path, "this is not a safetensors file", "Give a .safetensors file");
    std::memcpy(&header_size, bytes.data(), safetensors_length_field);
    if (header_size > max_safetensors_header)
        throw FileError(
            path, fmt::format("this is not a safetensors file: its header would take {} bytes", header_size),
            "Give a .safetensors file");
    if (header_size > bytes.size() - safetensors_length_field)
        throw FileError(
            path,
            fmt::format("the safetensors file is cut short: its header takes {} bytes, {} are there",
                        header_size, bytes.size() - safetensors_length_field),
            remedy);
    SafetensorsHeader header =
        parse_safetensors_header(bytes.subspan(safetensors_length_field, header_size), path);
    const std::span<const std::byte> data = bytes.subspan(safetensors_length_field + header_size);
    check_offsets(header, data.size(), path);
    SafetensorsFile file;
    file.metadata = std::move(header.metadata);
    for (auto& [name, entry] : header.tensors) {
        HostTensor tensor{entry.dtype, std::move(entry.shape), {}};
        if (with_bytes) {
            const auto part = data.subspan(entry.begin, entry.end - entry.begin);
            tensor.bytes.assign(part.begin(), part.end());
        }
        file.tensors.emplace(name, std::move(tensor));
    }
    return file;
}

} // namespace

SafetensorsFile read_safetensors(const std::filesystem::path& path) {
    const MappedFile file(path);
    return read(file.bytes(), path, true);
}

SafetensorsFile read_safetensors(std::span<const std::byte> bytes, const std::filesystem::path& name) {
    return read(bytes, name, true);
}

SafetensorsFile read_safetensors_header(const std::filesystem::path& path) {
    const MappedFile file(path);
    return read(file.bytes(), path, false);
}

void write_safetensors(const std::filesystem::path& path, const SafetensorsFile& content) {
    using Item = TensorMap::const_pointer;
    std::vector<Item> order;
    for (const auto& item : content.tensors) {
        if (item.first == safetensors_metadata_key)
            throw FileError(
                path, fmt::format("{} has a name that the format keeps for itself", label_of(item.first)));
        if (item.second.bytes.size() != needed_bytes(item.first, item.second.dtype, item.second.shape, path))
            throw FileError(path, fmt::format("{} is {} {} but has {} bytes", label_of(item.first),
                                              dtype_name(item.second.dtype), shape_text(item.second.shape),
                                              item.second.bytes.size()));
        order.push_back(&item);
    }
    // The format allows no padding between tensors; widest elements first keeps every tensor aligned to its
    // own.
    std::stable_sort(order.begin(), order.end(), [](Item a, Item b) {
        return dtype_size(a->second.dtype) > dtype_size(b->second.dtype);
    });

    SafetensorsHeader header{{}, content.metadata};
    std::uint64_t offset = 0;
    for (const Item item : order) {
        const std::uint64_t end = offset + item->second.bytes.size();
        header.tensors[item->first] = {item->second.dtype, item->second.shape, offset, end};
        offset = end;
    }
    const std::string head = format_safetensors_header(header, path);

    AtomicFile file(path);
    file.write(head);
    for (const Item item : order)
        file.write(item->second.bytes);
    file.commit();
}

} // namespace saccade
