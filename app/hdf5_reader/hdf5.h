#pragma once

#include <cstddef>
#include <hdf5.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What we use of HDF5's C library, with owners and exceptions. Errors are FileErrors without a path.
namespace saccade::hdf5 {

[[noreturn]] void refuse(std::string_view fault, std::string_view remedy = "Fetch or copy it again");

/// Any HDF5 identifier, closed with its last owner.
class Handle {
public:
    /// @throws FileError when HDF5 gave no identifier; see refuse_call().
    Handle(hid_t id, std::string_view doing);
    ~Handle();
    Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(id_, other.id_);
        return *this;
    }

    hid_t get() const noexcept { return id_; }

private:
    hid_t id_;
};

/// The same with the reason that the library gives; `doing` completes "the HDF5 library cannot ...".
[[noreturn]] void refuse_call(std::string_view doing);

/// @returns `result`; a negative one is how HDF5 says that a call failed.
template <typename Result>
Result checked(Result result, std::string_view doing) {
    if (result < 0)
        refuse_call(doing);
    return result;
}

/// Before anything else: no plugins, no printing.
void prepare_library();

/// An HDF5 file in memory, opened for reading. The bytes are not copied and must outlive the file.
class ImageFile {
public:
    explicit ImageFile(std::span<const std::byte> bytes);

    ImageFile(const ImageFile&) = delete;
    ImageFile& operator=(const ImageFile&) = delete;

    hid_t root() const noexcept { return root_.get(); }

private:
    std::span<const std::byte> bytes_; ///< HDF5 keeps its address
    Handle root_;                      ///< keeps the file open
};

/// What `path` ("conv2d_1/kernel:0") names below `group`, followed link by link; links that point elsewhere
/// are refused. None when nothing has that name.
std::optional<Handle> find_below(hid_t group, std::string_view path);

bool is_group(const Handle& object);
bool is_dataset(const Handle& object);

/// Keras' lists of texts: the attribute `name`, or its parts `name`0, `name`1... where it was too large for
/// one. None when there is no such attribute.
std::optional<std::vector<std::string>> find_texts(hid_t object, const std::string& name);

} // namespace saccade::hdf5
