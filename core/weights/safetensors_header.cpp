#include "core/weights/safetensors_header.h"

#include "core/support/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstring>
#include <limits>
#include <string_view>

namespace saccade {

namespace {

constexpr std::size_t max_rank = 16;

/// The grammar as states: { name: { "dtype": text, "shape": [n...], "data_offsets": [n, n] }, "__metadata__":
/// { text: text } }
class HeaderHandler : public nlohmann::json_sax<nlohmann::json> {
public:
    HeaderHandler(SafetensorsHeader& header, const std::filesystem::path& path)
        : header_(header),
          path_(path) {}

    bool start_object(std::size_t) override {
        switch (state_) {
        case State::start:
            state_ = State::names;
            return true;
        case State::name_value:
            state_ = entry_ == nullptr ? State::metadata : State::tensor;
            return true;
        default:
            misplaced("an object");
        }
    }

    bool end_object() override {
        switch (state_) {
        case State::names:
            state_ = State::done;
            return true;
        case State::metadata:
            state_ = State::names;
            return true;
        default:
            if (!has_dtype_ || !has_shape_ || !has_offsets_)
                fail(fmt::format("{} lacks {}", place(),
                                 !has_dtype_   ? "its element type"
                                 : !has_shape_ ? "its shape"
                                               : "its offsets"));
            state_ = State::names;
            return true;
        }
    }

    bool key(std::string& name) override {
        switch (state_) {
        case State::names:
            start_name(name);
            state_ = State::name_value;
            return true;
        case State::metadata:
            metadata_key_ = name;
            if (header_.metadata.contains(name))
                fail(fmt::format("the metadata have {} twice", quoted_name(name)));
            state_ = State::metadata_value;
            return true;
        default:
            start_field(name);
            return true;
        }
    }

    bool string(std::string& value) override {
        if (state_ == State::metadata_value) {
            header_.metadata.emplace(std::move(metadata_key_), value);
            state_ = State::metadata;
            return true;
        }
        if (state_ != State::dtype)
            misplaced("a text");
        const std::optional<DType> dtype = dtype_from_name(value);
        if (!dtype)
            fail(fmt::format("{} has elements of type {}, which Saccade does not read", place(),
                             quoted_name(value)));
        entry_->dtype = *dtype;
        state_ = State::tensor;
        return true;
    }

    bool start_array(std::size_t) override {
        if (state_ == State::shape)
            state_ = State::shape_values;
        else if (state_ == State::offsets)
            state_ = State::offset_values;
        else
            misplaced("a list");
        return true;
    }

    bool end_array() override {
        if (state_ == State::offset_values && offset_count_ != 2)
            fail(fmt::format("{} has {} offsets, not 2", place(), offset_count_));
        state_ = State::tensor;
        return true;
    }

    bool number_unsigned(std::uint64_t value) override {
        if (state_ == State::shape_values) {
            if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
                fail(fmt::format("{} has a dimension of {}, which is too large", place(), value));
            if (entry_->shape.size() == max_rank)
                fail(fmt::format("{} has more than {} dimensions", place(), max_rank));
            entry_->shape.push_back(static_cast<std::int64_t>(value));
            return true;
        }
        if (state_ != State::offset_values)
            misplaced("a number");
        if (offset_count_ == 2)
            fail(fmt::format("{} has more than 2 offsets", place()));
        (offset_count_++ == 0 ? entry_->begin : entry_->end) = value;
        return true;
    }

    bool number_integer(std::int64_t value) override {
        fail(fmt::format("{} has the negative number {} for a size", place(), value));
    }
    bool number_float(double, const std::string& text) override {
        fail(fmt::format("{} has the number {} where a whole number should be", place(), text.substr(0, 40)));
    }
    bool null() override { misplaced("null"); }
    bool boolean(bool) override { misplaced("true or false"); }
    bool binary(nlohmann::json::binary_t&) override { misplaced("bytes"); }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&) override {
        fail(fmt::format("its header is not valid JSON at byte {}", position));
    }

private:
    enum class State {
        start,
        names,
        name_value,
        metadata,
        metadata_value,
        tensor,
        dtype,
        shape,
        shape_values,
        offsets,
        offset_values,
        done
    };

