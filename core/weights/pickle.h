#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// A reader of Python's pickles that runs nothing: what a pickle asks to call becomes a description of that
/// call, and only functions on a list may be named at all. Opcodes as in Lib/pickletools.py, of them those
/// that Python's own picklers write for dicts, lists, tuples, texts and numbers in protocols 2 to 5.
namespace saccade::pickle {

/// Names a value of a document.
using Id = std::uint32_t;

struct None {};

/// A float (8 bytes, big-endian) or an integer of more than 8 bytes (little-endian), as it stands in the
/// file.
struct Opaque {
    std::span<const std::byte> bytes;
};

/// UTF-8, or the bytes of a Python 2 string; it lies in the file.
using Text = std::string_view;

struct List {
    std::vector<Id> items;
};

struct Tuple {
    std::vector<Id> items;
};

/// A dict or an OrderedDict, in the order of writing; keys may repeat. Attributes of an OrderedDict are left
/// out.
struct Dict {
    std::vector<std::pair<Id, Id>> items;
};

/// "torch.FloatStorage"
struct Global {
    std::string_view name;
};

/// Not made, only described.
struct Call {
    Id function = 0;  ///< a Global
    Id arguments = 0; ///< a Tuple
};

/// Stands for something that lies outside the pickle.
struct Persistent {
    Id id = 0;
};

using Value =
    std::variant<None, bool, std::int64_t, Opaque, Text, List, Tuple, Dict, Global, Call, Persistent>;

/// Values may hold one another in any way, circles included. Valid as long as the bytes it was read from.
struct Document {
    std::deque<Value> values;
    Id root = 0;
    std::size_t size = 0; ///< bytes from the first to the STOP

    template <typename T>
    const T* get(Id id) const {
        return std::get_if<T>(&values[id]);
    }
};

/// Takes memory in proportion to the pickle's length and stops at two million steps.
/// @param globals  what the pickle may name besides collections.OrderedDict, as "module.name"; must outlive
/// the result.
/// @throws FileError for `path`.
Document read(std::span<const std::byte> bytes, std::span<const std::string_view> globals,
              const std::filesystem::path& path);

/// For messages: "a list", "a number".
std::string_view kind_of(const Value& value);

} // namespace saccade::pickle
