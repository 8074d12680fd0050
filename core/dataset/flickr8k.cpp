#include "core/dataset/flickr8k.h"

#include "core/dataset/text_lines.h"
#include "core/support/error.h"
#include "core/text/unicode.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <utility>

namespace saccade {

namespace {

namespace fs = std::filesystem;

constexpr const char* flickr30k_tokens = "results_20130124.token";

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool is_folder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

/// "1 caption", "2 captions"
std::string counted(std::size_t count, std::string_view thing) {
    return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

/// A name that leads nowhere but into the photos' folder.
bool is_file_name(std::string_view name) {
    return !name.empty() && name != "." && name != ".." &&
           name.find_first_of(std::string_view("/\0", 2)) == std::string_view::npos &&
           valid_utf8(name) == name;
}

struct TokenLine {
    std::string_view name;
    std::string_view caption; ///< trimmed; may be empty
};

/// "NAME#DIGITS<tab>CAPTION"
std::optional<TokenLine> parse_token_line(std::string_view line) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos)
        return std::nullopt;
    const std::string_view key = line.substr(0, tab);
    const std::size_t hash = key.rfind('#');
    if (hash == std::string_view::npos)
        return std::nullopt;
    const std::string_view number = key.substr(hash + 1);
    const std::string_view name = key.substr(0, hash);
    if (number.empty() || number.find_first_not_of("0123456789") != std::string_view::npos ||
        !is_file_name(name))
        return std::nullopt;
    return TokenLine{name, trimmed(line.substr(tab + 1))};
}

/// Photos by their place in the data set, filled from the split lists and then from the token file.
class Flickr8kReader {
public:
    Flickr8kReader(const fs::path& folder, PhotoFiles photo_files)
        : folder_(folder),
          photo_folder_(find_photo_folder()),
          photo_files_(photo_files) {
        std::error_code ignored;
        has_lists_ = !fs::exists(folder_ / flickr30k_tokens, ignored);
        dataset_.name = has_lists_ ? "Flickr8k" : "Flickr30k";
    }

    Dataset read() && {
        if (has_lists_)
            read_list(Split::train);
        for (const Split split : {Split::dev, Split::test})
            if (std::error_code ignored; fs::exists(list_file(split), ignored))
                read_list(split);
        read_captions();
        require_captions();
        if (photo_files_ == PhotoFiles::required)
            require_photo_files(dataset_, photo_folder_);
        return std::move(dataset_);
    }

private:
    fs::path token_file() const { return folder_ / (has_lists_ ? "Flickr8k.token.txt" : flickr30k_tokens); }

    fs::path list_file(Split split) const {
        return folder_ / fmt::format("Flickr_8k.{}Images.txt", split_name(split));
    }

    fs::path find_photo_folder() const {
        if (!is_folder(folder_))
            throw FileError(folder_, "there is no such folder",
                            "Give the folder that holds Flickr8k.token.txt");
        for (const char* const name :
             {"images", "Flicker8k_Dataset", "Flickr8k_Dataset", "flickr30k-images", "flickr30k_images"})
            if (is_folder(folder_ / name))
                return folder_ / name;
        throw FileError(folder_, "the photos' folder is missing",
                        "Put the photos into \"images\" or \"Flicker8k_Dataset\" beside Flickr8k.token.txt");
    }

    void read_list(Split split) {
        const fs::path file = list_file(split);
        std::size_t repeated = 0;
        for_each_line(file, [&](std::string_view line, std::size_t number) {
            const std::string name(trimmed(line));
            if (!is_file_name(name))
                throw FileError(file, fmt::format("line {} is not a photo's file name", number),
                                "Expected a line such as 1000268201_693b08cb0e.jpg");
            const auto [entry, is_new] = places_.try_emplace(name, dataset_.photos.size());
            if (is_new) {
                dataset_.photos.push_back({name, photo_folder_ / name, {}, split});
                return;
            }
            const Split other = dataset_.photos[entry->second].split;
            if (other != split)
                throw FileError(
                    file,
                    fmt::format("line {} lists {}, which is in the {} split already", number, name,
                                split_name(other)),
                    "Remove it from one of the two lists, or scores would be those of seen photos");
            ++repeated;
        });
        if (repeated > 0)
            warn("{}: left out {}.", file.filename().string(), counted(repeated, "repeated name"));
    }

    void read_captions() {
        const fs::path file = token_file();
        std::size_t unlisted = 0;
        std::size_t empty = 0;
        std::size_t mended = 0;
        for_each_line(file, [&](std::string_view line, std::size_t number) {
            const auto parsed = parse_token_line(line);
            if (!parsed)
                throw FileError(file, fmt::format("line {} is malformed", number),
                                "Expected NAME.jpg#0, a tab and a caption");
            auto entry = places_.find(std::string(parsed->name));
            if (entry == places_.end() && has_lists_) {
                ++unlisted;
                return;
            }
            if (entry == places_.end()) {
                const std::string name(parsed->name);
                entry = places_.emplace(name, dataset_.photos.size()).first;
                dataset_.photos.push_back({name, photo_folder_ / name, {}, Split::none});
            }
            if (parsed->caption.empty()) {
                ++empty;
                return;
            }
            std::string caption = valid_utf8(parsed->caption);
            mended += caption == parsed->caption ? 0 : 1;
            dataset_.photos[entry->second].captions.push_back(std::move(caption));
        });
        const std::string name = file.filename().string();
        if (unlisted > 0)
            warn("{}: left out {} of photos in no split list.", name, counted(unlisted, "caption"));
        if (empty > 0)
            warn("{}: left out {}.", name, counted(empty, "empty caption"));
        if (mended > 0)
            warn("{}: replaced malformed UTF-8 in {}.", name, counted(mended, "caption"));
    }

    void require_captions() const {
        const auto bare = std::find_if(dataset_.photos.begin(), dataset_.photos.end(),
                                       [](const CaptionedPhoto& photo) { return photo.captions.empty(); });
        if (bare != dataset_.photos.end())
            throw FileError(token_file(),
                            fmt::format("there is no caption of {}, a photo of the {} split", bare->id,
                                        split_name(bare->split)),
                            "Add its captions or remove it from the split's list");
    }

    template <typename... Arguments>
    void warn(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
        dataset_.warnings.push_back(fmt::format(format, std::forward<Arguments>(arguments)...));
    }

    fs::path folder_;
    fs::path photo_folder_;
    PhotoFiles photo_files_;
    bool has_lists_ = true; ///< Flickr30k comes without
    Dataset dataset_;
    std::unordered_map<std::string, std::size_t> places_;
};

} // namespace

Dataset read_flickr8k(const fs::path& folder, PhotoFiles photo_files) {
    return Flickr8kReader(folder, photo_files).read();
}

} // namespace saccade
