#pragma once

// All that differs between exiv2 0.27 (Debian 12) and 0.28 (Debian 13).

#include <exiv2/exiv2.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace saccade::exiv2_compat {

#if EXIV2_TEST_VERSION(0, 28, 0)

using ImagePointer = Exiv2::Image::UniquePtr;
using Size = std::size_t; ///< of files in memory

inline std::int64_t integer(const Exiv2::Exifdatum& datum) {
    return datum.toInt64();
}

inline std::span<const std::byte> bytes_of(const Exiv2::DataBuf& buffer) {
    return std::as_bytes(std::span(buffer.c_data(), buffer.size()));
}

#else

using ImagePointer = Exiv2::Image::AutoPtr;
using Size = long; ///< of files in memory

inline std::int64_t integer(const Exiv2::Exifdatum& datum) {
    return datum.toLong();
}

inline std::span<const std::byte> bytes_of(const Exiv2::DataBuf& buffer) {
    return std::as_bytes(std::span(buffer.pData_, static_cast<std::size_t>(buffer.size_)));
}

#endif

} // namespace saccade::exiv2_compat