    [[noreturn]] void fail(std::string_view fault) const {
        throw FileError(path_, fmt::format("the safetensors file is damaged: {}", fault),
                        "Fetch or copy it again");
    }

    [[noreturn]] void misplaced(std::string_view what) const {
        fail(fmt::format("{} has {} where none should be", place(), what));
    }

    std::string place() const {
        if (state_ == State::metadata || state_ == State::metadata_value || in_metadata_)
            return "the metadata table";
        return name_.empty() && entry_ == nullptr ? "the header" : "tensor " + quoted_name(name_);
    }

    void start_name(const std::string& name) {
        name_ = name;
        in_metadata_ = name == safetensors_metadata_key;
        if (in_metadata_) {
            if (has_metadata_)
                fail("it has two metadata tables");
            has_metadata_ = true;
            entry_ = nullptr;
            return;
        }
        const auto [place, added] = header_.tensors.try_emplace(name);
        if (!added)
            fail(fmt::format("it has two tensors named {}", quoted_name(name)));
        entry_ = &place->second;
        has_dtype_ = has_shape_ = has_offsets_ = false;
        offset_count_ = 0;
    }

    void start_field(const std::string& name) {
        const auto start = [&](bool& seen, State next) {
            if (seen)
                fail(fmt::format("{} has {} twice", place(), quoted_name(name)));
            seen = true;
            state_ = next;
        };
        if (name == "dtype")
            start(has_dtype_, State::dtype);
        else if (name == "shape")
            start(has_shape_, State::shape);
        else if (name == "data_offsets")
            start(has_offsets_, State::offsets);
        else
            fail(fmt::format("{} has the unknown property {}", place(), quoted_name(name)));
    }

    SafetensorsHeader& header_;
    const std::filesystem::path& path_;
    State state_ = State::start;
    std::string name_;
    std::string metadata_key_;
    SafetensorsEntry* entry_ = nullptr; ///< the tensor being read; null in the metadata table
    bool in_metadata_ = false;
    bool has_metadata_ = false;
    bool has_dtype_ = false;
    bool has_shape_ = false;
    bool has_offsets_ = false;
    int offset_count_ = 0;
};

} // namespace

SafetensorsHeader parse_safetensors_header(std::span<const std::byte> json,
                                           const std::filesystem::path& path) {
    SafetensorsHeader header;
    HeaderHandler handler(header, path);
    const auto* const text = reinterpret_cast<const char*>(json.data());
    nlohmann::json::sax_parse(text, text + json.size(), &handler);
    return header;
}

std::string format_safetensors_header(const SafetensorsHeader& header, const std::filesystem::path& path) {
    nlohmann::json json = nlohmann::json::object();
    if (!header.metadata.empty())
        json[safetensors_metadata_key] = header.metadata;
    for (const auto& [name, entry] : header.tensors)
        json[name] = {{"dtype", dtype_name(entry.dtype)},
                      {"shape", entry.shape},
                      {"data_offsets", {entry.begin, entry.end}}};
    std::string text;
    try {
        text = json.dump();
    } catch (const nlohmann::json::exception&) {
        throw FileError(path, "a name or a metadata text is not valid UTF-8");
    }
    text.append(
        (safetensors_length_field - text.size() % safetensors_length_field) % safetensors_length_field, ' ');
    if (text.size() > max_safetensors_header)
        throw FileError(path,
                        fmt::format("its header would take {} bytes, more than readers accept", text.size()));
    const std::uint64_t size = text.size();
    std::string length(sizeof(size), '\0');
    std::memcpy(length.data(), &size, sizeof(size));
    return length + text;
}

} // namespace saccade
