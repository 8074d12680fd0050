#include "core/weights/torch_file.h"

#include "core/support/error.h"
#include "core/support/mapped_file.h"
#include "core/weights/pickle.h"
#include "core/weights/torch_file_archive.h"
#include "core/weights/torch_file_tensors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <string_view>

namespace saccade {

namespace {

using torch_file::Storage;
using torch_file::StorageBytes;

constexpr const char* fetch_again = "Fetch or save it again";

/// 0x1950a86a20f9469cfc6c, little-endian: the first of the pickles in the layout before PyTorch 1.6.
constexpr std::array<unsigned char, 10> magic_number{0x6C, 0xFC, 0x9C, 0x46, 0xF9,
                                                     0x20, 0x6A, 0xA8, 0x50, 0x19};
constexpr std::int64_t layout_version = 1001;

bool starts_with(std::span<const std::byte> bytes, std::string_view text) {
    return bytes.size() >= text.size() && std::memcmp(bytes.data(), text.data(), text.size()) == 0;
}

bool looks_like_zip(std::span<const std::byte> head) {
    return starts_with(head, "PK\x03\x04") || starts_with(head, "PK\x05\x06"); // the second is empty
}

/// PROTO 2 to 5. The length of a safetensors header can look like it; there the JSON starts at byte 8.
bool looks_like_pickle(std::span<const std::byte> head) {
    if (head.size() < 2 || head[0] != std::byte{0x80} || head[1] < std::byte{2} || head[1] > std::byte{5})
        return false;
    return head.size() < 9 || head[8] != std::byte{'{'} || !starts_with(head.subspan(4), {"\0\0\0\0", 4});
}

/// The layout before PyTorch 1.6: pickles of the magic number, the layout's version, a table about the
/// machine, the state dict and the keys of its storages; then each storage as its number of elements and its
/// bytes.
class PickleLayout {
public:
    PickleLayout(std::span<const std::byte> bytes, const std::filesystem::path& path)
        : bytes_(bytes),
          rest_(bytes),
          path_(path) {}

    TensorMap read() {
        check_magic_number();
        next();
        const pickle::Document document = next();
        const torch_file::StateDict state = torch_file::state_dict(document, bytes_.size(), path_);
        find_storages(state);
        return torch_file::dense_tensors(
            state, [&](const Storage& storage, std::string_view label) { return bytes_of(storage, label); });
    }

private:
    pickle::Document next() {
        pickle::Document document = pickle::read(rest_, torch_file::known_globals(), path_);
        rest_ = rest_.subspan(document.size);
        return document;
    }

    void check_magic_number() {
        const pickle::Document magic = next();
        const auto* const number = magic.get<pickle::Opaque>(magic.root);
        if (number == nullptr || !std::ranges::equal(number->bytes, std::as_bytes(std::span(magic_number))))
            throw FileError(path_, "it is a pickle, but not one that torch.save wrote",
                            "Give a state dict that torch.save wrote");
        const pickle::Document version = next();
        const auto* const value = version.get<std::int64_t>(version.root);
        if (value == nullptr || *value != layout_version)
            throw FileError(path_, "it has a version of PyTorch's old layout that is not known",
                            "Load it in PyTorch and save it again");
    }

    void find_storages(const torch_file::StateDict& state) {
        std::map<std::string_view, const Storage*> known;
        for (const Storage& storage : state.storages)
            known[storage.key] = &storage;
        const pickle::Document keys = next();
        const auto* const list = keys.get<pickle::List>(keys.root);
        if (list == nullptr)
            throw FileError(path_, "the PyTorch file is damaged: the list of its storages is missing",
                            fetch_again);
        for (const pickle::Id id : list->items) {
            const auto* const key = keys.get<pickle::Text>(id);
            const auto storage = key == nullptr ? known.end() : known.find(*key);
            if (storage == known.end())
                throw FileError(path_,
                                "the PyTorch file is damaged: it lists a storage that nothing describes",
                                fetch_again);
            take_storage(*storage->second);
        }
    }

    void take_storage(const Storage& storage) {
        std::uint64_t elements = 0;
        if (rest_.size() >= sizeof(elements))
            std::memcpy(&elements, rest_.data(), sizeof(elements));
        if (rest_.size() < sizeof(elements) || storage.bytes > rest_.size() - sizeof(elements))
            throw FileError(
                path_,
                fmt::format("the PyTorch file is cut short: storage {} of {} bytes is not all there",
                            quoted_name(storage.key), storage.bytes),
                fetch_again);
        if (elements != storage.elements)
            throw FileError(
                path_,
                fmt::format("the PyTorch file is damaged: storage {} has {} values, {} are described",
                            quoted_name(storage.key), elements, storage.elements),
                fetch_again);
        if (!places_.emplace(storage.key, rest_.subspan(sizeof(elements), storage.bytes)).second)
            throw FileError(
                path_,
                fmt::format("the PyTorch file is damaged: it has storage {} twice", quoted_name(storage.key)),
                fetch_again);
        rest_ = rest_.subspan(sizeof(elements) + storage.bytes);
    }

    StorageBytes bytes_of(const Storage& storage, std::string_view label) const {
        const auto place = places_.find(storage.key);
        if (place == places_.end())
            throw FileError(path_,
                            fmt::format("the PyTorch file is damaged: the values of {} are missing", label),
                            fetch_again);
        return {{}, place->second};
    }

    std::span<const std::byte> bytes_;
    std::span<const std::byte> rest_;
    const std::filesystem::path& path_;
    std::map<std::string_view, std::span<const std::byte>> places_; ///< of storages, by key
};

TensorMap read_zip(std::span<const std::byte> bytes, const std::filesystem::path& path) {
    torch_file::Archive archive(bytes, path);
    const std::vector<std::byte> pickled = archive.state_dict_pickle();
    const pickle::Document document = pickle::read(pickled, torch_file::known_globals(), path);
    const torch_file::StateDict state = torch_file::state_dict(document, bytes.size(), path);
    return torch_file::dense_tensors(state, [&](const Storage& storage, std::string_view label) {
        StorageBytes content{archive.storage(storage.key, storage.bytes, label), {}};
        content.view = content.unpacked;
        return content;
    });
}

} // namespace

bool looks_like_torch_file(std::span<const std::byte> head) {
    return looks_like_zip(head) || looks_like_pickle(head);
}

TensorMap read_torch_file(const std::filesystem::path& path) {
    const MappedFile file(path);
    return read_torch_file(file.bytes(), path);
}

TensorMap read_torch_file(std::span<const std::byte> bytes, const std::filesystem::path& name) {
    if (looks_like_zip(bytes))
        return read_zip(bytes, name);
    if (looks_like_pickle(bytes))
        return PickleLayout(bytes, name).read();
    throw FileError(name, "this is not a PyTorch file", "Give a state dict that torch.save wrote");
}

} // namespace saccade
