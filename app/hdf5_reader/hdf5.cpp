#include "app/hdf5_reader/hdf5.h"

#include "core/support/error.h"
#include "core/weights/tensor.h"

#include <fmt/format.h>

#include <cstring>

namespace saccade::hdf5 {

namespace {

/// HDF5 lists a failed call innermost first; that line says most.
herr_t keep_first(unsigned /*depth*/, const H5E_error2_t* entry, void* text) {
    auto& kept = *static_cast<std::string*>(text);
    if (kept.empty() && entry->desc != nullptr)
        kept = entry->desc;
    return 0;
}

/// HDF5 wants to copy the image it opens; these hand it the one that is there. `udata` is the span it lies
/// in.
void* lend_image(std::size_t size, H5FD_file_image_op_t /*why*/, void* udata) {
    const auto& image = *static_cast<const std::span<const std::byte>*>(udata);
    return size == image.size() ? const_cast<std::byte*>(image.data()) : nullptr;
}
void* keep_image(void* to, const void* from, std::size_t /*size*/, H5FD_file_image_op_t /*why*/,
                 void* /*udata*/) {
    return to == from ? to : nullptr;
}
void* refuse_to_grow(void* /*image*/, std::size_t /*size*/, H5FD_file_image_op_t /*why*/, void* /*udata*/) {
    return nullptr;
}
herr_t leave_image(void* /*image*/, H5FD_file_image_op_t /*why*/, void* /*udata*/) {
    return 0;
}
void* share_udata(void* udata) {
    return udata;
}
herr_t leave_udata(void* /*udata*/) {
    return 0;
}

Handle open_image(std::span<const std::byte>& bytes) {
    const Handle access(H5Pcreate(H5P_FILE_ACCESS), "prepare");
    checked(H5Pset_fapl_core(access.get(), std::size_t{1} << 16, false), "prepare");
    H5FD_file_image_callbacks_t callbacks{lend_image,  keep_image,  refuse_to_grow, leave_image,
                                          share_udata, leave_udata, &bytes};
    checked(H5Pset_file_image_callbacks(access.get(), &callbacks), "prepare");
    checked(H5Pset_file_image(access.get(), const_cast<std::byte*>(bytes.data()), bytes.size()), "prepare");
    // An image's name must be that of no file.
    const Handle file(H5Fopen("/dev/null/image", H5F_ACC_RDONLY, access.get()), "open it");
    return {H5Gopen2(file.get(), "/", H5P_DEFAULT), "open its root group"};
}

} // namespace

void refuse(std::string_view fault, std::string_view remedy) {
    throw FileError({}, fault, remedy);
}

void refuse_call(std::string_view doing) {
    std::string reason;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_first, &reason);
    refuse(fmt::format("the HDF5 library cannot {}{}", doing, reason.empty() ? "" : " (" + reason + ")"));
}

Handle::Handle(hid_t id, std::string_view doing) : id_(checked(id, doing)) {}

Handle::~Handle() {
    if (id_ >= 0)
        H5Idec_ref(id_);
}

void prepare_library() {
    checked(H5open(), "start");
    checked(H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr), "start");
    checked(H5PLset_loading_state(0), "start");
}

ImageFile::ImageFile(std::span<const std::byte> bytes) : bytes_(bytes), root_(open_image(bytes_)) {}

std::optional<Handle> find_below(hid_t group, std::string_view path) {
    std::optional<Handle> found;
    for (std::string_view rest = path;;) {
        const std::size_t slash = rest.find('/');
        const std::string name(rest.substr(0, slash));
        if (name.empty() || name == ".")
            refuse(fmt::format("the name {} leads nowhere", quoted_name(path)));
        if (found && !is_group(*found))
            return std::nullopt;
        const hid_t here = found ? found->get() : group;
        const std::string doing = "look up " + quoted_name(path);
        if (checked(H5Lexists(here, name.c_str(), H5P_DEFAULT), doing) == 0)
            return std::nullopt;
        H5L_info_t link{};
        checked(H5Lget_info(here, name.c_str(), &link, H5P_DEFAULT), doing);
        if (link.type == H5L_TYPE_EXTERNAL)
            refuse(fmt::format("{} is a link into another file, which Saccade does not follow",
                               quoted_name(path)),
                   "Save the weights as one file");
        if (link.type != H5L_TYPE_HARD)
            refuse(fmt::format("{} is a link to another place, which Keras never writes", quoted_name(path)));
        found = Handle(H5Oopen(here, name.c_str(), H5P_DEFAULT), "open " + quoted_name(path));
        if (slash == std::string_view::npos)
            return found;
        rest.remove_prefix(slash + 1);
    }
}

bool is_group(const Handle& object) {
    return H5Iget_type(object.get()) == H5I_GROUP;
}

bool is_dataset(const Handle& object) {
    return H5Iget_type(object.get()) == H5I_DATASET;
}

} // namespace saccade::hdf5
