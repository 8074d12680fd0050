#include "core/dataset/caption_table.h"

#include "core/dataset/csv_rows.h"
#include "core/dataset/text_lines.h"
#include "core/support/error.h"
#include "core/text/unicode.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

namespace saccade {

namespace {

namespace fs = std::filesystem;

std::string trimmed_field(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return std::string(text.substr(begin, text.find_last_not_of(blanks) - begin + 1));
}

char delimiter_of(const fs::path& file) {
    char delimiter = ',';
    bool first = true;
    for_each_line(file, [&](std::string_view line, std::size_t) {
        if (!std::exchange(first, false))
            return;
        for (const char candidate : {'\t', '|', ';', ','}) {
            if (line.find(candidate) != std::string_view::npos) {
                delimiter = candidate;
                return;
            }
        }
    });
    return delimiter;
}

fs::path folder_of_images(const fs::path& file) {
    for (const char* const name : {"Images", "images", "flickr30k_images"})
        if (std::error_code ignored; fs::is_directory(file.parent_path() / name, ignored))
            return file.parent_path() / name;
    return file.parent_path();
}

struct Columns {
    std::size_t image = 0;
    std::size_t caption = 0;
    std::optional<std::size_t> split;
    std::size_t count = 0;
};

Columns columns_of(const fs::path& file, const std::vector<std::string>& header) {
    const auto find = [&](std::span<const std::string_view> names) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < header.size(); ++i) {
            if (std::ranges::find(names, lower_cased(trimmed_field(header[i]))) != names.end())
                return i;
        }
        return std::nullopt;
    };
    constexpr std::array<std::string_view, 5> image{"image", "image_name", "filename", "file_name", "file"};
    constexpr std::array<std::string_view, 4> caption{"caption", "comment", "sentence", "text"};
    constexpr std::array<std::string_view, 1> split{"split"};
    const auto image_column = find(image);
    const auto caption_column = find(caption);
    if (!image_column || !caption_column)
        throw FileError(file, "its first line names no columns \"image\" and \"caption\"",
                        "Begin the table with a line such as image,caption,split");
    return {*image_column, *caption_column, find(split), header.size()};
}

class TableReader {
public:
    TableReader(const fs::path& file, fs::path images) : file_(file), images_(std::move(images)) {
        dataset_.name = file.stem().string();
    }

    Dataset read() && {
        std::optional<Columns> columns;
        for_each_csv_row(file_, delimiter_of(file_),
                         [&](const std::vector<std::string>& fields, std::size_t line) {
                             if (!columns)
                                 columns = columns_of(file_, fields);
                             else
                                 add(*columns, fields, line);
                         });
        warn(empty_, "rows without a caption");
        warn(mended_, "captions with malformed UTF-8, which was replaced");
        if (dataset_.photos.empty())
            throw FileError(file_, "it holds no captions", "Add a row for each caption");
        return std::move(dataset_);
    }

private:
    void add(const Columns& columns, const std::vector<std::string>& fields, std::size_t line) {
        if (fields.size() != columns.count)
            throw FileError(
                file_,
                fmt::format("line {} has {} fields, the first line {}", line, fields.size(), columns.count),
                "Put captions with delimiters into quotation marks");
        const std::string name = trimmed_field(fields[columns.image]);
        if (!is_photo_name(name))
            throw FileError(file_, fmt::format("line {} names no image", line),
                            "Give each row an image's file name");
        const Split split =
            columns.split ? split_of(trimmed_field(fields[*columns.split]), line) : Split::none;
        const auto [place, is_new] = places_.try_emplace(name, dataset_.photos.size());
        if (is_new)
            dataset_.photos.push_back({name, images_ / name, {}, split});
        CaptionedPhoto& photo = dataset_.photos[place->second];
        if (photo.split != split)
            throw FileError(file_,
                            fmt::format("line {} puts {} into the {} split, an earlier one into {}", line,
                                        name, split_name(split), split_name(photo.split)),
                            "Give all captions of an image the same split");
        const std::string written = trimmed_field(fields[columns.caption]);
        if (written.empty()) {
            ++empty_;
            return;
        }
        photo.captions.push_back(valid_utf8(written));
        mended_ += photo.captions.back() == written ? 0 : 1;
    }

    Split split_of(const std::string& name, std::size_t line) const {
        const std::optional<Split> split = split_from_name(name);
        if (!split)
            throw FileError(file_, fmt::format("line {} has an unknown split \"{}\"", line, name),
                            "Known: train, dev (or val), test, or nothing");
        return *split;
    }

    void warn(std::size_t count, std::string_view what) {
        if (count > 0)
            dataset_.warnings.push_back(fmt::format("{}: {} {}.", file_.filename().string(), count, what));
    }

    fs::path file_;
    fs::path images_;
    Dataset dataset_;
    std::unordered_map<std::string, std::size_t> places_;
    std::size_t empty_ = 0;
    std::size_t mended_ = 0;
};

} // namespace

Dataset read_caption_table(const fs::path& file, const fs::path& images, PhotoFiles photo_files) {
    const fs::path folder = images.empty() ? folder_of_images(file) : images;
    Dataset dataset = TableReader(file, folder).read();
    leave_out_silent_photos(dataset);
    if (photo_files == PhotoFiles::required)
        require_photo_files(dataset, folder);
    return dataset;
}

} // namespace saccade
