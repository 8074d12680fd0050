#include "app/hdf5_reader/hdf5.h"
#include "core/weights/tensor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace saccade::hdf5 {

namespace {

constexpr std::size_t max_texts = 100'000;
constexpr std::size_t max_text_size = 4096;
constexpr std::size_t max_list_size = std::size_t{16} << 20;

/// Texts that HDF5 took memory for.
class LentTexts {
public:
    LentTexts(hid_t attribute, hid_t type, hid_t space, std::size_t count, const std::string& doing)
        : type_(type),
          space_(space),
          texts_(count) {
        checked(H5Aread(attribute, type, texts_.data()), doing);
    }
    ~LentTexts() { H5Dvlen_reclaim(type_, space_, H5P_DEFAULT, texts_.data()); }
    LentTexts(const LentTexts&) = delete;
    LentTexts& operator=(const LentTexts&) = delete;

    const std::vector<const char*>& texts() const noexcept { return texts_; }

private:
    hid_t type_;
    hid_t space_;
    std::vector<const char*> texts_;
};

std::vector<std::string> read_variable(hid_t attribute, hid_t type, hid_t space, std::size_t count,
                                       const std::string& doing) {
    const Handle memory(H5Tcopy(H5T_C_S1), doing);
    checked(H5Tset_size(memory.get(), H5T_VARIABLE), doing);
    checked(H5Tset_cset(memory.get(), H5Tget_cset(type)), doing);
    const LentTexts lent(attribute, memory.get(), space, count, doing);
    std::vector<std::string> texts;
    for (const char* text : lent.texts())
        texts.emplace_back(text == nullptr ? "" : text);
    return texts;
}

std::vector<std::string> read_fixed(hid_t attribute, hid_t type, std::size_t count,
                                    const std::string& doing) {
    const std::size_t size = H5Tget_size(type);
    if (size == 0 || size > max_text_size || count > max_list_size / size)
        refuse(fmt::format("it claims to list {} names of {} bytes", count, size));
    std::string bytes(count * size, '\0');
    checked(H5Aread(attribute, type, bytes.data()), doing);
    const bool padded = H5Tget_strpad(type) == H5T_STR_SPACEPAD;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
        std::string text = bytes.substr(i * size, size);
        text.resize(std::min(text.find('\0'), size));
        if (padded)
            text.resize(text.find_last_not_of(' ') + 1); // npos + 1 is 0
        texts.push_back(std::move(text));
    }
    return texts;
}

std::vector<std::string> read_texts(hid_t object, const std::string& name) {
    const std::string doing = "read the attribute " + quoted_name(name);
    const Handle attribute(H5Aopen(object, name.c_str(), H5P_DEFAULT), doing);
    const Handle space(H5Aget_space(attribute.get()), doing);
    const hssize_t count = checked(H5Sget_simple_extent_npoints(space.get()), doing);
    if (count == 0)
        return {}; // Keras writes "no weights" as an empty list of numbers
    if (static_cast<std::size_t>(count) > max_texts)
        refuse(fmt::format("the attribute {} claims to list {} names", quoted_name(name), count));
    const Handle type(H5Aget_type(attribute.get()), doing);
    if (H5Tget_class(type.get()) != H5T_STRING)
        refuse(fmt::format("the attribute {} is no list of names", quoted_name(name)));
    return checked(H5Tis_variable_str(type.get()), doing) > 0
               ? read_variable(attribute.get(), type.get(), space.get(), static_cast<std::size_t>(count),
                               doing)
               : read_fixed(attribute.get(), type.get(), static_cast<std::size_t>(count), doing);
}

} // namespace

std::optional<std::vector<std::string>> find_texts(hid_t object, const std::string& name) {
    const auto has = [&](const std::string& attribute) {
        return checked(H5Aexists(object, attribute.c_str()),
                       "look up the attribute " + quoted_name(attribute)) > 0;
    };
    if (has(name))
        return read_texts(object, name);
    std::vector<std::string> texts;
    std::size_t part = 0;
    for (; has(fmt::format("{}{}", name, part)); ++part) {
        std::vector<std::string> more = read_texts(object, fmt::format("{}{}", name, part));
        if (more.size() > max_texts - texts.size())
            refuse(fmt::format("the attributes {} list more than {} names", quoted_name(name + "..."),
                               max_texts));
        std::move(more.begin(), more.end(), std::back_inserter(texts));
    }
    return part == 0 ? std::nullopt : std::optional(std::move(texts));
}

} // namespace saccade::hdf5
