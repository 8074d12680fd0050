#pragma once

#include "app/hdf5_reader/hdf5.h"
#include "core/weights/tensor.h"

#include <string>
#include <vector>

namespace saccade::hdf5 {

/// An array of 16, 32 or 64-bit floats whose bytes lie in the file that was opened: every one of them, as
/// they are or packed by gzip.
class FloatDataset {
public:
    /// Checks all that can be known without reading the values.
    /// @param label  for messages: "conv2d_1/kernel:0"
    /// @throws FileError for any other type, storage or filter; more than 8 dimensions; values that are not
    /// there.
    FloatDataset(Handle dataset, std::string label, std::size_t file_size);

    const Shape& shape() const noexcept { return shape_; }
    std::size_t value_count() const noexcept { return value_count_; }

    /// All values, row-major. @throws FileError.
    std::vector<float> read() const;

private:
    void check_type() const;
    void read_shape();
    void check_storage(std::size_t file_size) const;
    void check_chunks(const Handle& properties, std::size_t file_size) const;

    Handle dataset_;
    std::string label_;
    Shape shape_;
    std::size_t value_count_ = 0;
};

} // namespace saccade::hdf5
