#include "core/weights/npy.h"

#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "core/support/mapped_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <cstring>
#include <string>
#include <string_view>

namespace saccade {

namespace {

constexpr std::string_view magic("\x93NUMPY\x01\x00", 8);
constexpr std::size_t header_start = magic.size() + sizeof(std::uint16_t);
constexpr std::size_t alignment = 64; // of the first value
constexpr std::size_t max_rank = 16;

/// Reads the header, a Python dictionary: {'descr': '<f4', 'fortran_order': False, 'shape': (64, 1280), }
class HeaderParser {
public:
    HeaderParser(std::string_view text, const std::filesystem::path& path) : rest_(text), path_(path) {}

    Shape parse() {
        bool has_type = false;
        bool has_order = false;
        bool has_shape = false;
        expect('{');
        while (!accept('}')) {
            const std::string_view key = text();
            expect(':');
            if (key == "descr" && !has_type) {
                has_type = true;
                if (const std::string_view type = text(); type != "<f4")
                    throw FileError(
                        path_,
                        fmt::format("its elements are {}, Saccade reads '<f4' (float32)", quoted_name(type)),
                        "Convert the array with NumPy's astype");
            } else if (key == "fortran_order" && !has_order) {
                has_order = true;
                if (!accept_word("False"))
                    throw FileError(path_, "its values are not in row-major order",
                                    "Convert the array with NumPy's ascontiguousarray");
            } else if (key == "shape" && !has_shape) {
                has_shape = true;
                read_shape();
            } else {
                fail();
            }
            if (!accept(',')) {
                expect('}');
                break;
            }
        }
        skip_spaces();
        if (!rest_.empty() || !has_type || !has_order || !has_shape)
            fail();
        return std::move(shape_);
    }

private:
    [[noreturn]] void fail() const {
        throw FileError(path_, "the .npy file is damaged: its header cannot be understood",
                        "Fetch or write it again");
    }

    void skip_spaces() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \n"), rest_.size())); }

    bool accept_word(std::string_view word) {
        skip_spaces();
        if (!rest_.starts_with(word))
            return false;
        rest_.remove_prefix(word.size());
        return true;
    }

    bool accept(char character) { return accept_word(std::string_view(&character, 1)); }

    void expect(char character) {
        if (!accept(character))
            fail();
    }

    std::string_view text() {
        expect('\'');
        const std::size_t end = rest_.find('\'');
        if (end == std::string_view::npos)
            fail();
        const std::string_view result = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return result;
    }

    void read_shape() {
        expect('(');
        while (!accept(')')) {
            skip_spaces();
            std::int64_t dimension = 0;
            const auto [end, fault] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), dimension);
            if (fault != std::errc() || dimension < 0 || shape_.size() == max_rank)
                fail();
            rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
            shape_.push_back(dimension);
            if (!accept(',')) {
                expect(')');
                break;
            }
        }
    }

    std::string_view rest_;
    const std::filesystem::path& path_;
    Shape shape_;
};

} // namespace

void write_npy(const std::filesystem::path& path, const Shape& shape, std::span<const float> values) {
    if (shape.size() > max_rank || byte_count(DType::f32, shape) != values.size_bytes())
        throw Error(fmt::format("{} values do not fill an array of {}", values.size(), shape_text(shape)));
    // Python writes a tuple of one as "(3,)".
    std::string header = fmt::format("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}{}), }}",
                                     fmt::join(shape, ", "), shape.size() == 1 ? "," : "");
    const std::size_t end = header_start + header.size() + 1;
    header.append((alignment - end % alignment) % alignment, ' ');
    header += '\n';
    const auto length = static_cast<std::uint16_t>(header.size());
    AtomicFile file(path);
    file.write(magic);
    file.write(std::as_bytes(std::span(&length, 1)));
    file.write(header);
    file.write(std::as_bytes(values));
    file.commit();
}

NpyArray read_npy(const std::filesystem::path& path) {
    const MappedFile file(path);
    return read_npy(file.bytes(), path);
}

NpyArray read_npy(std::span<const std::byte> bytes, const std::filesystem::path& name) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (!text.starts_with(magic))
        throw FileError(name, "this is not a .npy file of format 1.0", "Write it with numpy.save");
    std::uint16_t length = 0;
    if (text.size() >= header_start)
        std::memcpy(&length, text.data() + magic.size(), sizeof(length));
    if (text.size() < header_start + length)
        throw FileError(name, "the .npy file is cut short within its header", "Fetch or write it again");
    NpyArray array;
    array.shape = HeaderParser(text.substr(header_start, length), name).parse();
    const auto data = bytes.subspan(header_start + length);
    try {
        array.values = to_floats(DType::f32, array.shape, data);
    } catch (const Error& error) {
        throw FileError(name, error.what(), "Fetch or write it again");
    }
    return array;
}

} // namespace saccade
