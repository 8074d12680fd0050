#include "app/hdf5_reader/float_dataset.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace saccade::hdf5 {

namespace {

constexpr int max_rank = 8;
constexpr std::uint64_t max_deflate_ratio = 1032; // of RFC 1951: 258 bytes from 2 bits
constexpr std::uint64_t max_chunk_size = std::uint64_t{1} << 30;

bool is_half(hid_t type) {
    for (const hid_t order : {H5T_IEEE_F32LE, H5T_IEEE_F32BE}) {
        const Handle half(H5Tcopy(order), "prepare");
        checked(H5Tset_fields(half.get(), 15, 10, 5, 0, 10), "prepare");
        checked(H5Tset_size(half.get(), 2), "prepare");
        checked(H5Tset_ebias(half.get(), 15), "prepare");
        if (H5Tequal(type, half.get()) > 0)
            return true;
    }
    return false;
}

bool is_float(hid_t type) {
    const std::array known{H5T_IEEE_F32LE, H5T_IEEE_F32BE, H5T_IEEE_F64LE, H5T_IEEE_F64BE};
    return std::ranges::any_of(known, [&](hid_t one) { return H5Tequal(type, one) > 0; }) || is_half(type);
}

void check_filters(const Handle& properties, const std::string& label) {
    const int count = checked(H5Pget_nfilters(properties.get()), "list the filters of " + label);
    for (int i = 0; i < count; ++i) {
        unsigned flags = 0;
        std::size_t no_values = 0;
        unsigned config = 0;
        const H5Z_filter_t filter = checked(H5Pget_filter2(properties.get(), static_cast<unsigned>(i), &flags,
                                                           &no_values, nullptr, 0, nullptr, &config),
                                            "list the filters of " + label);
        if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_FLETCHER32)
            refuse(fmt::format("{} is packed by HDF5's filter {}, Saccade reads gzip only", label, filter),
                   "Save the weights without compression");
    }
}

} // namespace

FloatDataset::FloatDataset(Handle dataset, std::string label, std::size_t file_size)
    : dataset_(std::move(dataset)),
      label_(quoted_name(label)) {
    check_type();
    read_shape();
    check_storage(file_size);
}

void FloatDataset::check_type() const {
    const Handle type(H5Dget_type(dataset_.get()), "read the type of " + label_);
    if (!is_float(type.get()))
        refuse(fmt::format("{} does not hold 16, 32 or 64-bit floats", label_),
               "Save the weights as float32");
}

void FloatDataset::read_shape() {
    const std::string doing = "read the shape of " + label_;
    const Handle space(H5Dget_space(dataset_.get()), doing);
    if (H5Sget_simple_extent_type(space.get()) == H5S_NULL)
        refuse(fmt::format("{} has no values", label_));
    const int rank = checked(H5Sget_simple_extent_ndims(space.get()), doing);
    if (rank > max_rank)
        refuse(fmt::format("{} has {} dimensions, more than any weight", label_, rank));
    std::array<hsize_t, max_rank> dimensions{};
    checked(H5Sget_simple_extent_dims(space.get(), dimensions.data(), nullptr), doing);
    for (const hsize_t dimension : std::span(dimensions).first(static_cast<std::size_t>(rank)))
        shape_.push_back(static_cast<std::int64_t>(std::min<hsize_t>(dimension, INT64_MAX)));
    try {
        value_count_ = byte_count(DType::f64, shape_) / dtype_size(DType::f64);
    } catch (const Error& error) {
        refuse(fmt::format("{} is {}: {}", label_, shape_text(shape_), error.what()));
    }
}

void FloatDataset::check_storage(std::size_t file_size) const {
    const Handle properties(H5Dget_create_plist(dataset_.get()), "describe " + label_);
    if (checked(H5Pget_external_count(properties.get()), "describe " + label_) > 0)
        refuse(fmt::format("{} keeps its values in another file, which Saccade does not read", label_),
               "Save the weights as one file");
    check_filters(properties, label_);
    const Handle type(H5Dget_type(dataset_.get()), "read the type of " + label_);
    const std::uint64_t needed = value_count_ * H5Tget_size(type.get());
    const std::uint64_t stored = H5Dget_storage_size(dataset_.get());
    const H5D_layout_t layout = H5Pget_layout(properties.get());
    if (layout == H5D_CHUNKED)
        return check_chunks(properties, file_size);
    if (layout != H5D_CONTIGUOUS && layout != H5D_COMPACT)
        refuse(fmt::format("{} is put together from other data, which Saccade does not read", label_),
               "Save the weights as one file");
    if (stored != needed)
        refuse(fmt::format("{} claims {} bytes of values, {} are stored", label_, needed, stored));
    if (layout == H5D_CONTIGUOUS && needed > 0) {
        const haddr_t begin = H5Dget_offset(dataset_.get());
        if (begin > file_size || needed > file_size - begin)
            refuse(
                fmt::format("{} reaches beyond the end of the file, which is cut short or damaged", label_));
    }
}

void FloatDataset::check_chunks(const Handle& properties, std::size_t file_size) const {
    const std::string doing = "find the chunks of " + label_;
    std::array<hsize_t, max_rank> sides{};
    const int rank = checked(H5Pget_chunk(properties.get(), max_rank, sides.data()), doing);
    if (static_cast<std::size_t>(rank) != shape_.size())
        refuse(fmt::format("the chunks of {} have another number of dimensions than it has", label_));
    const Handle type(H5Dget_type(dataset_.get()), "read the type of " + label_);
    std::uint64_t chunk_size = H5Tget_size(type.get());
    std::uint64_t expected = 1;
    for (std::size_t i = 0; i < shape_.size(); ++i) {
        if (sides[i] == 0 || sides[i] > max_chunk_size / chunk_size)
            refuse(fmt::format("the chunks of {} are larger than 1 GiB", label_));
        chunk_size *= sides[i];
        const auto length = static_cast<std::uint64_t>(shape_[i]);
        expected *= length / sides[i] + (length % sides[i] != 0 ? 1 : 0); // at most value_count_
    }
    hsize_t found = 0;
    if (expected > 0) {
        const Handle everything(H5Dget_space(dataset_.get()), doing); // 1.10 takes no H5S_ALL here
        checked(H5Dget_num_chunks(dataset_.get(), everything.get(), &found), doing);
    }
    const std::uint64_t stored = H5Dget_storage_size(dataset_.get());
    const std::uint64_t claimed = value_count_ * H5Tget_size(type.get());
    if (found != expected || stored > file_size || claimed / max_deflate_ratio > stored)
        refuse(fmt::format("{} claims {} bytes of values, {} bytes in {} of {} chunks are stored", label_,
                           claimed, stored, found, expected));
}

std::vector<float> FloatDataset::read() const {
    std::vector<float> values(value_count_);
    if (value_count_ > 0)
        checked(H5Dread(dataset_.get(), H5T_IEEE_F32LE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()),
                "read " + label_);
    return values;
}

} // namespace saccade::hdf5
