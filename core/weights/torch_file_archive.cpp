#include "core/weights/torch_file_archive.h"

#include "core/support/error.h"
#include "core/weights/tensor.h"
#include "core/weights/torch_file_tensors.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <zip.h>

namespace saccade::torch_file {

namespace {

constexpr const char* fetch_again = "Fetch or save it again";

/// A hundred thousand tensors' worth.
constexpr std::uint64_t max_pickle_size = std::uint64_t{64} << 20;

struct Discard {
    void operator()(zip_t* zip) const { zip_discard(zip); }
};
using Zip = std::unique_ptr<zip_t, Discard>;

/// Takes no copy of the bytes.
Zip open_zip(std::span<const std::byte> bytes, const std::filesystem::path& path) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    Zip zip(source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
    if (!zip)
        zip_source_free(source);
    const std::string message = zip ? "" : zip_error_strerror(&error);
    zip_error_fini(&error);
    if (!zip)
        throw FileError(path, fmt::format("the zip archive is damaged ({})", message), fetch_again);
    return zip;
}

} // namespace

class Archive::Content {
public:
    Content(std::span<const std::byte> bytes, const std::filesystem::path& path)
        : path_(path),
          unpacked_(bytes.size(), path),
          zip_(open_zip(bytes, path)) {
        for (zip_int64_t i = 0; i < zip_get_num_entries(zip_.get(), 0); ++i) {
            const char* const name = zip_get_name(zip_.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW);
            if (name == nullptr)
                damaged(fmt::format("entry {} has no name", i));
            if (!entries_.emplace(name, i).second)
                damaged(fmt::format("it holds {} twice", quoted_name(name)));
        }
        find_folder();
    }

    bool has(std::string_view name) const { return entries_.contains(folder_ + std::string(name)); }

    /// Its size as the archive says it.
    std::uint64_t size(std::string_view name) const { return stat(name).size; }

    std::vector<std::byte> read(std::string_view name) {
        const zip_stat_t entry = stat(name);
        unpacked_.spend(entry.size, quoted_name(name));
        const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
            zip_fopen_index(zip_.get(), entry.index, 0), zip_fclose);
        if (!file)
            damaged(fmt::format("{} cannot be opened ({})", quoted_name(name), zip_strerror(zip_.get())));
        std::vector<std::byte> bytes(entry.size);
        std::byte behind{}; // libzip compares the checksum when it meets the end
        if (zip_fread(file.get(), bytes.data(), bytes.size()) != static_cast<zip_int64_t>(bytes.size()) ||
            zip_fread(file.get(), &behind, 1) != 0)
            damaged(fmt::format("{} is not what was once written", quoted_name(name)));
        return bytes;
    }

    [[noreturn]] void damaged(std::string_view detail) const {
        throw FileError(path_, fmt::format("the zip archive is damaged: {}", detail), fetch_again);
    }

    const std::filesystem::path& path() const { return path_; }

private:
    void find_folder() {
        for (const auto& [name, index] : entries_) {
            const std::size_t slash = name.find('/');
            if (slash == std::string::npos || name.substr(slash) != "/data.pkl")
                continue;
            if (!folder_.empty())
                damaged("it holds two state dicts");
            folder_ = name.substr(0, slash + 1);
        }
        if (folder_.empty())
            throw FileError(path_, "it is a zip archive, but not one that torch.save wrote",
                            "Give a state dict that torch.save wrote");
    }

    zip_stat_t stat(std::string_view name) const {
        zip_stat_t result;
        zip_stat_init(&result);
        constexpr zip_uint64_t needed =
            ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
        const auto entry = entries_.find(folder_ + std::string(name));
        if (entry == entries_.end())
            damaged(fmt::format("{} is missing", quoted_name(name)));
        if (zip_stat_index(zip_.get(), entry->second, 0, &result) != 0 || (result.valid & needed) != needed)
            damaged(fmt::format("it does not say what {} is", quoted_name(name)));
        if (result.encryption_method != ZIP_EM_NONE)
            throw FileError(path_, fmt::format("{} in it is encrypted", quoted_name(name)),
                            "Unpack it with its password and pack it without one");
        if (result.comp_method != ZIP_CM_STORE && result.comp_method != ZIP_CM_DEFLATE)
            throw FileError(path_,
                            fmt::format("{} in it is compressed with method {}, which PyTorch does not use",
                                        quoted_name(name), result.comp_method),
                            "Save it again with torch.save");
        return result;
    }

    const std::filesystem::path& path_;
    ByteBudget unpacked_;
    Zip zip_;
    std::map<std::string, zip_uint64_t> entries_;
    std::string folder_; ///< with its slash
};

Archive::Archive(std::span<const std::byte> bytes, const std::filesystem::path& path)
    : content_(std::make_unique<Content>(bytes, path)) {
    if (content_->has("constants.pkl"))
        throw FileError(path, "this is a TorchScript program, not a state dict",
                        "Load it in PyTorch and save model.state_dict()");
    constexpr std::string_view little = "little";
    if (content_->has("byteorder") &&
        (content_->size("byteorder") != little.size() ||
         !std::ranges::equal(content_->read("byteorder"), std::as_bytes(std::span(little)))))
        throw FileError(path, "it was saved on a big-endian machine", "Save it again on a little-endian one");
}

Archive::~Archive() = default;

std::vector<std::byte> Archive::state_dict_pickle() {
    if (content_->size("data.pkl") > max_pickle_size)
        throw FileError(content_->path(), "the pickle in it is larger than any state dict's",
                        "Save model.state_dict() alone");
    return content_->read("data.pkl");
}

std::vector<std::byte> Archive::storage(std::string_view key, std::uint64_t bytes, std::string_view label) {
    const std::string name = fmt::format("data/{}", key);
    if (!content_->has(name))
        content_->damaged(fmt::format("the values of {}, {}, are missing", label, quoted_name(name)));
    if (content_->size(name) != bytes)
        throw FileError(content_->path(),
                        fmt::format("{} needs a storage of {} bytes, {} has {}", label, bytes,
                                    quoted_name(name), content_->size(name)),
                        fetch_again);
    return content_->read(name);
}

} // namespace saccade::torch_file
